package store

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

const (
	// maxBatch bounds how many rows share a commit, so that nobody waits long for
	// somebody else's.
	maxBatch = 512
	// maxDelay bounds how long a batch waits for more to come.
	maxDelay = 2 * time.Millisecond
)

// write is what one caller wants written: a statement with its arguments, once
// for each row. It is repeated when nobody can tell whether it was done, so doing
// it twice must be the same as doing it once, or not matter.
type write struct {
	ctx       context.Context
	until     time.Time // when its caller stops waiting
	before    []call    // carried out first, in the same transaction
	statement string
	key       string // orders a batch, so that several processes lock rows alike
	rows      [][]any
	after     []call // carried out last, in the same transaction
	changed   int    // how many rows the statement has changed
	done      chan error
}

// statements are all that it carries out.
func (j *write) statements() []string {
	list := make([]string, 0, len(j.before)+1+len(j.after))
	for _, c := range j.before {
		list = append(list, c.statement)
	}
	list = append(list, j.statement)
	for _, c := range j.after {
		list = append(list, c.statement)
	}
	return list
}

// writer lets concurrent writes share one commit. A single goroutine takes
// whatever is queued, runs one statement for each row inside one transaction,
// and answers the callers after the commit. While one commit is under way the next
// batch gathers by itself; for those who were just answered, and are likely to come
// again, it waits a little, as PostgreSQL does with commit_delay.
type writer struct {
	engine   engine
	logger   *slog.Logger
	timeout  time.Duration
	queue    chan *write
	finished chan struct{}
	trouble  atomic.Pointer[error] // why the latest batch was not written
	onCommit func(writes int, took time.Duration, err error)

	// Of the run goroutine alone.
	answered int           // how many callers the latest commit had
	took     time.Duration // how long it took
	delay    *time.Timer

	mu      sync.RWMutex // held for reading while something is being queued
	stopped bool
}

func newWriter(e engine, config Config) *writer {
	w := &writer{
		engine: e, logger: config.Logger, timeout: config.Timeout, onCommit: config.Committed,
		queue: make(chan *write, maxBatch), finished: make(chan struct{}), delay: time.NewTimer(0),
	}
	go w.run()
	return w
}

// do queues a write, waits for its commit, and returns how many rows have
// changed. If the context ends first, or the writer's timeout, the write may or
// may not be done.
func (w *writer) do(ctx context.Context, job write) (changed int, err error) {
	timer := timers.Get().(*time.Timer)
	defer timers.Put(timer)
	timer.Reset(w.timeout)
	defer timer.Stop()
	job.ctx, job.until, job.done = ctx, time.Now().Add(w.timeout), make(chan error, 1)
	if err := w.enqueue(&job, timer.C); err != nil {
		return 0, err
	}
	select {
	case err := <-job.done:
		return job.changed, err
	case <-ctx.Done():
		return 0, context.Cause(ctx)
	case <-timer.C:
		return 0, ErrSlow
	}
}

// timers are used again: a new one for each write shows in the time that a verdict takes.
var timers = sync.Pool{New: func() any { return time.NewTimer(time.Hour) }}

func (w *writer) enqueue(job *write, timeout <-chan time.Time) error {
	if job.ctx.Err() != nil {
		return context.Cause(job.ctx)
	}
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.stopped {
		return ErrClosed
	}
	select {
	case w.queue <- job:
		return nil
	case <-job.ctx.Done():
		return context.Cause(job.ctx)
	case <-timeout:
		return ErrSlow
	}
}

// gone says why nobody waits for a write any more; nil while somebody does.
func (j *write) gone(now time.Time) error {
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

// gather takes what is queued, up to the size of a batch, and leaves out writes
// whose callers have gone.
func (w *writer) gather(first *write) []*write {
	var batch []*write
	size, now := 0, time.Now()
	expected := w.expected()
	if expected > 0 {
		w.delay.Reset(min(w.took/2, maxDelay))
	}
	for job := first; ; {
		if err := job.gone(now); err != nil {
			job.done <- err
		} else {
			batch = append(batch, job)
			size += len(job.rows)
		}
		if size >= maxBatch {
			return batch
		}
		var more bool
		if job, more = w.next(len(batch) < expected); !more {
			return batch
		}
	}
}

// expected is how many writes a batch waits for: most of those that are queued and
// those whose callers were answered together a moment ago. A lone caller waits for
// nobody.
func (w *writer) expected() int {
	if w.answered < 2 {
		return 0
	}
	return (w.answered + 1 + len(w.queue)) * 3 / 4
}

// next takes a write out of the queue. When the queue is empty it lets callers run
// that were just answered, and waits for one if it should; ok is false when none
// has come.
func (w *writer) next(wait bool) (job *write, ok bool) {
	select {
	case job, ok = <-w.queue:
		return job, ok
	default:
	}
	if !wait {
		return nil, false
	}
	select {
	case job, ok = <-w.queue:
		return job, ok
	case <-w.delay.C:
		return nil, false
	}
}

// commit writes a batch and answers its callers. When a statement fails, each
// write is tried again by itself, so that one bad write fails alone. When the
// database itself fails, trying again would only keep everybody waiting.
func (w *writer) commit(batch []*write) {
	if len(batch) == 0 {
		return
	}
	// Stable: two writes of the same row keep their order.
	slices.SortStableFunc(batch, func(a, b *write) int { return cmp.Compare(a.key, b.key) })
	begun := time.Now()
	err := named(w.engine.transact(batch))
	w.answered, w.took = len(batch), time.Since(begun)
	w.onCommit(len(batch), w.took, err)
	w.note(err)
	if err != nil && !errors.Is(err, ErrUnavailable) && len(batch) > 1 {
		w.logger.Warn("a batch of writes failed and is tried again write by write", "writes", len(batch), "error", err)
		for _, job := range batch {
			w.commit([]*write{job})
		}
		return
	}
	for _, job := range batch {
		job.done <- err
	}
}
