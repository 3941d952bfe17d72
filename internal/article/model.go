package article

import (
	"errors"
	"slices"
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
	return model != "" && wildcard([]rune(p.plain), []rune(model), includes)
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

// prefix returns what stands before the first wildcard.
func (p Pattern) prefix() string {
	if end := strings.IndexAny(p.plain, "*?"); end >= 0 {
		return p.plain[:end]
	}
	return p.plain
}

// overlaps reports whether there is a model number that both patterns match.
func (p Pattern) overlaps(q Pattern) bool {
	a, b := []rune(p.plain), []rune(q.plain)
	switch {
	case !strings.Contains(q.plain, "*"):
		return wildcard(a, b, agree)
	case !strings.Contains(p.plain, "*"):
		return wildcard(b, a, agree)
	}
	// Between the first and the last star there is room for the middle of both.
	return headsAgree(a, b) && headsAgree(reversed(a), reversed(b))
}

// headsAgree reports whether what stands before the first stars can match the same characters.
func headsAgree(a, b []rune) bool {
	for i := 0; i < len(a) && i < len(b) && a[i] != '*' && b[i] != '*'; i++ {
		if !agree(a[i], b[i]) {
			return false
		}
	}
	return true
}

func reversed(list []rune) []rune {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}

// covers reports whether p matches everything that q matches.
func (p Pattern) covers(q Pattern) bool {
	return wildcard([]rune(p.plain), []rune(q.plain), includes)
}

// agree reports whether two characters of patterns, neither of them a star, can match the same
// character.
func agree(a, b rune) bool { return a == '?' || b == '?' || a == b }

// includes reports whether a character of a pattern, not a star, matches all that one of a text or
// of another pattern stands for.
func includes(a, b rune) bool { return (a == '?' || a == b) && b != '*' }

// wildcard matches in O(len(pattern)·len(text)): after a mismatch it backtracks to the last star
// only. The function says whether a character of the pattern matches one of the text.
func wildcard(pattern, text []rune, match func(pattern, text rune) bool) bool {
	p, t, star, mark := 0, 0, -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, t
			p++
		case p < len(pattern) && match(pattern[p], text[t]):
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
