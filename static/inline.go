package static

import (
	"crypto/sha256"
	"encoding/base64"
	"sync"
)

// Inline is an inline style sheet or script, so that a page is painted after one request.
type Inline struct {
	Element string // with its tags
	Hash    string // the Content-Security-Policy source of its text: 'sha256-…'
}

// Styles returns the styles of all kinds of pages.
var Styles = sync.OnceValue(func() Inline { return newInline("style", string(load().files["css/site.css"])) })

// ArticleStyles returns the styles of articles only, whose pages must fit one round trip.
var ArticleStyles = sync.OnceValue(func() Inline { return newInline("style", string(load().files["css/article-page.css"])) })

// Theme returns the script that applies the reader's choice of colours before the page is painted.
var Theme = sync.OnceValue(func() Inline {
	text, err := embedded.ReadFile("inline/theme.js")
	must(err)
	minified, err := minifyFile("theme.js", text)
	must(err)
	return newInline("script", string(minified))
})

func newInline(element, text string) Inline {
	sum := sha256.Sum256([]byte(text))
	return Inline{
		Element: "<" + element + ">" + text + "</" + element + ">",
		Hash:    "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'",
	}
}
