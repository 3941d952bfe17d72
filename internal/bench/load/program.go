package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

// program is a Pinhole that runs.
type program struct {
	command *exec.Cmd
	folder  string // with its database
	begun   time.Time
	base    string
	client  http.Client
	loads   atomic.Int64 // reloads that its log tells of
	exited  chan error
}

var opened = regexp.MustCompile(`http://[^ ]+`)

// start returns the program as soon as it says where it is.
func (b *bench) start(flags ...string) (*program, error) {
	folder, err := os.MkdirTemp("", "pinhole-load-")
	if err != nil {
		return nil, err
	}
	p := &program{folder: folder, exited: make(chan error, 1), client: http.Client{
		Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: connections, DisableCompression: true}}}
	p.command = exec.Command(b.program, append([]string{"serve", "--addr=127.0.0.1:0", "--ops-addr=", "--content=" + b.content}, flags...)...)
	p.command.Dir = folder
	p.command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := p.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.command.Stderr = p
	p.begun = time.Now()
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if p.base = opened.FindString(line); p.base == "" {
		p.stop()
		return nil, fmt.Errorf("the program says %q and no address: %w", line, err)
	}
	go func() {
		io.Copy(io.Discard, out)
		p.exited <- p.command.Wait()
	}()
	p.base = strings.Replace(strings.TrimSpace(p.base), "localhost", "127.0.0.1", 1)
	return p, nil
}

// Write takes the program's log. What is neither a reload nor known to be harmless is shown.
func (p *program) Write(log []byte) (int, error) {
	for line := range strings.Lines(string(log)) {
		if strings.Contains(line, "content loaded") {
			p.loads.Add(1)
		} else {
			fmt.Print("the program: ", line)
		}
	}
	return len(log), nil
}

// stop ends the program and removes what it stored.
func (p *program) stop() error {
	defer os.RemoveAll(p.folder)
	p.client.CloseIdleConnections()
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	select {
	case err := <-p.exited:
		return err
	case <-time.After(time.Minute):
		return errors.Join(errors.New("the program does not end"), p.command.Process.Kill())
	}
}

func (p *program) get(path string) (status int, page string, err error) {
	response, err := p.client.Get(p.base + path)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, string(body), err
}

// waitForSearch returns when all articles can be found.
func (p *program) waitForSearch() error {
	for begun := time.Now(); time.Since(begun) < 5*time.Minute; time.Sleep(20 * time.Millisecond) {
		status, _, err := p.get("/api/v1/search?q=camera")
		if err != nil || status == http.StatusOK {
			return err
		}
	}
	return errors.New("there is nothing to search in after five minutes")
}

// memory tells what is resident, and what was at most.
func (p *program) memory() string {
	held := map[string]int{}
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	for line := range strings.Lines(string(status)) {
		var name string
		var size int
		if n, _ := fmt.Sscanf(line, "%s %d kB", &name, &size); n == 2 {
			held[name] = size / 1024
		}
	}
	return fmt.Sprintf("%d MB (%d of files; at most %d)", held["VmRSS:"], held["RssFile:"], held["VmHWM:"])
}

// processor is the time that the program has computed, with the system's.
func (p *program) processor() time.Duration {
	stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.command.Process.Pid))
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	var ticks time.Duration
	for _, field := range fields[11:13] {
		var n int
		fmt.Sscan(field, &n)
		ticks += time.Duration(n)
	}
	return ticks * 10 * time.Millisecond
}
