package article

import (
	"strings"
	"sync/atomic"
	"weak"

	"pinhole/internal/markdown"
)

// body is an article's source text and a weakly cached parse of it, shared by all copies of the
// article. A library would need several times the memory if it held every parsed text.
type body struct {
	source    []byte
	sum       uint64 // of the source
	firstLine int    // in the file
	reader    reader
	outline   outline
	latest    atomic.Pointer[weak.Pointer[Text]]
}

// Body returns the article's parsed text, which callers must not modify. It is parsed on demand and
// cached behind a weak pointer, so that the garbage collector may free it.
func (a *Article) Body() *Text {
	if cached := a.body.latest.Load(); cached != nil {
		if text := cached.Value(); text != nil {
			return text
		}
	}
	text, _ := markdown.Parse(a.body.source, bodyOptions(&a.body.reader, a.body.firstLine)) // its problems were reported by Load
	cached := weak.Make(&text)
	a.body.latest.Store(&cached)
	return &text
}

// outline is what other texts need for checking links to and from this one.
type outline struct {
	links   []markdown.Link // within the site
	anchors string          // one a line, with a line break before the first
}

func outlineOf(doc *markdown.Document) outline {
	var o outline
	for _, link := range doc.Links {
		if strings.HasPrefix(link.Dest, "/") || strings.HasPrefix(link.Dest, "#") {
			o.links = append(o.links, link)
		}
	}
	if len(doc.Anchors) > 0 {
		o.anchors = "\n" + strings.Join(doc.Anchors, "\n") + "\n"
	}
	return o
}

func (o outline) hasAnchor(id string) bool {
	return !strings.Contains(id, "\n") && strings.Contains(o.anchors, "\n"+id+"\n")
}
