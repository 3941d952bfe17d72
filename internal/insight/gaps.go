package insight

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
)

// Gap is a brand, a goal or both that readers searched for in vain and that no article is about.
type Gap struct {
	Brand    *article.Brand // nil: no brand that is known here was named
	Goal     article.Goal   // empty: no goal was named
	Searches int            // in vain, reports that something is missing included
	Queries  []string       // the most frequent ones, at most three
}

// goalWords are words by which readers name a goal, in English and Spanish. Each entry is one word,
// or several that must all be there; the first goal that has an entry is meant, so the narrow ones
// stand first.
var goalWords = []struct {
	goal  article.Goal
	words []string
}{
	{article.PasswordRecovery, []string{"password", "passcode", "login", "locked", "contraseña", "clave"}},
	{article.WifiReset, []string{"wifi", "wi fi", "wlan", "router"}},
	{article.RemoveFromAccount, []string{"sell", "sold", "owner", "unbind", "deregister", "vender", "vincular", "desvincular"}},
	{article.RestoreDefaults, []string{"default", "defaults"}},
	{article.FactoryReset, []string{"factory", "fabrica", "fábrica", "reset", "restablecer", "resetear"}},
	{article.SetUpAgain, []string{"setup", "set up", "install", "configurar", "instalar"}},
	{article.Reboot, []string{"reboot", "restart", "reiniciar"}},
	{article.ContactSupport, []string{"phone number", "contact", "support", "soporte", "contacto"}},
}

const shownQueries = 3

// Gaps finds what is missing in a library by what was searched for in vain. A search names a brand
// when it holds its name or another name of it as whole words, and a goal when it holds one of its
// words. It points to a gap when no article of that brand has that goal; where it names no goal,
// when the brand has no article; where it names no brand, when no article has the goal. The gaps
// that were searched for most come first.
func Gaps(lib *article.Library, missed []feedback.Missed) []Gap {
	found := map[named]*Gap{}
	var list []*Gap
	for _, m := range missed {
		text := spaced(m.Query)
		at := named{brandIn(lib, text), goalIn(text)}
		if !at.empty(lib) {
			continue
		}
		g := found[at]
		if g == nil {
			g = &Gap{Brand: at.brand, Goal: at.goal}
			found[at], list = g, append(list, g)
		}
		g.Searches += m.Searches + m.Reports
		if len(g.Queries) < shownQueries {
			g.Queries = append(g.Queries, m.Query)
		}
	}
	slices.SortStableFunc(list, func(a, b *Gap) int { return cmp.Compare(b.Searches, a.Searches) })
	gaps := make([]Gap, len(list))
	for i, g := range list {
		gaps[i] = *g
	}
	return gaps
}

// named is what a search names.
type named struct {
	brand *article.Brand
	goal  article.Goal
}

// empty reports whether something is named and no article is about it.
func (g named) empty(lib *article.Library) bool {
	switch {
	case g.brand == nil && g.goal == "":
		return false
	case g.brand == nil:
		return len(lib.ForGoal(g.goal)) == 0
	}
	return !slices.ContainsFunc(lib.InBrand(g.brand.Slug), func(a *article.Article) bool { return g.goal == "" || a.Goal == g.goal })
}

func brandIn(lib *article.Library, text string) *article.Brand {
	for _, b := range lib.Brands {
		if b.General() {
			continue
		}
		for _, name := range append([]string{b.Name}, b.Aliases...) {
			if strings.Contains(text, spaced(name)) {
				return b
			}
		}
	}
	return nil
}

func goalIn(text string) article.Goal {
	for _, g := range goalWords {
		for _, entry := range g.words {
			if !slices.ContainsFunc(strings.Fields(entry), func(w string) bool { return !strings.Contains(text, " "+w+" ") }) {
				return g.goal
			}
		}
	}
	return ""
}

// spaced sets each word of a text between spaces, in small letters.
func spaced(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return " " + strings.Join(words, " ") + " "
}
