package markdown

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// checkSafe asserts what must hold for every source, well written or hostile.
func checkSafe(t *testing.T, source []byte) {
	t.Helper()
	document, problems := Parse(source, Options{})
	got := map[string]bool{}
	give := func(id string) {
		if got[id] {
			t.Errorf("%q: id %q is given twice", source, id)
		}
		got[id] = true
	}
	for _, section := range document.Sections {
		if section.Level > 0 {
			give(section.ID)
		}
		for _, step := range section.Steps {
			give(step.Anchor)
			checkHTML(t, source, step.HTML, give)
		}
		checkHTML(t, source, section.HTML, give)
		checkHTML(t, source, section.After, give)
	}
	checkHTML(t, source, document.Footnotes, give)
	checkAnchors(t, source, document.Anchors, got)
	checkProblems(t, source, problems)
}

// checkAnchors asserts that all ids of the HTML are known, and no others. A
// document that was refused may lack some.
func checkAnchors(t *testing.T, source []byte, anchors []string, got map[string]bool) {
	t.Helper()
	if !slices.IsSorted(anchors) {
		t.Errorf("%q: anchors are not sorted: %q", source, anchors)
	}
	for id := range got {
		if _, found := slices.BinarySearch(anchors, id); !found {
			t.Errorf("%q: id %q is missing among the anchors %q", source, id, anchors)
		}
	}
}

func checkProblems(t *testing.T, source []byte, problems []Problem) {
	t.Helper()
	lines := strings.Count(strings.ReplaceAll(string(source), "\r\n", "\n"), "\n") + strings.Count(string(source), "\r") + 1
	last := 0
	for _, p := range problems {
		if p.Line < last || p.Line > lines || p.Line < 1 || p.Message == "" {
			t.Errorf("%q: problem %+v after line %d in a source of %d lines", source, p, last, lines)
		}
		last = p.Line
	}
}

// checkHTML asserts that a piece of HTML is well formed and can do no harm.
func checkHTML(t *testing.T, source []byte, piece string, give func(id string)) {
	t.Helper()
	tokens := html.NewTokenizer(strings.NewReader(piece))
	var open []string
	for {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("%q: %q leaves %q open", source, piece, open)
			}
			return
		case html.CommentToken, html.DoctypeToken:
			t.Errorf("%q: %q has a comment", source, piece)
		case html.StartTagToken, html.EndTagToken:
			token := tokens.Token()
			open = checkTag(t, source, token, kind == html.EndTagToken, open)
			checkAttributes(t, source, token, give)
		}
	}
}

var (
	voidTags    = []string{"br", "hr", "img"}
	allowedTags = []string{"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "pre", "code", "blockquote", "aside", "div", "figure",
		"figcaption", "table", "thead", "tbody", "tr", "th", "td", "a", "em", "strong", "del", "span", "sup", "br", "hr", "img"}
	allowedAttributes = []string{"id", "class", "href", "src", "alt", "title", "role", "rel", "start", "tabindex", "aria-label", "loading", "decoding", "data-seconds"}
	allowedSchemes    = []string{"", "http", "https", "mailto", "tel"}
)

func checkTag(t *testing.T, source []byte, token html.Token, closing bool, open []string) []string {
	t.Helper()
	if !slices.Contains(allowedTags, token.Data) {
		t.Errorf("%q: tag <%s>", source, token.Data)
	}
	switch {
	case slices.Contains(voidTags, token.Data):
	case !closing:
		open = append(open, token.Data)
	case len(open) == 0 || open[len(open)-1] != token.Data:
		t.Errorf("%q: </%s> closes %q", source, token.Data, open)
	default:
		open = open[:len(open)-1]
	}
	return open
}

func checkAttributes(t *testing.T, source []byte, token html.Token, give func(id string)) {
	t.Helper()
	for _, a := range token.Attr {
		if !slices.Contains(allowedAttributes, a.Key) {
			t.Errorf("%q: attribute %s of <%s>", source, a.Key, token.Data)
		}
		switch a.Key {
		case "id":
			give(a.Val)
		case "href", "src":
			name, _ := scheme(strings.TrimLeft(strings.Map(dropHidden, a.Val), " "))
			if !slices.Contains(allowedSchemes, name) || strings.HasPrefix(a.Val, "//") || strings.HasPrefix(a.Val, `/\`) {
				t.Errorf("%q: %s=%q", source, a.Key, a.Val)
			}
		}
	}
}

// dropHidden does what browsers do to an address.
func dropHidden(r rune) rune {
	if r < ' ' {
		return -1
	}
	return r
}
