package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"runtime"
	"slices"
	"sync"
)

// maxBatch bounds how many rows share a commit, so that nobody waits long for
// somebody else's.
const maxBatch = 512

// statement is one of the statements that the writer keeps prepared.
type statement int

const (
	addFeedback statement = iota
	changeFeedback
	addRevision
	statements // how many there are
)

// write is what one caller wants written: a statement with its arguments, once
// for each row.
type write struct {
	ctx       context.Context
	statement statement
	key       string // orders a batch, so that several processes lock rows alike
	rows      [][]any
	mustExist bool // ErrNotFound where no row is changed
	result    error
	done      chan error
}

// writer lets concurrent writes share one commit. A single goroutine takes
// whatever is queued, runs one statement for each row inside one transaction,
// and answers the callers after the commit. It does not wait for more to come:
// while one commit is under way the next batch gathers by itself.
type writer struct {
	db       *sql.DB
	logger   *slog.Logger
	prepared [statements]*sql.Stmt
	queue    chan *write
	finished chan struct{}

	mu      sync.RWMutex // held for reading while something is being queued
	stopped bool
}

func newWriter(ctx context.Context, db *sql.DB, logger *slog.Logger) (*writer, error) {
	w := &writer{db: db, logger: logger, queue: make(chan *write, maxBatch), finished: make(chan struct{})}
	for i, text := range [statements]string{insertFeedback, updateFeedback, insertRevision} {
		prepared, err := db.PrepareContext(ctx, text)
		if err != nil {
			return nil, err
		}
		w.prepared[i] = prepared
	}
	go w.run()
	return w, nil
}

// do queues a write and waits for its commit. If the context ends first, the
// write may or may not be done.
func (w *writer) do(job *write) error {
	job.done = make(chan error, 1)
	if err := w.enqueue(job); err != nil {
		return err
	}
	select {
	case err := <-job.done:
		return err
	case <-job.ctx.Done():
		return job.ctx.Err()
	}
}

func (w *writer) enqueue(job *write) error {
	if err := job.ctx.Err(); err != nil {
		return err
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
		return job.ctx.Err()
	}
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

// close closes the database after stop. SQLite's last connection takes the log
// along when it goes; doing so by hand first shows whether it worked.
func (w *writer) close() error {
	var errs []error
	for _, prepared := range w.prepared {
		errs = append(errs, prepared.Close())
	}
	_, err := w.db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
	return errors.Join(append(errs, err, w.db.Close())...)
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
	size := 0
	for job := first; ; {
		if err := job.ctx.Err(); err != nil {
			job.done <- err
		} else {
			batch = append(batch, job)
			size += len(job.rows)
		}
		if size >= maxBatch {
			return batch
		}
		var more bool
		if job, more = w.next(); !more {
			return batch
		}
	}
}

// next takes a write out of the queue. When the queue is empty it first lets
// callers run that were just answered and are about to come again: batches of
// twice the size come of it, at no cost when nobody is there.
func (w *writer) next() (job *write, ok bool) {
	for range 2 {
		select {
		case job, ok = <-w.queue:
			return job, ok
		default:
			runtime.Gosched()
		}
	}
	return nil, false
}

// commit writes a batch and answers its callers. When a statement fails, each
// write is tried again by itself, so that one bad write fails alone. When the
// database itself fails, trying again would only keep everybody waiting.
func (w *writer) commit(batch []*write) {
	// Stable: two writes of the same row keep their order.
	slices.SortStableFunc(batch, func(a, b *write) int { return cmp.Compare(a.key, b.key) })
	err := w.transact(batch)
	if err != nil && sqliteKind(err) == nil && len(batch) > 1 {
		w.logger.Warn("a batch of writes failed and is tried again write by write", "writes", len(batch), "error", err)
		for _, job := range batch {
			w.commit([]*write{job})
		}
		return
	}
	for _, job := range batch {
		job.done <- cmp.Or(err, job.result)
	}
}

// transact runs the statements of a batch in one transaction. A caller that goes
// away meanwhile does not disturb the others: their contexts are not used here.
func (w *writer) transact(batch []*write) error {
	ctx := context.Background()
	tx, err := w.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	var prepared [statements]*sql.Stmt
	for _, job := range batch {
		if prepared[job.statement] == nil {
			prepared[job.statement] = tx.StmtContext(ctx, w.prepared[job.statement])
		}
		if err := job.run(ctx, prepared[job.statement]); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return tx.Commit()
}

func (j *write) run(ctx context.Context, prepared *sql.Stmt) error {
	j.result = nil
	for _, row := range j.rows {
		result, err := prepared.ExecContext(ctx, row...)
		if err != nil {
			return err
		}
		if !j.mustExist {
			continue
		}
		if changed, err := result.RowsAffected(); err != nil {
			return err
		} else if changed == 0 {
			j.result = ErrNotFound
		}
	}
	return nil
}
