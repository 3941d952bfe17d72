package static

import (
	"path"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

// kinds are the files that are made smaller, by the ends of their names.
var kinds = func() *minify.M {
	m := minify.New()
	m.AddFunc(".css", css.Minify)
	m.AddFunc(".js", js.Minify)
	return m
}()

// small takes out of styles and scripts what browsers do not need: comments, types, indentation and long names. A script that
// cannot be parsed is an error.
func small(name string, text []byte) ([]byte, error) {
	if kind := path.Ext(name); kind == ".css" || kind == ".js" {
		return kinds.Bytes(kind, text)
	}
	return text, nil
}
