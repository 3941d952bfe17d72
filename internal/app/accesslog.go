package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"pinhole/web"
)

// accessLog writes a line of JSON for each request, or for one of many. A line tells about the
// program, never about the reader: it holds no address, no query, no referrer, no browser, and of
// an address only its pattern. Lines are gathered in memory and written once a second, or when
// there are many.
type accessLog struct {
	logger *slog.Logger
	every  uint64 // one line of so many; failures have a line each
	number atomic.Uint64

	mu       sync.Mutex // held while a line is added or the lines are written
	buffer   *bufio.Writer
	close    func() error
	failed   atomic.Bool // writing failed, which is said once
	failures *slog.Logger
}

const accessLogFlush = time.Second

// openAccessLog opens the file for appending; "-" is out. Without a file there is no access log.
func openAccessLog(file Setting, every uint64, out io.Writer, logger *slog.Logger) (*accessLog, error) {
	if file.Value == "" {
		return nil, nil
	}
	l := &accessLog{every: every, failures: logger, close: func() error { return nil }}
	if file.Value != "-" {
		opened, err := os.OpenFile(file.Value, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o640)
		if err != nil {
			if reason, ok := errors.AsType[*fs.PathError](err); ok {
				err = reason.Err // the message names the path already
			}
			return nil, fmt.Errorf("%s %s cannot be opened: %w", file.Name, file.Value, err)
		}
		out, l.close = opened, opened.Close
	}
	l.buffer = bufio.NewWriterSize(out, 64<<10)
	l.logger = slog.New(slog.NewJSONHandler(l, nil))
	return l, nil
}

// Write takes a whole line from slog.
func (l *accessLog) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buffer.Write(line)
}

// Request adds a line.
func (l *accessLog) Request(r web.Request) {
	if n := l.number.Add(1); r.Status < 500 && n%l.every != 0 {
		return
	}
	attributes := [...]slog.Attr{
		slog.String("route", r.Route), slog.String("method", method(r.Method)), slog.Int("status", r.Status), slog.Int("bytes", r.Bytes),
		slog.Int64("microseconds", r.Took.Microseconds()), slog.String("request", r.ID),
	}
	shown := attributes[:]
	if r.ID == "" {
		shown = attributes[:len(attributes)-1]
	}
	l.logger.LogAttrs(context.Background(), slog.LevelInfo, "request", shown...)
}

// method keeps what anybody can make up out of the log.
func method(given string) string {
	switch given {
	case "GET", "HEAD", "POST":
		return given
	}
	return "other"
}

// run writes what has gathered until the context ends.
func (l *accessLog) run(ctx context.Context) {
	tick := time.NewTicker(accessLogFlush)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			l.flush()
		case <-ctx.Done():
			l.flush()
			if err := l.close(); err != nil {
				l.failures.Error("the access log could not be closed", "error", err)
			}
			return
		}
	}
}

func (l *accessLog) flush() {
	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.buffer.Flush()
	if err != nil && !l.failed.Swap(true) {
		l.failures.Error("the access log cannot be written; its lines are lost until it can: check the disk and the file's permissions", "error", err)
	}
}

// observers tells several about each request.
type observers []web.Observer

func (list observers) Request(r web.Request) {
	for _, o := range list {
		o.Request(r)
	}
}

func (list observers) Feedback(verdict web.PostKind, result web.Result) {
	for _, o := range list {
		o.Feedback(verdict, result)
	}
}

func (list observers) Login(result web.LoginResult) {
	for _, o := range list {
		o.Login(result)
	}
}

func (list observers) RoleRefused() {
	for _, o := range list {
		o.RoleRefused()
	}
}

func (list observers) ForwardedIgnored() {
	for _, o := range list {
		o.ForwardedIgnored()
	}
}

func (list observers) Redacted(detector string) {
	for _, o := range list {
		o.Redacted(detector)
	}
}

// Feedback is no line of its own: the request is one.
func (*accessLog) Feedback(web.PostKind, web.Result) {}

// Login is no line of its own.
func (*accessLog) Login(web.LoginResult) {}

// RoleRefused is no line of its own.
func (*accessLog) RoleRefused() {}

// ForwardedIgnored is no line of its own.
func (*accessLog) ForwardedIgnored() {}

// Redacted is no line of its own.
func (*accessLog) Redacted(string) {}
