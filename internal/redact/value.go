package redact

import (
	"bytes"
	"iter"
	"slices"
)

// link says how a value is joined to the word that tells what it is.
type link uint8

const (
	noLink    link = iota // password hunter2
	commaLink             // password, hunter2,
	isLink                // password is hunter2
	colonLink             // password: hunter2
)

const (
	maxGap   = 7  // words that may stand between a key and "is"
	maxNear  = 8  // words after a key that may hold its value, whatever the words between say
	maxValue = 64 // bytes that are looked at to judge a value; all of it goes
)

// link reads what joins a key that ends at i to its value, and returns where the value may begin.
func (s *scanner) link(i int) (at int, l link) {
	i = skipBlanks(s, skipClosing(s, i))
	switch c := byteAt(s, i); {
	case c == ':' || c == '=':
		for isLinkSign(byteAt(s, i)) || isBlank(byteAt(s, i)) && isLinkSign(byteAt(s, i+1)) {
			i++
		}
		return skipBreak(s, i), colonLink
	case c == '-' && byteAt(s, i+1) == '>':
		return i + 2, colonLink
	case c == '-' && isBlank(byteAt(s, i-1)) && isBlank(byteAt(s, i+1)):
		return i + 1, commaLink
	}
	return linkingWord(s, i)
}

func isLinkSign(c byte) bool { return c == ':' || c == '=' || c == '>' }

// linkingWord reads "is", "was still", "should be", "es" and the like.
func linkingWord(s *scanner, i int) (at int, l link) {
	c, end := wordAt(s, i)
	if be := skipWord(s, end, "to "); c&modalWord != 0 && hasPrefix(s, be, "be") {
		c, end = isWord, wordEnd(s, be)
	}
	if c&isWord == 0 {
		return apposition(s, i)
	}
	for range 3 {
		next, after := nextWord(s, end)
		if next&fillerWord == 0 {
			break
		}
		end = after
	}
	if colon := skipBlanks(s, end); byteAt(s, colon) == ':' {
		end = colon + 1
	}
	return end, isLink
}

// skipWord passes over blanks and a word.
func skipWord(s *scanner, i int, word string) int {
	i = skipBlanks(s, i)
	if hasPrefix(s, i, word) {
		return i + len(word)
	}
	return i
}

// apposition passes over the first comma of ", X,".
func apposition(s *scanner, i int) (at int, l link) {
	if byteAt(s, i) != ',' {
		return i, noLink
	}
	p := idAt(s, i+1)
	if c := byteAt(s, p.end); p.len() > 0 && (c == ',' || c == '.' || c == 0 || c == '\n') {
		return p.start, commaLink
	}
	return i, noLink
}

// skipClosing passes over what closes a quoted key.
func skipClosing(s *scanner, i int) int {
	if c := byteAt(s, i); (c == '"' || c == '\'' || c == '*' || c == '`') && !isAlnum(byteAt(s, i+1)) {
		return i + 1
	}
	return i
}

// skipBreak passes over blanks and one line break.
func skipBreak(s *scanner, i int) int {
	i = skipBlanks(s, i)
	if byteAt(s, i) == '\n' {
		return skipBlanks(s, i+1)
	}
	return i
}

// gap reads the words between a key and its link, as in "password for the recorder is". They must
// begin like such a gap.
func (s *scanner) gap(i int) (at int, l link) {
	for n := range maxGap {
		word := skipBlanks(s, i)
		c, end := wordAt(s, word)
		if end == word || n == 0 && c&gapWord == 0 {
			return i, noLink
		}
		if at, l = s.link(end); l != noLink {
			return at, l
		}
		i = end
	}
	return i, noLink
}

// value is what a key may tell.
type value struct {
	span
	quoted bool
}

