package main_test

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestEveryInternalLinkResolves walks from the sitemap, a receipt and an error page to everything
// that they lead to.
func TestEveryInternalLinkResolves(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.stranger()
	hosts := []string{strings.TrimPrefix(p.base, "http://"), strings.TrimPrefix(p.localhost(), "http://")}
	walk := walker{client: c, hosts: hosts, found: map[string]visit{}, broken: map[string]bool{}}
	for _, path := range append(c.sitemap(p.localhost()), c.receipt("no"), "/nowhere") {
		walk.page(path)
	}
	for _, path := range []string{"/", brandPath, articlePath, "/devices/nvr", "/goals/password-recovery", "/static/"} {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(walk.found)), func(f string) bool { return strings.HasPrefix(f, path) }) {
			t.Errorf("the walk never came to %s", path)
		}
	}
}

// walker visits pages and remembers what it found there.
type walker struct {
	*client
	hosts  []string
	found  map[string]visit
	broken map[string]bool // links that were reported; most stand on every page
}

type visit struct {
	status int
	ids    map[string]bool
}

// page visits an address, and everything on this site that it names.
func (w *walker) page(path string) visit {
	w.t.Helper()
	if v, known := w.found[path]; known {
		return v
	}
	a := w.get(path)
	v := visit{status: a.status, ids: map[string]bool{}}
	w.found[path] = v
	if !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
		return v
	}
	page := a.page()
	for n := range elements(page, "") {
		v.ids[value(n, "id")] = true
	}
	for n := range elements(page, "") {
		for _, name := range []string{"href", "src", "srcset", "poster"} {
			if link, ok := attribute(n, name); ok {
				w.link(path, n, link)
			}
		}
	}
	return v
}

// link follows one link of a page and checks where it ends.
func (w *walker) link(from string, n *html.Node, link string) {
	w.t.Helper()
	base, _ := url.Parse(w.base + from)
	u, err := base.Parse(link)
	switch {
	case err != nil || link == "":
		w.report(from, n, link, "which is no address")
		return
	case !slices.Contains(w.hosts, u.Host):
		return
	case strings.Contains(from, "?") && u.RawQuery != "":
		return // each answer of the finder, and each filter of the search, leads on to many more
	}
	v := w.page(u.RequestURI())
	switch {
	case v.status != http.StatusOK && !strings.HasPrefix(link, "#"):
		w.report(from, n, link, http.StatusText(v.status))
	case u.Fragment != "" && !v.ids[u.Fragment]:
		w.report(from, n, link, "where nothing has that id")
	}
}

func (w *walker) report(from string, n *html.Node, link, problem string) {
	w.t.Helper()
	if !w.broken[link] {
		w.broken[link] = true
		w.t.Errorf("%s: <%s> leads to %q: %s", from, n.Data, link, problem)
	}
}
