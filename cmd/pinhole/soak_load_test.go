package main_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	soakRate = 200 // requests a second

	searchesOf100 = 5
	verdictsOf100 = 5 // all else are pages
)

// mixedLoad is readers who come at a steady rate: 90 of 100 read, 5 search, and 5 say whether it
// helped. Whoever cannot be heard says it again, as browsers do, until it is acknowledged.
type mixedLoad struct {
	base      atomic.Pointer[string] // where they go
	http      *http.Client
	rate      float64       // requests a second, whatever becomes of those before
	again     time.Duration // after a refusal
	paths     []string
	articles  []struct{ ID, Title, Revision string }
	disturbed atomic.Int64 // how many things are being done to the program
	settles   time.Duration

	ending  context.Context
	stop    context.CancelFunc
	readers sync.WaitGroup
	next    atomic.Int64 // number of a verdict
	broken  chan struct{}

	mu       sync.Mutex
	answers  map[string]int // by kind and status
	took     map[string][]time.Duration
	stored   map[string]string // receipts of acknowledged verdicts by their numbers
	failures []error
}

func newMixedLoad(p *program, rate float64, again time.Duration) *mixedLoad {
	p.t.Helper()
	transport := &http.Transport{MaxIdleConnsPerHost: 100, DisableCompression: true}
	p.t.Cleanup(transport.CloseIdleConnections)
	l := &mixedLoad{
		http: &http.Client{Transport: transport, Timeout: testTimeout}, rate: rate, again: again, settles: again / 2, broken: make(chan struct{}),
		answers: map[string]int{}, took: map[string][]time.Duration{}, stored: map[string]string{},
	}
	l.base.Store(&p.base)
	l.ending, l.stop = context.WithCancel(p.t.Context())
	c := p.stranger()
	l.paths = c.sitemap(strings.Replace(p.base, "127.0.0.1", "localhost", 1))
	var list struct {
		Articles *[]struct{ ID, Title, Revision string }
	}
	list.Articles = &l.articles
	if err := json.Unmarshal([]byte(c.get("/api/v1/articles?limit=500").is(http.StatusOK).body), &list); err != nil || len(l.articles) < 100 || len(l.paths) < 100 {
		p.t.Fatalf("%d articles and %d addresses are found: %v", len(l.articles), len(l.paths), err)
	}
	return l
}

// begin lets readers come. What they measure counts from the moment at which they were due.
func (l *mixedLoad) begin() {
	begun := time.Now()
	l.readers.Go(func() {
		for n := 0; ; n++ {
			due := begun.Add(time.Duration(float64(n) / l.rate * float64(time.Second)))
			select {
			case <-time.After(time.Until(due)):
				l.readers.Go(func() { l.reader(due) })
			case <-l.ending.Done():
				return
			}
		}
	})
}

// end lets nobody in any more, and waits until all have got their answers.
func (l *mixedLoad) end() {
	l.stop()
	l.readers.Wait()
}

// disturb says that something is being done to the program, until what it returns is called.
func (l *mixedLoad) disturb() (done func()) {
	l.disturbed.Add(1)
	return l.calm
}

func (l *mixedLoad) calm() { time.AfterFunc(l.settles, func() { l.disturbed.Add(-1) }) }

func (l *mixedLoad) reader(due time.Time) {
	switch n := rand.IntN(100); {
	case n < searchesOf100:
		l.search(due)
	case n < searchesOf100+verdictsOf100:
		l.verdict(due)
	default:
		l.page(due)
	}
}

// ask sends a request, and notes its answer and the time that it took.
func (l *mixedLoad) ask(kind string, due time.Time, request *http.Request, takes ...int) (status int, header http.Header, body []byte) {
	response, err := l.http.Do(request)
	if err != nil {
		l.fail(fmt.Errorf("%s: %w", kind, err))
		return 0, nil, nil
	}
	defer response.Body.Close()
	if body, err = io.ReadAll(response.Body); err != nil {
		l.fail(fmt.Errorf("%s %s: %w", kind, request.URL.Path, err))
		return 0, nil, nil
	}
	l.note(kind, response.StatusCode, time.Since(due))
	for _, status := range takes {
		if response.StatusCode == status {
			return status, response.Header, body
		}
	}
	l.fail(fmt.Errorf("%s %s is answered with %s", kind, request.URL.Path, response.Status))
	return 0, nil, nil
}

