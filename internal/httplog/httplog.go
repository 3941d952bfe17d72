// Package httplog makes the error log of an http.Server fit for keeping: without the addresses of
// clients, and bounded.
package httplog

import (
	"context"
	"log"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"time"
)

// Lines of one kind beyond maxLines within an interval are counted instead of written: anybody can
// cause them, with a broken TLS handshake for example.
const (
	maxLines = 5
	interval = time.Minute
	maxKinds = 100 // more kinds share one limit
)

// address matches an IP address with or without a port, as net.Addr writes it.
var address = regexp.MustCompile(`\[[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[\w.-]+)?\](:\d+)?|\b\d{1,3}(\.\d{1,3}){3}(:\d+)?\b`)

// New makes a log for http.Server.ErrorLog. Addresses are written as "a client". A kind of line is
// its text without numbers; at most 5 of a kind are written in a minute, and the next one says how
// many were left out.
func New(logger *slog.Logger) *log.Logger {
	return log.New(&writer{logger: logger, kinds: map[string]*kind{}}, "", 0)
}

type writer struct {
	logger *slog.Logger
	mu     sync.Mutex
	kinds  map[string]*kind
}

type kind struct {
	begun          time.Time // of the interval
	lines, leftOut int
}

// Write takes one line from log.Logger.
func (w *writer) Write(line []byte) (int, error) {
	text := Redact(strings.TrimSpace(string(line)))
	first, _, _ := strings.Cut(text, "\n") // a panic has its stack behind it
	if due, leftOut := w.take(withoutNumbers(first), time.Now()); due {
		var args []slog.Attr
		if leftOut > 0 {
			args = append(args, slog.Int("left_out", leftOut))
		}
		w.logger.LogAttrs(context.Background(), slog.LevelWarn, text, args...)
	}
	return len(line), nil
}

// take reports whether a line is written, and how many of its kind were left out before it.
func (w *writer) take(name string, now time.Time) (due bool, leftOut int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.kinds[name] == nil && len(w.kinds) >= maxKinds {
		name = ""
	}
	k := w.kinds[name]
	if k == nil {
		k = &kind{begun: now}
		w.kinds[name] = k
	}
	if now.Sub(k.begun) >= interval {
		leftOut = k.leftOut
		*k = kind{begun: now}
	}
	if k.lines >= maxLines {
		k.leftOut++
		return false, 0
	}
	k.lines++
	return true, leftOut
}

// Redact replaces the IP addresses in a text.
func Redact(text string) string { return address.ReplaceAllString(text, "a client") }

var numbers = regexp.MustCompile(`[0-9]+`)

func withoutNumbers(text string) string { return numbers.ReplaceAllString(text, "0") }
