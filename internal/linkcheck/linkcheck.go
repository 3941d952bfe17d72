// Package linkcheck asks other sites whether the addresses that articles cite still answer. It is polite: few requests at
// once, one at a time to each host with a pause after it, without bodies where the host allows. It never asks private networks.
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

// Config says how to ask. Numbers and durations that are not set are polite ones.
type Config struct {
	UserAgent string        // says honestly who asks; must be set
	Parallel  int           // requests at once; 4
	Pause     time.Duration // after each request to a host; one second
	Timeout   time.Duration // of one request; 10 seconds
	Redirects int           // followed for one address; 5

	RootCAs      *x509.CertPool // whose certificates are believed; nil: the system's
	AllowPrivate bool           // this machine and its networks may be asked, as tests need it
}

// Checker asks about addresses. It is safe for concurrent use.
type Checker struct {
	config Config
	client *http.Client
	gates  gates
}

// New makes a Checker.
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
	return &Checker{config: c, client: publicnet.Client(publicnet.Options{Timeout: c.Timeout, RootCAs: c.RootCAs, AllowPrivate: c.AllowPrivate}), gates: gates{pause: c.Pause}}, nil
}

// page is what a request asks for: an address without the part behind "#", and the addresses that mean it.
type page struct {
	url       *url.URL
	addresses []string
}

// Check asks about each page once. It gives, for each address with which something is wrong, what is wrong and what to do; an
// address that was not asked because the context ended, or because its host wants to be left alone, is among them.
func (c *Checker) Check(ctx context.Context, addresses []string) map[string]string {
	troubles := map[string]string{}
	hosts := byHost(addresses, troubles)
	work := make(chan []page)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range min(c.config.Parallel, len(hosts)) {
		wg.Go(func() {
			for pages := range work {
				c.host(ctx, pages, func(p page, trouble string) {
					mu.Lock()
					defer mu.Unlock()
					for _, a := range p.addresses {
						troubles[a] = trouble
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
	return troubles
}

// byHost gathers the pages of each host, the host with the most pages first: it takes longest.
func byHost(addresses []string, troubles map[string]string) [][]page {
	hosts := map[string][]page{}
	for _, address := range addresses {
		u, err := url.Parse(address)
		if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
			troubles[address] = "is no address on the web; correct it"
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

// host asks for the pages of one host, one after the other, until the host wants to be left alone.
func (c *Checker) host(ctx context.Context, pages []page, report func(page, string)) {
	leave := ""
	for _, p := range pages {
		if leave != "" {
			report(p, leave)
			continue
		}
		v := c.follow(ctx, p.url)
		if v.trouble != "" {
			report(p, v.trouble)
		}
		if v.leave {
			leave = "was not checked: its host asks programs to wait; check again later"
		}
	}
}
