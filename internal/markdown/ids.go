package markdown

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// ids is the set of a document's ids. The value is the last suffix used to make an id unique.
type ids map[string]int

// register adds an id; it returns false if the id is taken.
func (t ids) register(id string) bool {
	if _, gone := t[id]; gone {
		return false
	}
	t[id] = 1
	return true
}

// unique registers and returns id, or the first free one of id-2, id-3, ….
func (t ids) unique(id string) string {
	if t.register(id) {
		return id
	}
	for {
		t[id]++
		if numbered := id + "-" + strconv.Itoa(t[id]); t.register(numbered) {
			return numbered
		}
	}
}

func (t ids) sorted() []string {
	if len(t) == 0 {
		return nil
	}
	all := make([]string, 0, len(t))
	for id := range t {
		all = append(all, id)
	}
	slices.Sort(all)
	return all
}

// slug derives an id from a heading: letters in lower case and digits of any script, hyphens for
// everything between them, without apostrophes. It has at most 80 runes, and is empty if the
// heading has neither letters nor digits.
func slug(heading string) string {
	const limit = 80
	var b strings.Builder
	runes, gap := 0, false
	for _, r := range heading {
		switch {
		case r == '\'' || r == '’':
		case !isSlugRune(r):
			gap = runes > 0
		case runes >= limit:
			return b.String()
		default:
			if gap {
				b.WriteByte('-')
				runes++
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
			runes++
		}
	}
	return b.String()
}

// cutID splits an explicit id from the title of a section: "Pasos: con la app {#with-the-app}".
// Translations use it to have the same ids as their originals.
func (c *check) cutID(position int, heading string) (title, id string) {
	at := indexOfID(heading)
	if at < 0 {
		return heading, ""
	}
	title, id = strings.TrimSpace(heading[:at]), heading[at+len("{#"):len(heading)-len("}")]
	if id == "" || slug(id) != id {
		c.problem(position, "%q cannot be an address; write small letters, digits and hyphens: {#with-the-app}", id)
		return title, ""
	}
	return title, id
}

// indexOfID returns the index of "{#…}" at the end of a heading, or -1.
func indexOfID(heading string) int {
	if !strings.HasSuffix(heading, "}") {
		return -1
	}
	return strings.LastIndex(heading, "{#")
}

// isSlugRune includes marks, which occur within Hindi and Thai words.
func isSlugRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// slugOr returns a heading's slug, or "section" if that is empty.
func slugOr(heading string) string {
	if id := slug(heading); id != "" {
		return id
	}
	return "section"
}
