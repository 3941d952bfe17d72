// Package background keeps work that nobody waits for from taking the processors away from readers. After a reload there is much
// of it at once: files to read, pages to make anew, an index to follow, texts to record.
package background

import (
	"runtime"
	"sync"
	"time"
)

// longest is how long a turn is. Most are over after some milliseconds.
const longest = 50 * time.Millisecond

// piece is work that waits for its turn.
type piece struct {
	work func()
	done chan struct{}
}

var pieces = make(chan piece)

// workers are half of the processors, and one at least.
var workers = max(1, runtime.GOMAXPROCS(0)/2)

// begin starts the workers. Go runs as many goroutines at once as there are processors. So many more let a reader's go on beside
// the workers', and the system gives it a processor at once, because theirs have a low priority.
var begin = sync.OnceFunc(func() {
	runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + workers)
	for range workers {
		go worker()
	}
})

// Do does a piece of such work when it has its turn, at a low priority. What takes longer, as where a database does not answer,
// keeps nobody back: others then go on beside it. No piece may call Do itself.
func Do(work func()) {
	begin()
	p := piece{work, make(chan struct{})}
	pieces <- p
	<-p.done
}

// worker does pieces until one of them takes long: another worker is in its place then.
func worker() {
	runtime.LockOSThread() // the thread ends with the worker, because it may not raise its priority again
	lowerPriority()
	for p := range pieces {
		replaced := time.AfterFunc(longest, func() { go worker() })
		p.work()
		close(p.done)
		if !replaced.Stop() {
			return
		}
	}
}
