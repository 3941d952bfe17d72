package markdown

import (
	"bytes"
	stdhtml "html"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
)

// appendText appends the text of a text node: backslashes and character references are resolved as
// in the HTML, line breaks become spaces.
func appendText(words []byte, n *ast.Text, source []byte) []byte {
	value := n.Segment.Value(source)
	if n.IsRaw() || bytes.IndexByte(value, '\\') < 0 && bytes.IndexByte(value, '&') < 0 {
		words = append(words, value...)
	} else {
		words = append(words, unescape(value)...)
	}
	if n.SoftLineBreak() || n.HardLineBreak() {
		words = append(words, ' ')
	}
	return words
}

// unescape uses goldmark's HTML writer, so that plain text cannot differ from what readers see.
func unescape(value []byte) string {
	var b buffer
	html.DefaultWriter.Write(&b, value)
	return stdhtml.UnescapeString(b.String())
}

// appendWords appends the text of all descendants of an inline node or a heading.
func appendWords(words []byte, parent ast.Node, source []byte) []byte {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			words = appendText(words, n, source)
		case *ast.AutoLink:
			words = append(words, n.Label(source)...)
		default:
			words = appendWords(words, n, source)
		}
	}
	return words
}

// wordsOf returns the text of an inline node or a heading with white space collapsed.
func wordsOf(n ast.Node, source []byte) string {
	var backing [128]byte // most need no more
	words := appendWords(backing[:0], n, source)
	joined := words[:0]
	for word := range bytes.FieldsSeq(words) {
		if len(joined) > 0 {
			joined = append(joined, ' ')
		}
		joined = append(joined, word...)
	}
	return string(joined)
}