// valueAt reads the value at i: what stands between quotation marks, else what stands between spaces,
// without the punctuation around it.
func valueAt(s *scanner, i int) value {
	i = skipBlanks(s, i)
	if v, ok := quotedAt(s, i); ok {
		return v
	}
	for c := byteAt(s, i); c == '(' || c == '<' || c == '[' || c == '"' || c == '\'' || c == '`'; c = byteAt(s, i) {
		i++
	}
	end := i
	for end < i+maxValue && isValueByte(byteAt(s, end)) {
		end++
	}
	switch {
	case end == i+maxValue:
		return value{span: span{i, end}}
	case removedAt(s, end):
		return value{}
	}
	return value{span: trimEnd(s, span{i, end})}
}

// foundValue is found for a value, with what comes after the bytes that were judged.
func foundValue(s *scanner, v value, k kind) []finding {
	if !v.quoted && v.len() == maxValue {
		for isValueByte(byteAt(s, v.end)) {
			v.end++
		}
	}
	return s.found(v.span, k)
}

func isValueByte(c byte) bool {
	return c != 0 && c != ideograph && !isSpace(c) && c != '"' && c != '<' && c != '>'
}

func quotedAt(s *scanner, i int) (value, bool) {
	quote := byteAt(s, i)
	if quote != '"' && quote != '\'' && quote != '`' || !isAlnum(byteAt(s, i+1)) && !isSign(byteAt(s, i+1)) {
		return value{}, false
	}
	for end := i + 1; end < i+maxValue; end++ {
		switch c := byteAt(s, end); {
		case c == quote && end > i+1 && !goesOn(s, end+1):
			return value{span{i + 1, end}, true}, true
		case c == 0 || c == '\n':
			return value{}, false
		}
	}
	return value{}, false
}

// trimEnd leaves punctuation at the end out.
func trimEnd(s *scanner, p span) span {
	for p.len() > 0 {
		switch s.text[p.end-1] {
		case '.', ',', ';', ':', ')', ']', '}', '\'', '`', '/', otherSymbol:
			p.end--
		default:
			return p
		}
	}
	return p
}

// wordBefore reads the value that ends before i.
func wordBefore(s *scanner, i int) span {
	end := skipBlanksBack(s, i)
	if byteAt(s, end-1) == '"' {
		end--
	}
	start := end
	for start > end-maxValue && isValueByte(byteAt(s, start-1)) && byteAt(s, start-1) != '(' && byteAt(s, start-1) != '\'' {
		start--
	}
	if removedAt(s, start-1) {
		return span{}
	}
	return trimEnd(s, span{start, end})
}

// valueBefore reads the value of "X is my password", "X as the code": from the key back over "my"
// and the like and over one of "is", "was", "as", "for".
func valueBefore(s *scanner, key int) (span, bool) {
	at, linked := key, false
	for word, c := range before(s, key, 5) {
		if !blankBetween(s, word.end, at) {
			return span{}, false
		}
		at = word.start
		if c&asWord != 0 {
			linked = true
			break
		}
		if c&(myWord|secretWord|wifiWord) == 0 {
			return span{}, false
		}
	}
	p := wordBefore(s, at)
	if !linked || p.len() == 0 || near(s, p.start, 1, noSecretWord, 0) {
		return span{}, false
	}
	return p, true
}

func blankBetween(s *scanner, i, end int) bool {
	for ; i < end; i++ {
		if !isBlank(s.text[i]) {
			return false
		}
	}
	return true
}

// following returns the words after i, to the end of the sentence or a removed piece, without the
// punctuation around them.
func following(s *scanner, i int) iter.Seq[span] {
	return func(yield func(span) bool) {
		for range maxNear {
			v := valueAt(s, i)
			if v.len() == 0 || !yield(v.span) {
				return
			}
			i = v.end
			for c := byteAt(s, i); c == ',' || c == ')' || c == '"' || c == ':' || c == '\''; c = byteAt(s, i) {
				i++
			}
			if !isBlank(byteAt(s, i)) {
				return
			}
		}
	}
}

