package article

import (
	"errors"
	"strings"
	"unicode"
)

// Pattern is a model number, or several of them: "*" stands for any characters, "?" for one. Case,
// spaces and separators are ignored, so "N841*" matches "n841-a81".
type Pattern struct {
	Text  string // as the author wrote it
	plain string // upper case, without separators
}

const (
	maxPattern     = 60 // code points
	minPatternText = 2  // characters that are not wildcards
	maxWildcards   = 4  // bounds the cost of matching
)

// ParsePattern parses and validates a pattern. The error says what to do.
func ParsePattern(text string) (Pattern, error) {
	text = strings.TrimSpace(text)
	if len([]rune(text)) > maxPattern {
		return Pattern{}, errors.New("a model has at most 60 characters; name one model or pattern in each entry")
	}
	if strings.ContainsAny(text, curlyQuotes) {
		return Pattern{}, errors.New("these are curly quotes; write \" or '")
	}
	p := Pattern{Text: text, plain: plainModel(text, true)}
	wild := strings.Count(p.plain, "*") + strings.Count(p.plain, "?")
	if len([]rune(p.plain))-wild < minPatternText {
		return Pattern{}, errors.New("a model needs at least two letters or digits beside * and ?")
	}
	if strings.Count(p.plain, "*") > maxWildcards {
		return Pattern{}, errors.New("a model takes at most four *; write several entries")
	}
	return p, nil
}

// literals returns how many characters of the pattern are not wildcards.
func (p Pattern) literals() int {
	n := 0
	for _, r := range p.plain {
		if r != '*' && r != '?' {
			n++
		}
	}
	return n
}

// Exact reports whether the pattern has no wildcard.
func (p Pattern) Exact() bool { return !strings.ContainsAny(p.plain, "*?") }

// Matches reports whether the pattern matches a model number as typed by a reader.
func (p Pattern) Matches(model string) bool {
	model = plainModel(model, false)
	return model != "" && wildcard([]rune(p.plain), []rune(model))
}

// PlainModel returns a model number without case, spaces and separators, as patterns compare them.
func PlainModel(model string) string { return plainModel(model, false) }

func plainModel(s string, wild bool) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToUpper(r)
		case wild && (r == '*' || r == '?'):
			return r
		}
		return -1
	}, s)
}

// wildcard matches in O(len(pattern)·len(text)): after a mismatch it backtracks to the last star
// only.
func wildcard(pattern, text []rune) bool {
	p, t, star, mark := 0, 0, -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, t
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == text[t]):
			p++
			t++
		case star >= 0:
			mark++
			p, t = star+1, mark
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}
