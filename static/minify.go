package static

import (
	"path"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

// minifier minifies files by extension.
var minifier = func() *minify.M {
	m := minify.New()
	m.AddFunc(".css", css.Minify)
	m.AddFunc(".js", js.Minify)
	return m
}()

// minifyFile minifies styles and scripts and returns other files unchanged. A script that cannot be
// parsed is an error.
func minifyFile(name string, text []byte) ([]byte, error) {
	if kind := path.Ext(name); kind == ".css" || kind == ".js" {
		return minifier.Bytes(kind, text)
	}
	return text, nil
}
