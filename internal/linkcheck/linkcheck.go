// Package linkcheck checks that the external addresses cited by articles still answer. It is
// polite: few requests at once, one at a time to each host with a pause after it, and HEAD where
// possible. It never sends requests to private networks.
package linkcheck

import (
	"context"
	"crypto/x509"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"pinhole/internal/publicnet"
)

// Config configures a Checker. Zero numbers and durations stand for the defaults below.
type Config struct {
	UserAgent string        // required; should identify the site
	Parallel  int           // requests at once; 4
	Pause     time.Duration // after each request to a host; one second
	Timeout   time.Duration // of one request; 10 seconds
	Redirects int           // followed for one address; 5

	RootCAs      *x509.CertPool // nil: the system's
	AllowPrivate bool           // allow loopback and private networks, for tests
}

// Checker checks addresses. It is safe for concurrent use.
type Checker struct {
	config  Config
	client  *http.Client
	limiter limiter
}

// New returns a Checker.
func New(c Config) (*Checker, error) {
	if c.UserAgent == "" {
		return nil, errors.New("linkcheck: UserAgent must be set")
	}
	if c.Parallel <= 0 {
		c.Parallel = 4
	}
	if c.Pause <= 0 {
		c.Pause = time.Second
	}
	if c.Timeout <= 0 {
		c.Timeout = 10 * time.Second
	}
	if c.Redirects <= 0 {
		c.Redirects = 5
	}
	return &Checker{config: c, client: publicnet.Client(publicnet.Options{Timeout: c.Timeout, RootCAs: c.RootCAs, AllowPrivate: c.AllowPrivate}), limiter: limiter{pause: c.Pause}}, nil
}

// page is a URL without fragment and the addresses that refer to it.
type page struct {
	url       *url.URL
	addresses []string
}

// Check requests each page once. It returns, for each address with a problem, what is wrong and
// what to do, including addresses that were skipped because the context ended or because the host
// asked for no more requests.
func (c *Checker) Check(ctx context.Context, addresses []string) map[string]string {
	problems := map[string]string{}
	hosts := byHost(addresses, problems)
	work := make(chan []page)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range min(c.config.Parallel, len(hosts)) {
		wg.Go(func() {
			for pages := range work {
				c.checkHost(ctx, pages, func(p page, problem string) {
					mu.Lock()
					defer mu.Unlock()
					for _, a := range p.addresses {
						problems[a] = problem
					}
				})
			}
		})
	}
	for _, pages := range hosts {
		work <- pages
	}
	close(work)
	wg.Wait()
	return problems
}

// byHost groups pages by host, the host with the most pages first, because it takes longest.
func byHost(addresses []string, problems map[string]string) [][]page {
	hosts := map[string][]page{}
	for _, address := range addresses {
		u, err := url.Parse(address)
		if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
			problems[address] = "is no address on the web; correct it"
			continue
		}
		u.Fragment, u.RawFragment = "", ""
		pages := hosts[hostOf(u)]
		if at := slices.IndexFunc(pages, func(p page) bool { return p.url.String() == u.String() }); at >= 0 {
			pages[at].addresses = append(pages[at].addresses, address)
			continue
		}
		hosts[hostOf(u)] = append(pages, page{u, []string{address}})
	}
	names := slices.Sorted(maps.Keys(hosts))
	slices.SortStableFunc(names, func(a, b string) int { return len(hosts[b]) - len(hosts[a]) })
	list := make([][]page, len(names))
	for i, name := range names {
		list[i] = hosts[name]
	}
	return list
}

func hostOf(u *url.URL) string { return strings.ToLower(u.Host) }

// checkHost requests the pages of one host sequentially, until the host asks for no more requests.
func (c *Checker) checkHost(ctx context.Context, pages []page, report func(page, string)) {
	skipped := ""
	for _, p := range pages {
		if skipped != "" {
			report(p, skipped)
			continue
		}
		v := c.follow(ctx, p.url)
		if v.problem != "" {
			report(p, v.problem)
		}
		if v.backOff {
			skipped = "was not checked: its host asks programs to wait; check again later"
		}
	}
}
