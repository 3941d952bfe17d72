package main_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// sharing is the programs that tests share, by their settings. They run from the first test that
// reads from them to the last of all.
var sharing sharers

type sharers struct {
	mu       sync.Mutex
	programs map[string]*program
}

// shared returns a program that shows everything that comes with it. A test may only read there,
// and not what others' reading changes: whoever answers, looks at counts or the log, or stops the
// program has one of their own.
func shared(t testing.TB, args ...string) *program {
	t.Helper()
	p, err := sharing.get(args...)
	if err != nil {
		t.Fatal(err)
	}
	p.t = t
	return &p
}

// sharedSmall is shared over the small library.
func sharedSmall(t testing.TB) *program {
	t.Helper()
	folder, err := filepath.Abs("testdata/content")
	if err != nil {
		t.Fatal(err)
	}
	return shared(t, "--content="+folder, "--url="+public)
}

// get returns a copy, so that each test's failures are its own.
func (s *sharers) get(args ...string) (program, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	settings := strings.Join(args, " ")
	if p, runs := s.programs[settings]; runs {
		return *p, nil
	}
	folder, err := os.MkdirTemp(filepath.Dir(binary), "shared-")
	if err != nil {
		return program{}, err
	}
	p, err := open(binary, folder, append([]string{"--content="}, args...)...)
	if err != nil {
		return program{}, err
	}
	if s.programs == nil {
		s.programs = map[string]*program{}
	}
	s.programs[settings] = p
	return *p, nil
}

// end stops the programs and says what was wrong with them.
func (s *sharers) end() error {
	var errs []error
	for _, p := range s.programs {
		errs = append(errs, p.command.Process.Signal(syscall.SIGTERM), p.end())
	}
	return errors.Join(errs...)
}
