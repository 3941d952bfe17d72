package store

import (
	"database/sql"
	"net/url"
	"sync/atomic"
)

// The log goes back into the file when it has about so many pages of 4 KB, which
// is 100 to 200 MB. More often means that more commits wait for the disk meanwhile:
// of 20,000 verdicts a second on one disk, the slowest in a hundred took 8 to 13 ms
// with this and 7 to 20 with a tenth of it.
const (
	writeBackEvery = 28_000 // pages
	commitPages    = 8      // that a commit takes beside its rows
)

// writeBack takes SQLite's log back into the file beside the writer, which would
// else keep everybody waiting meanwhile: 20 ms and more, in a large file. What is
// written during that is little. The writer takes it back between two commits, and
// then the log begins anew.
type writeBack struct {
	db     *sql.DB
	pages  int           // since the last time, about; the writer's own
	due    chan struct{} // closed in the end
	ended  chan struct{}
	nearly atomic.Bool // only what was written meanwhile is left
}

const takeBack = `PRAGMA wal_checkpoint(PASSIVE)`

func openWriteBack(path string) (*writeBack, error) {
	db, err := sql.Open("sqlite", sqliteURL(path, url.Values{"_pragma": {"synchronous(FULL)"}}))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	b := &writeBack{db: db, due: make(chan struct{}, 1), ended: make(chan struct{})}
	go b.run()
	return b, nil
}

// run takes back what is due. What fails stays in the log, where it is as safe, and
// the next time includes it.
func (b *writeBack) run() {
	defer close(b.ended)
	for range b.due {
		if _, err := b.db.Exec(takeBack); err == nil {
			b.nearly.Store(true)
		}
	}
}

// wrote is told by the writer how many rows it has committed.
func (b *writeBack) wrote(rows int) {
	if b.pages += commitPages + rows; b.pages < writeBackEvery {
		return
	}
	b.pages = 0
	select {
	case b.due <- struct{}{}:
	default: // it is at it
	}
}

// finish lets the writer take back what is left, before it writes again.
func (b *writeBack) finish(writing *sql.DB) {
	if b.nearly.Swap(false) {
		writing.Exec(takeBack) // as in run
	}
}

func (b *writeBack) close() error {
	close(b.due)
	<-b.ended
	return b.db.Close()
}