func (l *mixedLoad) note(kind string, status int, took time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.answers[kind+" "+strconv.Itoa(status)]++
	if l.disturbed.Load() > 0 {
		kind += ", disturbed"
	}
	l.took[kind] = append(l.took[kind], took)
}

// fail ends the soak: a few failures say as much as thousands.
func (l *mixedLoad) fail(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.failures = append(l.failures, err); len(l.failures) == 10 {
		close(l.broken)
		l.stop()
	}
}

func (l *mixedLoad) request(method, path, body string) *http.Request {
	request, err := http.NewRequest(method, *l.base.Load()+path, strings.NewReader(body))
	if err != nil {
		panic(err) // the test's own addresses
	}
	return request
}

// page reads one, sometimes one that the browser has already.
func (l *mixedLoad) page(due time.Time) {
	path := l.paths[rand.IntN(len(l.paths))]
	request := l.request(http.MethodGet, path, "")
	request.Header.Set("Accept-Encoding", []string{"br, gzip", "gzip", "identity"}[rand.IntN(3)])
	_, header, _ := l.ask("page", due, request, http.StatusOK)
	if header == nil || rand.IntN(10) > 0 {
		return
	}
	again := l.request(http.MethodGet, path, "") // another program may be there by now
	again.Header = request.Header
	again.Header.Set("If-None-Match", header.Get("ETag"))
	l.ask("page again", time.Now(), again, http.StatusOK, http.StatusNotModified) // it may have changed meanwhile
}

// search looks for some words of titles, sometimes with a letter missing.
func (l *mixedLoad) search(due time.Time) {
	words := append(strings.Fields(l.articles[rand.IntN(len(l.articles))].Title), strings.Fields(l.articles[rand.IntN(len(l.articles))].Title)...)
	rand.Shuffle(len(words), func(a, b int) { words[a], words[b] = words[b], words[a] })
	asked := strings.Join(words[:2], " ")
	if cut := rand.IntN(2 * len(asked)); cut < len(asked) {
		asked = asked[:cut] + asked[cut+1:]
	}
	path := []string{"/search?q=", "/api/v1/search?q="}[rand.IntN(2)]
	l.ask("search", due, l.request(http.MethodGet, path+url.QueryEscape(asked), ""), http.StatusOK)
}

// verdict reports whether an article helped until it is acknowledged. A refusal must be honest.
func (l *mixedLoad) verdict(due time.Time) {
	number := "n" + strconv.FormatInt(l.next.Add(1), 10)
	a := l.articles[rand.IntN(len(l.articles))]
	form := fields("article", a.ID, "revision", a.Revision, "helpful", []string{"yes", "no"}[rand.IntN(2)], "comment", number, "browser-key", newKey())
	for deadline := time.After(testTimeout); ; due = time.Now() {
		request := l.request(http.MethodPost, "/feedback", form.Encode())
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.Header.Set("Accept", "application/json")
		status, header, body := l.ask("verdict", due, request, http.StatusCreated, http.StatusServiceUnavailable)
		switch {
		case status == http.StatusCreated:
			l.acknowledge(number, body)
			return
		case status == 0:
			return
		case header.Get("Retry-After") == "":
			l.fail(fmt.Errorf("a refused verdict is not told when to come again: %s", body))
			return
		}
		select {
		case <-time.After(l.again): // sooner than Retry-After says
		case <-deadline:
			l.fail(fmt.Errorf("%s was refused for %s", number, testTimeout))
			return
		}
	}
}

func (l *mixedLoad) acknowledge(number string, body []byte) {
	var answer struct{ Receipt string }
	if err := json.Unmarshal(body, &answer); err != nil || answer.Receipt == "" {
		l.fail(fmt.Errorf("a stored verdict is answered with %q", body))
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stored[number] = answer.Receipt
}

// acknowledged returns the receipts of all verdicts that were.
func (l *mixedLoad) acknowledged() map[string]string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return maps.Clone(l.stored)
}

// newKey is a browser-key as its script makes it.
func newKey() string {
	high, low := rand.Uint64()&^0xf000|0x4000, rand.Uint64()>>2|1<<63
	digits := fmt.Sprintf("%016x%016x", high, low)
	return strings.Join([]string{digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]}, "-")
}
