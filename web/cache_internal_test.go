package web

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pinhole/internal/article"
)

func TestAccepts(t *testing.T) {
	for header, want := range map[string][2]bool{
		"":                              {false, false},
		"gzip, deflate, br, zstd":       {true, true},
		"gzip":                          {false, true},
		"X-GZIP":                        {false, true},
		"br;q=0.5, gzip":                {false, true},
		"br;q=0.5, gzip;q=0.5":          {true, true},
		"br;q=0, *":                     {false, true},
		"*":                             {true, true},
		"*;q=0":                         {false, false},
		"identity, gzip;q=0.5":          {false, false},
		"identity;q=0.1, br ; Q = 0.2":  {true, false},
		"gzip;q=nonsense":               {false, false},
		"gzip;q=2":                      {false, false},
		"gzip;level=9;q=0.3, br;q=0.30": {true, true},
		",,;;=,":                        {false, false},
	} {
		if br, gz := accepts(header); br != want[0] || gz != want[1] {
			t.Errorf("%q: brotli %v, gzip %v, want %v", header, br, gz, want)
		}
	}
}

func nothing(*article.Library, string) article.Origin { return article.Origin{} }

func TestTheCacheIsBounded(t *testing.T) {
	const limit = 1 << 20
	c, lib := newCache(limit, nothing), &article.Library{}
	body := []byte(strings.Repeat("<p>words</p>", 1000))
	favourite := newRepresentation(http.Header{"Content-Type": {"text/html"}}, body)
	for i := range 1000 {
		if i%300 == 299 {
			lib = &article.Library{}
			c.put(lib, c.begin(lib), "/favourite", favourite)
		}
		for _, key := range []string{"/favourite", fmt.Sprint("/", i)} {
			p, epoch := c.get(lib, key)
			switch {
			case p == nil && key == "/favourite" && i > 0:
				t.Fatalf("what is asked for all the time was dropped at page %d", i)
			case p == nil:
				c.put(lib, epoch, key, favourite)
			}
		}
		if held := len(c.young) + len(c.old) + len(c.former); held*favourite.size() > limit {
			t.Fatalf("%d pages of %d bytes are held", held, favourite.size())
		}
	}
}

func TestAPageRenderedBeforeADropIsNotKept(t *testing.T) {
	c, lib := newCache(1<<20, nothing), &article.Library{}
	p := newRepresentation(http.Header{}, []byte("old"))
	_, epoch := c.get(lib, "/a")
	c.drop("/a")
	c.put(lib, epoch, "/a", p)
	if got, _ := c.get(lib, "/a"); got != nil {
		t.Error("a page with the numbers from before is kept")
	}
	_, epoch = c.get(lib, "/a")
	c.get(&article.Library{}, "/a")
	c.put(lib, epoch, "/a", p)
	if got, _ := c.get(lib, "/a"); got != nil {
		t.Error("a page of an old Library is kept")
	}
}

func TestAPageThatTurnsOutTheSameIsNotCompressedAgain(t *testing.T) {
	c, old, next := newCache(1<<20, nothing), &article.Library{}, &article.Library{}
	header, body := http.Header{"Content-Type": {"text/html"}, "Cache-Control": {"no-cache"}}, []byte(strings.Repeat("<p>words</p>", 100))
	p := newRepresentation(header, body)
	c.put(old, c.begin(old), "/a", p)
	c.put(next, c.begin(next), "/b", newRepresentation(header, body[1:]))
	c.begin(&article.Library{}) // before anybody asked for /a
	if c.again("/a", header.Clone(), bytes.Clone(body)) != p {
		t.Error("the same page is made again")
	}
	if c.again("/a", header, body[1:]) != nil || c.again("/c", header, body) != nil ||
		c.again("/a", http.Header{"Content-Type": {"text/html"}}, body) != nil || c.again("/a", http.Header{"Content-Type": {"text/html"}, "Cache-Control": {"no-store"}}, body) != nil {
		t.Error("another answer counts as the same")
	}
}

func TestOneMakesAPageWhileOthersWait(t *testing.T) {
	c := newCache(1<<20, nothing)
	finish := c.alone("/a")
	if other := c.alone("/b"); other == nil {
		t.Fatal("another page has to wait")
	}
	waited := make(chan bool)
	go func() { waited <- c.alone("/a") == nil }()
	select {
	case <-waited:
	case <-time.After(10 * patience):
		t.Fatal("who waits for a page that is never made waits for ever")
	}
	finish()
	if c.alone("/a") == nil {
		t.Error("a page that is made stays taken")
	}
}
