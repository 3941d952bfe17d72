package static

import (
	"crypto/sha256"
	"encoding/base64"
	"sync"
)

// Inline is a style sheet or a script that stands in the pages themselves, so that a page is painted after one request.
type Inline struct {
	Element string // whole, with its tags
	Hash    string // its text for a Content-Security-Policy, with quotes: 'sha256-…'
}

// Styles are the styles of every kind of page.
var Styles = sync.OnceValue(func() Inline { return inline("style", string(load().files["css/site.css"])) })

// ArticleStyles are those of articles alone, which must fit one round trip.
var ArticleStyles = sync.OnceValue(func() Inline { return inline("style", string(load().files["css/article-page.css"])) })

// Theme is the script that applies the reader's choice of colours before the page is painted.
var Theme = sync.OnceValue(func() Inline {
	text, err := embedded.ReadFile("inline/theme.js")
	must(err)
	made, err := small("theme.js", text)
	must(err)
	return inline("script", string(made))
})

func inline(element, text string) Inline {
	sum := sha256.Sum256([]byte(text))
	return Inline{
		Element: "<" + element + ">" + text + "</" + element + ">",
		Hash:    "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'",
	}
}
