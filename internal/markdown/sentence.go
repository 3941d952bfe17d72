package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// sentences warns about long sentences of a block, whose plain text begins at start.
func (c *check) sentences(block ast.Node, start int) {
	text := c.text[start:]
	for from := 0; from < len(text); {
		end, words := nextSentence(text, from)
		if words > MaxWords && !c.pipe.strict {
			c.warning(c.sourceOf(block, from), "a sentence of %d words; keep to %d, make two of it (%q)",
				words, MaxWords, excerpt(text[from:end]))
		}
		from = end
	}
}

// nextSentence returns the end of the sentence that begins at from, and its number of words. A word
// is a run of characters other than spaces with a letter or a digit.
func nextSentence(text []byte, from int) (end, words int) {
	for i := from; i < len(text); {
		tokenEnd := i
		for tokenEnd < len(text) && text[tokenEnd] != ' ' && text[tokenEnd] != '\n' && text[tokenEnd] != '\t' {
			tokenEnd++
		}
		token := text[i:tokenEnd]
		if isWord(token) {
			words++
		}
		i = tokenEnd + 1
		if endsSentence(token) && !continues(token, text[min(i, len(text)):]) {
			return min(i, len(text)), words
		}
	}
	return len(text), words
}

func isWord(token []byte) bool {
	for i, b := range token {
		if 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' {
			return true
		}
		if b >= utf8.RuneSelf {
			return bytes.ContainsFunc(token[i:], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
		}
	}
	return false
}

// endsSentence reports whether a word ends with a full stop or the like, ignoring closing brackets
// and quotation marks.
func endsSentence(token []byte) bool {
	for len(token) > 0 {
		r, size := utf8.DecodeLastRune(token)
		switch r {
		case '.', '!', '?', '…', '؟', '۔', '।', '。', '！', '？':
			return true
		case '"', '\'', ')', ']', '”', '’', '»', '*':
			token = token[:len(token)-size]
		default:
			return false
		}
	}
	return false
}

// abbreviations have a full stop that ends no sentence.
var abbreviations = map[string]bool{
	"e.g.": true, "i.e.": true, "vs.": true, "approx.": true, "incl.": true, "ca.": true, "cf.": true,
	"mr.": true, "mrs.": true, "ms.": true, "dr.": true, "st.": true, "no.": true, "fig.": true, "p.": true, "pp.": true,
	"p.ej.": true, "ej.": true, "sr.": true, "sra.": true, "núm.": true, "pág.": true,
}

// continues reports whether the sentence continues after a full stop: after an abbreviation, and
// before a small letter.
func continues(token, rest []byte) bool {
	rest = bytes.TrimLeft(rest, " \t\n")
	next, _ := utf8.DecodeRune(rest)
	if unicode.IsLower(next) {
		return true
	}
	word := strings.ToLower(strings.TrimLeft(string(token), `("'“‘«[`))
	if word == "no." || word == "p." {
		return unicode.IsDigit(next) // "No. 5" goes on, "No. Try again" does not
	}
	return abbreviations[word]
}

// sourceOf converts an offset in a block's plain text to a position in the source.
func (c *check) sourceOf(block ast.Node, offset int) int {
	found := position(block)
	length := 0
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		text, isText := n.(*ast.Text)
		if !entering || !isText {
			return ast.WalkContinue, nil
		}
		if length > offset {
			return ast.WalkStop, nil
		}
		found = text.Segment.Start
		length += len(appendText(nil, text, c.source))
		return ast.WalkContinue, nil
	})
	return found
}

// countWords counts words as nextSentence does.
func countWords(text []byte) int {
	words := 0
	for token := range bytes.FieldsSeq(text) {
		if isWord(token) {
			words++
		}
	}
	return words
}
