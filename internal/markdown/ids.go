package markdown

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// ids are the ids that a document has given away. The number is the last one
// that was put behind an id to make it unique.
type ids map[string]int

// take gives an id away; false if it is gone.
func (t ids) take(id string) bool {
	if _, gone := t[id]; gone {
		return false
	}
	t[id] = 1
	return true
}

// unique gives the id away, or the first free one of id-2, id-3, ….
func (t ids) unique(id string) string {
	if t.take(id) {
		return id
	}
	for {
		t[id]++
		if numbered := id + "-" + strconv.Itoa(t[id]); t.take(numbered) {
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

// slug makes an id of a heading: small letters and digits of any script, a
// hyphen for everything between them. Apostrophes vanish. It has at most 80
// runes, and none where the heading has neither letter nor digit.
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

// givenID cuts the id off that an author wrote behind the title of a section:
// "Pasos: con la app {#with-the-app}". A translation keeps the ids of its
// original that way.
func (c *check) givenID(position int, heading string) (title, id string) {
	at := givenAt(heading)
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

// givenAt finds where "{#…}" begins at the end of a heading; -1: nowhere.
func givenAt(heading string) int {
	if !strings.HasSuffix(heading, "}") {
		return -1
	}
	return strings.LastIndex(heading, "{#")
}

// isSlugRune includes marks: Hindi and Thai words would fall apart without.
func isSlugRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// slugOr names what has neither letter nor digit, too.
func slugOr(heading string) string {
	if id := slug(heading); id != "" {
		return id
	}
	return "section"
}
