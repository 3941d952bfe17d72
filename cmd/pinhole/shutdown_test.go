package main_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// slowPost is a form of which the first half has been sent and read by the program.
type slowPost struct {
	conn   net.Conn
	answer *bufio.Reader
	rest   string
}

// startSlowPost sends half a form. The program asks for the body only when its handler reads it, so
// that it surely has the request in hand afterwards.
func startSlowPost(t *testing.T, p *program) slowPost {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(testTimeout))
	body := fields("article", articleID, "helpful", "no", "comment", "on a slow line").Encode()
	fmt.Fprintf(conn, "POST /feedback HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", len(body))
	post := slowPost{conn: conn, answer: bufio.NewReader(conn), rest: body[len(body)/2:]}
	line, err := post.answer.ReadString('\n')
	if err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("the program does not wait for the body: %q, %v", line, err)
	}
	if _, err := post.answer.ReadString('\n'); err != nil { // the empty line after it
		t.Fatal(err)
	}
	io.WriteString(conn, body[:len(body)/2])
	return post
}

// closedDoor says that nobody new is let in.
func (p *program) closedDoor() bool {
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.base, "http://"))
	if err == nil {
		conn.Close()
	}
	return err != nil
}

func TestStoppingLetsOpenRequestsEnd(t *testing.T) {
	t.Parallel()
	p := startAlone(t)
	post := startSlowPost(t, p)
	p.signal(syscall.SIGTERM)
	eventually(t, "no new connection is taken", p.closedDoor)
	select {
	case <-p.exited:
		t.Fatalf("the program left an open request behind\n%s", p.log)
	default:
	}
	io.WriteString(post.conn, post.rest)
	response, err := http.ReadResponse(post.answer, nil)
	if err != nil || response.StatusCode != http.StatusSeeOther {
		t.Fatalf("the open request got %+v, %v", response, err)
	}
	p.ended()
	if got := p.onlyRow(); got.Comment != "on a slow line" {
		t.Errorf("%+v is stored", got)
	}
}

func TestASecondSignalEndsAtOnce(t *testing.T) {
	t.Parallel()
	p := startAlone(t)
	startSlowPost(t, p)
	p.signal(os.Interrupt)
	eventually(t, "no new connection is taken", p.closedDoor)
	eventually(t, "another signal ends it", func() bool {
		_ = p.command.Process.Signal(os.Interrupt) // one that comes while the first is being dealt with counts as one with it
		select {
		case <-p.exited:
			return true
		default:
			return false
		}
	})
	if how, ok := p.command.ProcessState.Sys().(syscall.WaitStatus); !ok || how.Signal() != syscall.SIGINT {
		t.Errorf("the program ended by itself, after waiting: %v", p.err)
	}
	p.nothingStored()
}

func TestStoppingLeavesOneDatabaseFile(t *testing.T) {
	t.Parallel()
	p := start(t)
	p.client().receipt("yes")
	p.stop()
	files, err := os.ReadDir(filepath.Join(p.folder, "data"))
	if err != nil || len(files) != 1 || files[0].Name() != "pinhole.db" {
		t.Errorf("the data folder holds %v (%v), want pinhole.db alone", files, err)
	}
	if info, err := os.Stat(p.database); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read the database: %v, %v", info.Mode(), err)
	}
}

// TestLogsHoldNothingOfReaders looks for what readers sent in everything that the program logged.
func TestLogsHoldNothingOfReaders(t *testing.T) {
	t.Parallel()
	p := start(t, "--feedback-limit=40")
	c := p.client()
	receipt := c.receipt("no", "comment", "my secret comment", "browser-key", oneKey)
	for _, a := range everyKindOfAnswer(c) {
		if a.status >= 500 {
			t.Errorf("%s answers %d", a.path, a.status)
		}
	}
	c.get(receipt+"?from=my-query", "Referer", "https://elsewhere.example/my-referrer").is(http.StatusOK)
	p.stop()
	logged := p.log.String()
	for _, private := range []string{strings.TrimPrefix(receipt, "/feedback/"), "my secret", "my-query", "my-referrer", oneKey, cookieOf(t, oneKey), "127.0.0.1"} {
		if strings.Contains(logged, private) {
			t.Errorf("the log holds %q:\n%s", private, logged)
		}
	}
}

func TestHangupReadsTheContentAgain(t *testing.T) {
	t.Parallel()
	folder := copyOfContent(t)
	settings := filepath.Join(folder, "site.yaml")
	p := start(t, "--content="+folder)
	p.troubled = true // by the broken settings
	c := p.stranger()
	name := func() string { return text(first(c.get("/").page(), "title")) }
	before := name()

	replaceIn(t, settings, "name: Pinhole", "name: Corner Shop Help")
	p.signal(syscall.SIGHUP)
	eventually(t, "the new name is served", func() bool { return name() != before })
	replaceIn(t, settings, "name: Corner Shop Help", "nome: Broken")
	p.signal(syscall.SIGHUP)
	eventually(t, "the error is logged", func() bool { return strings.Contains(p.log.String(), "site.yaml") })
	if got := name(); got != "Corner Shop Help" {
		t.Errorf("with broken content the name is %q, want the last good one", got)
	}
}
