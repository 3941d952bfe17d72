package article

import (
	"strings"
	"sync/atomic"
	"weak"

	"pinhole/internal/markdown"
)

// body is an article's text as written, and what reads it. All copies of the article share one. A library would need several
// times the memory if it kept every text read.
type body struct {
	source    []byte
	sum       uint64 // of the source
	firstLine int    // in the file
	reader    reader
	outline   outline
	latest    atomic.Pointer[weak.Pointer[Text]]
}

// Body gives the text of the article as it is shown. It must not be changed. It is read when it is asked for, and forgotten when
// nobody holds it and memory is needed.
func (a *Article) Body() *Text {
	if kept := a.body.latest.Load(); kept != nil {
		if text := kept.Value(); text != nil {
			return text
		}
	}
	text, _ := markdown.Parse(a.body.source, a.body.reader.reading(a.body.firstLine)) // what is wrong with it was said when it was loaded
	kept := weak.Make(&text)
	a.body.latest.Store(&kept)
	return &text
}

// outline is what texts must know of one another.
type outline struct {
	links   []markdown.Link // that stay inside the site
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
