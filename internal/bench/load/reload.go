package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

const (
	connections = 32
	favourites  = 200 // articles that are read, as the few are that most readers ask for
	changedEach = 50  // articles that differ at each reload; all others are touched
)

// underLoad reads pages at a steady pace, without and with reloads of the whole library.
func (b *bench) underLoad() error {
	b.heading(fmt.Sprintf("%d pages a second of %d articles read", b.rate, favourites))
	p, err := b.start()
	if err != nil {
		return err
	}
	defer p.stop()
	if err := p.waitForSearch(); err != nil {
		return err
	}
	b.read(p, 2*time.Second, nil) // so that pages are in memory
	calm := b.read(p, b.each, nil)
	calm.print("without reloads")
	before := p.loads.Load()
	busy := b.read(p, b.each, b.reloadAgainAndAgain)
	busy.print(fmt.Sprintf("with %d reloads", p.loads.Load()-before))
	fmt.Printf("p99 with reloads / without: %.1f\n", float64(busy.at(0.99))/float64(calm.at(0.99)))
	if p.loads.Load() == before {
		return fmt.Errorf("no reload came to an end")
	}
	return nil
}

// reloadAgainAndAgain touches every file, changes some, and has the program read them, again after
// a pause. Touching files is not what is measured: it is done at the lowest priority.
func (b *bench) reloadAgainAndAgain(p *program, until time.Time) error {
	runtime.LockOSThread() // the thread ends with this goroutine
	if err := syscall.Setpriority(syscall.PRIO_PROCESS, syscall.Gettid(), 19); err != nil {
		return err
	}
	for round := 0; time.Now().Before(until); round++ {
		now := time.Now()
		for i, file := range b.files {
			if err := os.Chtimes(file, now, now); err != nil {
				return err
			}
			if i < changedEach {
				if err := b.change(b.files[(i*31)%len(b.files)], fmt.Sprintf("This is round %d.", round)); err != nil {
					return err
				}
			}
		}
		loads := p.loads.Load()
		if err := p.command.Process.Signal(syscall.SIGHUP); err != nil {
			return err
		}
		for p.loads.Load() == loads && time.Now().Before(until) {
			time.Sleep(5 * time.Millisecond)
		}
		time.Sleep(min(b.pause, time.Until(until)))
	}
	return nil
}

// answers are what readers got.
type answers struct {
	mu     sync.Mutex
	took   []time.Duration
	failed int
	first  error
}

func (a *answers) add(took time.Duration, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err != nil {
		if a.failed++; a.first == nil {
			a.first = err
		}
		return
	}
	a.took = append(a.took, took)
}

// at returns a quantile; the answers are sorted.
func (a *answers) at(part float64) time.Duration {
	return a.took[min(int(part*float64(len(a.took))), len(a.took)-1)]
}

func (a *answers) print(what string) {
	fmt.Printf("%-20s %d pages, p50 %s  p99 %s  p99.9 %s  longest %s, failed %d\n", what, len(a.took), short(a.at(0.5)), short(a.at(0.99)), short(a.at(0.999)), short(a.at(1)), a.failed)
	if a.first != nil {
		fmt.Println("the first failure:", a.first)
	}
}

func short(d time.Duration) time.Duration { return d.Round(10 * time.Microsecond) }

// read asks for pages at the bench's rate, while something else goes on. A page's time begins when
// its turn has come, also when all connections are waiting then.
func (b *bench) read(p *program, each time.Duration, meanwhile func(*program, time.Time) error) *answers {
	a, begun := &answers{}, time.Now()
	var next atomic.Int64
	var running sync.WaitGroup
	if meanwhile != nil {
		running.Go(func() {
			if err := meanwhile(p, begun.Add(each)); err != nil {
				a.add(0, err)
			}
		})
	}
	for range connections {
		running.Go(func() {
			for {
				turn := begun.Add(time.Duration(next.Add(1)) * time.Second / time.Duration(b.rate))
				if turn.Sub(begun) > each {
					return
				}
				if wait := time.Until(turn); wait > 0 {
					time.Sleep(wait)
					turn = time.Now()
				}
				err := p.page(b.address(b.files[rand.IntN(min(favourites, len(b.files)))]))
				a.add(time.Since(turn), err)
			}
		})
	}
	running.Wait()
	slices.Sort(a.took)
	return a
}

// page reads an article as browsers do, compressed.
func (p *program) page(path string) error {
	request, err := http.NewRequest(http.MethodGet, p.base+path, nil)
	if err != nil {
		return err
	}
	request.Header.Set("Accept-Encoding", "gzip")
	response, err := p.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var buffer [32 << 10]byte
	bytes := 0
	for {
		n, err := response.Body.Read(buffer[:])
		if bytes += n; err != nil {
			break
		}
	}
	if response.StatusCode != http.StatusOK || int64(bytes) != response.ContentLength {
		return fmt.Errorf("%s: status %d, %d bytes of %d", path, response.StatusCode, bytes, response.ContentLength)
	}
	return nil
}
