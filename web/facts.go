package web

import (
	"fmt"
	"strings"

	"pinhole/internal/article"
	"pinhole/web/page"
)

// facts makes the fact line: what is kept, what is erased, what is needed, how long it takes.
func facts(a *article.Article) []page.Fact {
	var list []page.Fact
	add := func(icon, text string) {
		if text != "" {
			list = append(list, page.Fact{Icon: icon, Text: text})
		}
	}
	add("kept", verb(a, article.Kept, "is kept", "are kept"))
	add("erased", verb(a, article.Erased, "is erased", "are erased"))
	for _, key := range article.EffectKeys {
		if e := a.Effects.Get(key); e.State == article.Depends {
			add("depends", capital(effectWords[key])+": "+e.Note)
		}
	}
	add("unknown", unknownEffects(a))
	add("needs", needs(a))
	add("time", minutes(a.Minutes))
	return list
}

// verb says what happens to all kinds of data in one state: "Settings and users and passwords are erased".
func verb(a *article.Article, state article.EffectState, one, many string) string {
	names, notes := effectsIn(a, state)
	if len(names) == 0 {
		return ""
	}
	word := many
	if len(names) == 1 && names[0] == effectWords["cloud-account"] {
		word = one
	}
	return capital(series(names)) + " " + word + notes
}

func unknownEffects(a *article.Article) string {
	names, notes := effectsIn(a, article.Unknown)
	if len(names) == 0 {
		return ""
	}
	return "Not known what happens to: " + strings.Join(names, ", ") + notes
}

func effectsIn(a *article.Article, state article.EffectState) (names []string, notes string) {
	for _, key := range article.EffectKeys {
		e := a.Effects.Get(key)
		if e.State != state {
			continue
		}
		names = append(names, effectWords[key])
		if e.Note != "" {
			notes += fmt.Sprintf(" (%s: %s)", effectWords[key], e.Note)
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