// idAt reads the run of letters, digits and the signs that join them at i, as serial numbers, codes
// and model numbers are written.
func idAt(s *scanner, i int) span {
	i = skipBlanks(s, i)
	for c := byteAt(s, i); c == '(' || c == '"' || c == '\'' || c == '#' || c == '<' || c == '`' || c == '['; c = byteAt(s, i) {
		i++
	}
	end := i
	for end < i+maxValue && (isAlnum(byteAt(s, end)) || isJoiner(byteAt(s, end)) && isAlnum(byteAt(s, end+1))) {
		end++
	}
	if c := byteAt(s, end); c == ':' || c == '=' {
		// The next label follows a slash: SN:…/MAC:….
		if slash := bytes.LastIndexByte(s.text[i:end], '/'); slash > 0 {
			end = i + slash
		}
	}
	if removedAt(s, end) || isJoiner(byteAt(s, end)) && removedAt(s, end+1) {
		return span{}
	}
	return span{i, end}
}

// groupsAt is idAt for numbers that may be written in groups of equal length, the last at most as
// long, as in 483 920 117.
func groupsAt(s *scanner, i int) span {
	p := idAt(s, i)
	size := p.len()
	if size < 2 || size > 4 || count(part(s, p)).digits != size {
		return p
	}
	for range 3 {
		next := idAt(s, p.end)
		if next.len() < 2 || next.len() > size || next.start > p.end+1 || count(part(s, next)).digits != next.len() || measured(s, next) {
			break
		}
		p.end = next.end
		size = next.len()
	}
	return p
}

// spelledDigits reads four digits or more at i that are written as words or one by one: "one two
// three four", "1 2 3 4". words says how many of them are words.
func spelledDigits(s *scanner, i int) (p span, digits, words int) {
	const longest = 20
	i = skipBlanks(s, i)
	if c := byteAt(s, i); c == '"' || c == '(' {
		i++
	}
	p.start = i
	for digits < longest {
		end := wordEnd(s, i)
		numeral := end == i+1 && isDigit(s.text[i])
		if !numeral && phraseAt(s, span{i, end})&digitWord == 0 {
			break
		}
		if !numeral {
			words++
		}
		digits++
		p.end = end
		if c := byteAt(s, end); c == ',' || c == '-' {
			end++
		}
		i = skipBlanks(s, end)
	}
	if digits < 4 || removedAt(s, p.end) {
		return span{}, 0, 0
	}
	return p, digits, words
}

// spelledAfter finds digits in words behind a key that ends at i. Those that are numerals must be
// joined to it.
func spelledAfter(s *scanner, i int, k kind) []finding {
	at, l := s.link(i)
	if l == noLink {
		if gap, joined := s.gap(i); joined != noLink {
			at, l = gap, joined
		}
	}
	p, digits, words := spelledDigits(s, at)
	if digits == 0 || words < digits && l < isLink {
		return nil
	}
	return s.found(p, k)
}

// spelledBefore finds digits in words before "is my PIN".
func spelledBefore(s *scanner, key int, k kind) []finding {
	last, ok := valueBefore(s, key)
	if !ok || phraseAt(s, last)&digitWord == 0 {
		return nil
	}
	p := last
	for word, c := range before(s, last.start, 12) {
		if c&digitWord == 0 {
			break
		}
		p.start = word.start
	}
	if _, digits, _ := spelledDigits(s, p.start); digits == 0 {
		return nil
	}
	return s.found(p, k)
}

// core returns a value without the signs that only stress it: wrong!!!, *wrong*.
func core(s *scanner, p span) span {
	for p.len() > 0 && !isAlnum(s.text[p.start]) {
		p.start++
	}
	for p.len() > 0 && !isAlnum(s.text[p.end-1]) {
		p.end--
	}
	return p
}

