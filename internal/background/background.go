// Package background keeps work that nobody waits for from taking the processors away from readers. After a reload there is much
// of it at once: pages to make anew, an index to follow, texts to record.
package background

import (
	"runtime"
	"sync"
	"time"
)

// turns are half of the processors, and one at least.
var turns = make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))

// longest is how long a turn is. Most are over after some milliseconds.
const longest = 50 * time.Millisecond

// Do does a piece of such work when it has its turn. What takes longer, as where a database does not answer, keeps nobody back:
// others then go on beside it. No piece may call Do itself.
func Do(work func()) {
	turns <- struct{}{}
	over := sync.OnceFunc(func() { <-turns })
	defer over()
	defer time.AfterFunc(longest, over).Stop()
	work()
}
