// Package outage logs what fails again and again while something is unavailable: one line when it
// begins and one when it is over, instead of one for each failure.
package outage

import (
	"log/slog"
	"sync"
	"time"
)

// over is how long nothing must fail until an outage counts as over. What is tried regularly must
// be tried more often than that.
const over = 30 * time.Second

// Log logs failures of one kind. Its methods may be called concurrently.
type Log struct {
	logger *slog.Logger
	what   string

	mu          sync.Mutex
	failures    int // of the outage; 0 without one
	first, last time.Time
}

// New makes a Log for failures that what names, such as "requests fail because the database is
// unavailable".
func New(logger *slog.Logger, what string) *Log { return &Log{logger: logger, what: what} }

// Failed counts a failure. The first one of an outage is logged with its error and attributes; when
// nothing has failed for 30 seconds, one line says how many there were.
func (l *Log) Failed(err error, attributes ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.failures++
	l.last = time.Now()
	if l.failures > 1 {
		return
	}
	l.first = l.last
	l.logger.Error(l.what+"; further failures are counted and not logged", append(attributes, "error", err)...)
	time.AfterFunc(over, l.summarize)
}

// summarize ends the outage, or waits until nothing has failed for long enough.
func (l *Log) summarize() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if rest := over - time.Since(l.last); rest > 0 {
		time.AfterFunc(rest, l.summarize)
		return
	}
	l.logger.Info("over: "+l.what, "failures", l.failures, "during", l.last.Sub(l.first).Round(time.Millisecond))
	l.failures = 0
}
