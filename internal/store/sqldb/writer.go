package sqldb

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// maxBatch bounds how many rows share a commit, so that nobody waits long for the rows of others.
const maxBatch = 512

// Call is a statement with its parameters.
type Call struct {
	Statement string
	Args      []any
}

// Write is a statement with its parameters, which runs once for each row. It is repeated when
// nobody can tell whether it was committed, so running it twice must be the same as running it
// once, or not matter.
type Write struct {
	Before    []Call // run first, in the same transaction
	Statement string
	Key       string // orders a batch, so that several processes lock rows in the same order
	Rows      [][]any
	After     []Call // run last, in the same transaction
}

// statements are all that a write runs.
func (w *Write) statements() []string {
	list := make([]string, 0, len(w.Before)+1+len(w.After))
	for _, c := range w.Before {
		list = append(list, c.Statement)
	}
	list = append(list, w.Statement)
	for _, c := range w.After {
		list = append(list, c.Statement)
	}
	return list
}

// job is a write that waits for its commit.
type job struct {
	Write
	ctx     context.Context
	until   time.Time // when its caller stops waiting
	changed int       // how many rows Statement has changed
	done    chan error
}

// writer lets concurrent writes share one commit. A single goroutine takes what is queued, runs the
// statements inside one transaction, and answers the callers after the commit. While one commit is
// under way, the next batch gathers in the queue.
type writer struct {
	connection *reconnecting
	logger     *slog.Logger
	timeout    time.Duration
	queue      chan *job
	finished   chan struct{}
	trouble    atomic.Pointer[error] // why the latest batch was not written
	onCommit   func(writes int, took time.Duration, err error)

	mu      sync.RWMutex // held for reading while something is being queued
	stopped bool
}

func newWriter(connection *reconnecting, config Config) *writer {
	w := &writer{
		connection: connection, logger: config.Logger, timeout: config.Timeout, onCommit: config.OnCommit,
		queue: make(chan *job, maxBatch), finished: make(chan struct{}),
	}
	go w.run()
	return w
}

// Write queues a write, waits for its commit, and returns how many rows have changed. If the
// context or the timeout of [Config] ends first, the write may or may not be done.
func (db *DB) Write(ctx context.Context, write Write) (changed int, err error) {
	w := db.writer
	timer := timers.Get().(*time.Timer)
	defer timers.Put(timer)
	timer.Reset(w.timeout)
	defer timer.Stop()
	j := &job{Write: write, ctx: ctx, until: time.Now().Add(w.timeout), done: make(chan error, 1)}
	if err := w.enqueue(j, timer.C); err != nil {
		return 0, err
	}
	select {
	case err := <-j.done:
		return j.changed, err
	case <-ctx.Done():
		return 0, context.Cause(ctx)
	case <-timer.C:
		return 0, ErrSlow
	}
}

// timers are reused: a new one for each write shows in the time that a write takes.
var timers = sync.Pool{New: func() any { return time.NewTimer(time.Hour) }}

func (w *writer) enqueue(j *job, timeout <-chan time.Time) error {
	if j.ctx.Err() != nil {
		return context.Cause(j.ctx)
	}
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.stopped {
		return ErrClosed
	}
	select {
	case w.queue <- j:
		return nil
	case <-j.ctx.Done():
		return context.Cause(j.ctx)
	case <-timeout:
		return ErrSlow
	}
}

// abandoned returns why nobody waits for a write any more; nil while somebody does.
func (j *job) abandoned(now time.Time) error {
	switch {
	case j.ctx.Err() != nil:
		return context.Cause(j.ctx)
	case now.After(j.until):
		return ErrSlow
	}
	return nil
}

// stop refuses further writes and waits until all that were queued are answered.
func (w *writer) stop() {
	w.mu.Lock()
	if !w.stopped {
		w.stopped = true
		close(w.queue)
	}
	w.mu.Unlock()
	<-w.finished
}

func (w *writer) closed() bool {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.stopped
}

func (w *writer) run() {
	defer close(w.finished)
	for first := range w.queue {
		w.commit(w.gather(first))
	}
}

// gather takes what is queued, up to the size of a batch, and leaves out writes whose callers have
// stopped waiting.
func (w *writer) gather(first *job) []*job {
	var batch []*job
	size, now := 0, time.Now()
	for next := first; ; {
		if err := next.abandoned(now); err != nil {
			next.done <- err
		} else {
			batch = append(batch, next)
			size += len(next.Rows)
		}
		if size >= maxBatch {
			return batch
		}
		var more bool
		select {
		case next, more = <-w.queue:
		default:
		}
		if !more {
			return batch
		}
	}
}

// commit writes a batch and answers its callers. When a statement fails, each write is tried again
// by itself, so that one bad write fails alone. When the database itself fails, trying again would
// only make everybody wait.
func (w *writer) commit(batch []*job) {
	if len(batch) == 0 {
		return
	}
	// Stable: two writes of the same row keep their order.
	slices.SortStableFunc(batch, func(a, b *job) int { return cmp.Compare(a.Key, b.Key) })
	begun := time.Now()
	err := Classify(w.connection.commit(batch))
	w.onCommit(len(batch), time.Since(begun), err)
	w.record(err)
	if err != nil && !errors.Is(err, ErrUnavailable) && len(batch) > 1 {
		w.logger.Warn("a batch of writes failed and is tried again write by write", "writes", len(batch), "error", err)
		for _, j := range batch {
			w.commit([]*job{j})
		}
		return
	}
	for _, j := range batch {
		j.done <- err
	}
}
