package main_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
)

// feed reads the feed as a feed reader does.
func (c *client) feed() *gofeed.Feed {
	c.t.Helper()
	feed, err := gofeed.NewParser().ParseString(c.get("/feed.xml").is(http.StatusOK).body)
	if err != nil {
		c.t.Fatal(err)
	}
	return feed
}

func TestFeedHoldsWholeArticlesNewestFirst(t *testing.T) {
	t.Parallel()
	p, folder := startSmall(t)
	c := p.stranger()
	feed := c.feed()
	if feed.FeedType != "atom" || feed.FeedVersion != "1.0" || feed.Title != "Test help" || feed.Link != public+"/" || feed.FeedLink != public+"/feed.xml" || len(feed.Authors) != 1 {
		t.Errorf("the feed is %s %s %q by %v at %s and %s", feed.FeedType, feed.FeedVersion, feed.Title, feed.Authors, feed.Link, feed.FeedLink)
	}
	if got := order(feed); got != "/general/laws /acme/contact-support /acme/reset /acme/everything /acme/exact /acme/series /bolt/marks" {
		t.Errorf("the order is %s", got)
	}
	for _, entry := range feed.Items {
		checkEntry(c, entry)
	}

	p.edit(filepath.Join(folder, "en/bolt/marks.md"), "Press the button once.", "Press the button twice.", marks)
	eventually(t, "the feed begins with the change", func() bool { return strings.HasPrefix(order(c.feed()), marks) })
	newest := c.feed().Items[0]
	if newest.GUID == feed.Items[6].GUID || time.Since(*newest.UpdatedParsed) > testTimeout || !strings.Contains(newest.Content, "twice") {
		t.Errorf("the new entry is %s of %s:\n%s", newest.GUID, newest.Updated, newest.Content)
	}
}

func order(feed *gofeed.Feed) string {
	paths := make([]string, len(feed.Items))
	for i, entry := range feed.Items {
		paths[i] = strings.TrimPrefix(entry.Link, public)
	}
	return strings.Join(paths, " ")
}

// checkEntry compares an entry with the article's page.
func checkEntry(c *client, entry *gofeed.Item) {
	c.t.Helper()
	a := c.get(strings.TrimPrefix(entry.Link, public)).is(http.StatusOK)
	page := a.page()
	id, err := url.Parse(entry.GUID)
	if err != nil || !id.IsAbs() || entry.UpdatedParsed == nil || entry.UpdatedParsed.After(time.Now()) {
		c.t.Errorf("%s: the id is %q, of %q", a.path, entry.GUID, entry.Updated)
	}
	if want := text(first(page, "h1")); entry.Title != want || entry.Description != text(withClass(page, "lead")) {
		c.t.Errorf("%s: %q, %q in the feed, %q on the page", a.path, entry.Title, entry.Description, want)
	}
	content, err := html.Parse(strings.NewReader(entry.Content))
	if err != nil {
		c.t.Fatal(err)
	}
	read := text(content)
	for step := range elements(page, "div") {
		if value(step, "class") == "step-body" && !strings.Contains(read, text(step)) {
			c.t.Errorf("%s: the feed lacks %q", a.path, text(step))
		}
	}
	for n := range elements(content, "") {
		for _, name := range []string{"href", "src"} {
			if link, ok := attribute(n, name); ok && !strings.HasPrefix(link, "https://") {
				c.t.Errorf("%s: in a feed reader <%s %s=%q> leads nowhere", a.path, n.Data, name, link)
			}
		}
		if n.Data == "script" || n.Data == "form" || n.Data == "button" {
			c.t.Errorf("%s: the feed holds a <%s>", a.path, n.Data)
		}
	}
}

// withClass returns the first element that has a class.
func withClass(n *html.Node, class string) *html.Node {
	for e := range elements(n, "") {
		for c := range strings.FieldsSeq(value(e, "class")) {
			if c == class {
				return e
			}
		}
	}
	return &html.Node{}
}

// TestShippedFeedIsWhole reads the feed of the articles that come with the program.
func TestShippedFeedIsWhole(t *testing.T) {
	t.Parallel()
	p := shared(t, "--url="+public)
	c := p.stranger()
	feed := c.feed()
	if len(feed.Items) != 30 {
		t.Errorf("the feed has %d entries", len(feed.Items))
	}
	for i, entry := range feed.Items {
		checkEntry(c, entry)
		if i > 0 && entry.UpdatedParsed.After(*feed.Items[i-1].UpdatedParsed) {
			t.Errorf("%s is newer than the entry before it", entry.Link)
		}
	}
}