// lowerText returns a part of the folded text in small letters.
func lowerText(s *scanner, p span) string {
	small := make([]byte, p.len())
	for i := range small {
		small[i] = lower(s.text[p.start+i])
	}
	return string(small)
}

// ordinary reports whether a value is an ordinary word, or begins with one that a hyphen joins, which
// says something about a password instead of being one.
func ordinary(s *scanner, p span) bool {
	first := span{p.start, wordEnd(s, p.start)}
	if byteAt(s, p.start) == joint || phraseAt(s, first)&(stopWord|statusWord|passwordWord|codeWord) != 0 {
		return true
	}
	return hasEnding(s, p)
}

// hasEnding reports whether a word ends like one that says something about a password.
func hasEnding(s *scanner, p span) bool {
	word := lowerText(s, p)
	return slices.ContainsFunc(endings, func(ending string) bool {
		return len(word) > len(ending)+1 && word[len(word)-len(ending):] == ending
	})
}

// measured reports whether a value is a number with a unit, a range, or a number before a unit: 30s,
// 1080p, 8-16, 8 characters.
func measured(s *scanner, p span) bool {
	i := p.start
	for i < p.end && (isDigit(s.text[i]) || (s.text[i] == '.' || s.text[i] == '-') && i > p.start) {
		i++
	}
	switch {
	case i == p.start || i-p.start > 5:
		return false
	case i < p.end:
		return phraseAt(s, span{i, p.end})&unitWord != 0
	}
	c, _ := nextWord(s, p.end)
	return c&unitWord != 0 || bytes.IndexByte(part(s, p), '-') > 0
}

// inDotted reports whether an ID is the beginning of numbers with dots, as addresses and versions are.
func inDotted(s *scanner, p span) bool { return dotDigit(s, p.end) || dotted(s, p) }

// dotDigit reports whether a number goes on behind a full stop at i.
func dotDigit(s *scanner, i int) bool {
	return byteAt(s, i) == '.' && (isDigit(byteAt(s, i+1)) || removedAt(s, i+1))
}

// dotted reports whether a value is made of digits and dots.
func dotted(s *scanner, p span) bool {
	n := 0
	for _, c := range part(s, p) {
		if c == '.' {
			n++
		} else if !isDigit(c) && c != ':' {
			return false
		}
	}
	return n > 0
}

// dated reports whether a value begins like a date: 2024-03-05, 05/03/2024.
func dated(s *scanner, p span) bool {
	text := part(s, p)
	if len(text) < len("2024-3-5") || len(text) > len("2024-03-05T10") {
		return false
	}
	n := count(text[:4])
	if n.digits == 4 {
		return isYear(text[:4]) && (text[4] == '-' || text[4] == '/')
	}
	last := text[len(text)-4:]
	return count(last).digits == 4 && isYear(last) && (text[2] == '-' || text[2] == '/' || text[1] == '-' || text[1] == '/')
}

func isYear(text []byte) bool {
	return len(text) == 4 && (text[0] == '1' && text[1] == '9' || text[0] == '2' && text[1] == '0') && isDigit(text[2]) && isDigit(text[3])
}

// inVersion reports whether what stands at i belongs to a version.
func inVersion(s *scanner, i int) bool { return s.version || near(s, i, 3, versionWord, ipWord) }

// knownModel asks the site whether a word is a model number. A long run of digits is none, whatever
// pattern it fits.
func knownModel(s *scanner, p span) bool {
	word := part(s, p)
	return s.model != nil && len(word) <= 24 && count(word).run < 8 && s.model(string(word))
}

// modelLike reports whether a value is a model number, known or written like one: DS-7608NI-K2/8P.
func modelLike(s *scanner, p span) bool {
	if knownModel(s, p) {
		return true
	}
	word := part(s, p)
	n := count(word)
	return n.upper > 0 && n.lower == 0 && n.digits > 0 && n.run < 5 && n.signs == 0 &&
		isUpper(word[0]) && bytes.ContainsAny(word, "-/")
}
