package postgrestest

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// kill ends the server and the processes that it has started, all at once, and
// returns when they are gone.
func (c *cluster) kill() error {
	children, err := childrenOf(c.server.Process.Pid)
	if err != nil {
		return err
	}
	if err := c.server.Process.Kill(); err != nil {
		return err
	}
	for _, child := range children {
		if err := syscall.Kill(child, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
			return err
		}
	}
	<-c.exited
	again := time.NewTicker(time.Millisecond)
	defer again.Stop()
	for _, child := range children {
		for _, running := parentOf(child); running; _, running = parentOf(child) {
			<-again.C
		}
	}
	return nil
}

// childrenOf returns the processes that a process has started and that still
// run.
func childrenOf(parent int) ([]int, error) {
	folders, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		return nil, err
	}
	var children []int
	for _, folder := range folders {
		child, err := strconv.Atoi(filepath.Base(folder))
		if err != nil {
			return nil, err
		}
		if p, running := parentOf(child); running && p == parent {
			children = append(children, child)
		}
	}
	return children, nil
}

// parentOf returns who started a process, if that process runs.
func parentOf(process int) (parent int, running bool) {
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(process), "stat"))
	if err != nil {
		return 0, false
	}
	// "PID (NAME) STATE PARENT …"; the name may hold anything, the last ) ends it.
	text := string(stat)
	fields := strings.Fields(text[strings.LastIndexByte(text, ')')+1:])
	if len(fields) < 2 || fields[0] == "Z" || fields[0] == "X" {
		return 0, false
	}
	parent, err = strconv.Atoi(fields[1])
	return parent, err == nil
}
