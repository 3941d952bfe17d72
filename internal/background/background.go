// Package background keeps work that nobody waits for from taking the processors away from readers. After a reload there is much
// of it at once: pages to make anew, an index to follow.
package background

import "runtime"

// turns are half of the processors, and one at least.
var turns = make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))

// Do does a piece of such work when it has its turn. Pieces are short, some milliseconds, so that everybody gets on. None may wait
// for anything, such as a database, or call Do itself.
func Do(work func()) {
	turns <- struct{}{}
	defer func() { <-turns }()
	work()
}
