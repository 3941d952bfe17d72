package view

import (
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// Facts returns the fact line: what is kept, what is erased, what is needed, how long it takes.
func Facts(l *language.Locale, a *article.Article) []page.Fact {
	var list []page.Fact
	add := func(icon, text string, notes ...page.Note) {
		if text != "" {
			list = append(list, page.Fact{Icon: icon, Text: text, Notes: notes})
		}
	}
	for _, part := range []struct {
		state article.EffectState
		icon  string
	}{{article.Kept, "kept"}, {article.Erased, "erased"}, {article.Depends, "depends"}, {article.Unknown, "unknown"}} {
		names, notes := effectsIn(l, a, part.state)
		add(part.icon, inWords(l, part.state, names), notes...)
	}
	add("needs", needs(l, a.Needs))
	if a.Minutes > 0 {
		add("time", l.N("facts.minutes", a.Minutes))
	}
	return list
}

// inWords returns what happens to some kinds of data: "Settings and network settings are erased".
func inWords(l *language.Locale, state article.EffectState, names []string) string {
	if len(names) == 0 {
		return ""
	}
	count := len(names)
	if names[0] != effectWord(l, "cloud-account") {
		count = 2 // the words for all other kinds are plural
	}
	what := l.List(names)
	switch state {
	case article.Depends:
		return l.T("facts.depends", "What", what)
	case article.Unknown:
		return l.T("facts.unknown", "What", what)
	}
	return l.Capital(l.N("facts."+string(state), count, "What", what))
}

// effectsIn returns the kinds of data with a state, and their notes.
func effectsIn(l *language.Locale, a *article.Article, state article.EffectState) (names []string, notes []page.Note) {
	for _, key := range article.EffectKeys {
		e := a.Effects.Get(key)
		if e.State != state {
			continue
		}
		names = append(names, effectWord(l, key))
		if e.Note != "" {
			notes = append(notes, page.Note{What: l.Capital(effectWord(l, key)), Text: e.Note, Lang: Foreign(l, a.Language)})
		}
	}
	return names, notes
}

// needs returns "You need a paper clip and a phone"; nothing for no needs.
func needs(l *language.Locale, list []article.Need) string {
	if len(list) == 0 {
		return ""
	}
	return l.T("facts.needs", "What", l.List(needWords(l, list)))
}

// wayInWords returns for whom a way is and what it needs: "Any recorder. You need a phone."; nothing
// where nothing is said of it.
func wayInWords(l *language.Locale, w article.Way) string {
	var words []string
	for _, part := range []string{w.For, needs(l, w.Needs)} {
		if part != "" {
			words = append(words, strings.TrimSuffix(part, ".")+".")
		}
	}
	return strings.Join(words, " ")
}

func needWords(l *language.Locale, needs []article.Need) []string {
	words := make([]string, len(needs))
	for i, n := range needs {
		words[i] = needWord(l, n)
	}
	return words
}

// effectsInShort returns a summary of effects for lists: "Erases settings and recordings", "Keeps
// recordings".
func effectsInShort(l *language.Locale, a *article.Article) string {
	if erased, some := erasedInShort(l, a); some {
		return erased
	}
	kept, _ := effectsIn(l, a, article.Kept)
	switch {
	case len(kept) == 0:
		return ""
	case allSettings(a, article.Kept):
		return l.T("facts.keeps-all")
	}
	return l.T("facts.keeps", "What", l.List(kept))
}

// erasedInShort returns what is erased; some is false if nothing is known to be.
func erasedInShort(l *language.Locale, a *article.Article) (text string, some bool) {
	erased, _ := effectsIn(l, a, article.Erased)
	switch {
	case len(erased) == 0:
		return "", false
	case !allSettings(a, article.Erased):
		return l.T("facts.erases", "What", l.List(erased)), true
	case a.Effects.Recordings.State == article.Erased:
		return l.T("facts.erases-everything"), true
	}
	return l.T("facts.erases-all"), true
}

// allSettings reports whether settings, users and the network's settings have the same state.
func allSettings(a *article.Article, state article.EffectState) bool {
	return a.Effects.Settings.State == state && a.Effects.Users.State == state && a.Effects.Network.State == state
}

// shortNeeds is how many needs stand in a list.
const shortNeeds = 2

// needsInShort returns the first things that a procedure needs and not everybody has.
func needsInShort(l *language.Locale, a *article.Article) string {
	var words []string
	for _, n := range notForAll(a) {
		words = append(words, l.T("need.short."+string(n)))
	}
	return strings.Join(words[:min(shortNeeds, len(words))], l.T("list.comma"))
}
