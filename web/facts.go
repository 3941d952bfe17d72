package web

import (
	"fmt"

	"pinhole/internal/article"
	"pinhole/web/page"
)

// facts makes the fact line: what is kept, what is erased, what is needed, how long it takes.
func facts(a *article.Article) []page.Fact {
	var list []page.Fact
	add := func(icon, text string, notes ...string) {
		if text != "" {
			list = append(list, page.Fact{Icon: icon, Text: text, Notes: notes})
		}
	}
	for _, part := range []struct {
		state article.EffectState
		icon  string
	}{{article.Kept, "kept"}, {article.Erased, "erased"}, {article.Depends, "depends"}, {article.Unknown, "unknown"}} {
		names, notes := effectsIn(a, part.state)
		add(part.icon, inWords(part.state, names), notes...)
	}
	add("needs", needs(a))
	add("time", minutes(a.Minutes))
	return list
}

// inWords says what happens to some kinds of data: "Settings and network settings are erased".
func inWords(state article.EffectState, names []string) string {
	if len(names) == 0 {
		return ""
	}
	verb := " are "
	if len(names) == 1 && names[0] == effectWords["cloud-account"] {
		verb = " is "
	}
	switch state {
	case article.Depends:
		return "It depends what happens to " + series(names)
	case article.Unknown:
		return "Not known what happens to " + series(names)
	}
	return capital(series(names)) + verb + string(state)
}

// effectsIn gives the kinds of data that have a state, and what the sources add to each.
func effectsIn(a *article.Article, state article.EffectState) (names, notes []string) {
	for _, key := range article.EffectKeys {
		e := a.Effects.Get(key)
		if e.State != state {
			continue
		}
		names = append(names, effectWords[key])
		if e.Note != "" {
			notes = append(notes, capital(effectWords[key])+": "+e.Note+".")
		}
	}
	return names, notes
}

func needs(a *article.Article) string {
	if len(a.Needs) == 0 {
		return ""
	}
	words := make([]string, len(a.Needs))
	for i, n := range a.Needs {
		words[i] = needWords[n]
	}
	return "You need " + series(words)
}

func minutes(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "About 1 minute"
	}
	return fmt.Sprintf("About %d minutes", n)
}

// effectsInShort is for lists: "erases settings and recordings", "keeps recordings".
func effectsInShort(a *article.Article) string {
	if names, _ := effectsIn(a, article.Erased); len(names) > 0 {
		return "Erases " + series(names)
	}
	if names, _ := effectsIn(a, article.Kept); len(names) > 0 {
		return "Keeps " + series(names)
	}
	return ""
}
