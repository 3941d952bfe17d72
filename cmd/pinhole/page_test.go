package main_test

import (
	"iter"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// page parses the answer as a browser does.
func (a answer) page() *html.Node {
	a.t.Helper()
	if kind := a.header.Get("Content-Type"); !strings.HasPrefix(kind, "text/html") {
		a.t.Fatalf("%s: not a page but %s\n%s", a.path, kind, excerpt(a.body))
	}
	doc, err := html.Parse(strings.NewReader(a.body))
	if err != nil {
		a.t.Fatalf("%s: %v", a.path, err)
	}
	return doc
}

// elements returns all elements of a kind below a node; "" means every kind.
func elements(n *html.Node, tag string) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && (tag == "" || d.Data == tag) && !yield(d) {
				return
			}
		}
	}
}

func attribute(n *html.Node, name string) (value string, ok bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func value(n *html.Node, name string) string {
	v, _ := attribute(n, name)
	return v
}

// text returns what stands in a node, with single spaces.
func text(n *html.Node) string { return strings.Join(strings.Fields(raw(n)), " ") }

// raw returns what stands in a node as it is.
func raw(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// form returns what a browser would send with the page's first form to an address, its buttons left
// out.
func (a answer) form(action string) url.Values {
	a.t.Helper()
	var found url.Values
	for f := range elements(a.page(), "form") {
		if value(f, "action") != action || value(f, "method") != "post" {
			continue
		}
		sent := url.Values{}
		for field := range elements(f, "input") {
			if _, checked := attribute(field, "checked"); value(field, "type") == "radio" && !checked {
				continue
			}
			sent.Add(value(field, "name"), value(field, "value"))
		}
		for list := range elements(f, "select") {
			chosen := ""
			for option := range elements(list, "option") {
				if _, selected := attribute(option, "selected"); selected {
					chosen = value(option, "value")
				}
			}
			sent.Add(value(list, "name"), chosen)
		}
		for area := range elements(f, "textarea") {
			sent.Add(value(area, "name"), raw(area))
		}
		if found == nil || sent.Has("comment") {
			found = sent
		}
	}
	if found == nil {
		a.t.Fatalf("%s: has no form to %s\n%s", a.path, action, excerpt(a.body))
	}
	return found
}

// textarea returns the text of the page's text field.
func (a answer) textarea() string {
	a.t.Helper()
	for area := range elements(a.page(), "textarea") {
		return raw(area)
	}
	a.t.Fatalf("%s: has no text field\n%s", a.path, excerpt(a.body))
	return ""
}

// follow clicks on the link to an address.
func (c *client) follow(a answer, path string) answer {
	c.t.Helper()
	for link := range elements(a.page(), "a") {
		if value(link, "href") == path {
			return c.get(path).is(200)
		}
	}
	c.t.Fatalf("%s: has no link to %s", a.path, path)
	return answer{}
}

// first returns the first element of a kind.
func first(n *html.Node, tag string) *html.Node {
	for e := range elements(n, tag) {
		return e
	}
	return &html.Node{}
}
