package markdown

import (
	"bytes"
	stdhtml "html"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
)

// appendText adds the words of a text node: backslashes and character
// references are resolved as they are in the HTML, line breaks become spaces.
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

// unescape takes the way over goldmark's HTML, so that the plain words cannot
// differ from those that readers see.
func unescape(value []byte) string {
	var b buffer
	html.DefaultWriter.Write(&b, value)
	return stdhtml.UnescapeString(b.String())
}

// appendWords adds the words of everything in an inline node or a heading.
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

// wordsOf gives the words of an inline node or a heading, runs of white space
// turned into single spaces.
func wordsOf(n ast.Node, source []byte) string {
	var room [128]byte // most need no more
	words := appendWords(room[:0], n, source)
	kept := words[:0]
	for word := range bytes.FieldsSeq(words) {
		if len(kept) > 0 {
			kept = append(kept, ' ')
		}
		kept = append(kept, word...)
	}
	return string(kept)
}
