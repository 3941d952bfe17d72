package outage

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestAnOutageHasTwoLines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		l := New(slog.New(slog.NewTextHandler(&out, nil)), "requests fail")
		lines := func(want int, says ...string) {
			t.Helper()
			synctest.Wait()
			l.mu.Lock()
			defer l.mu.Unlock()
			text := out.String()
			if strings.Count(text, "\n") != want {
				t.Errorf("the log has %d lines, want %d:\n%s", strings.Count(text, "\n"), want, text)
			}
			for _, part := range says {
				if !strings.Contains(text, part) {
					t.Errorf("the log does not say %s:\n%s", part, text)
				}
			}
		}
		begin := time.Now()
		for time.Since(begin) < 10*time.Minute { // longer than the quiet time, with pauses within it
			var requests sync.WaitGroup
			for range 100 {
				requests.Go(func() { l.Failed(errors.New("no space is left"), "route", "/feedback") })
			}
			requests.Wait()
			time.Sleep(over - time.Second)
		}
		lines(1, "requests fail", "no space is left", "/feedback")
		time.Sleep(2 * over)
		lines(2, "over: requests fail", "failures=2100", "during=9m40s")
		l.Failed(errors.New("it is locked"))
		lines(3, "it is locked")
		time.Sleep(2 * over)
		lines(4, "failures=1 ")
	})
}
