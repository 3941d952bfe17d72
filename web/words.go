package web

import (
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
)

// The content model's words, as readers see them.

func deviceWord(l *language.Locale, d article.Device) string { return l.T("device." + string(d)) }

func goalWord(l *language.Locale, g article.Goal) string { return l.T("goal." + string(g)) }

// goalInShort is for places where goals stand side by side.
func goalInShort(l *language.Locale, g article.Goal) string { return l.T("goal.short." + string(g)) }

func needWord(l *language.Locale, n article.Need) string { return l.T("need." + string(n)) }

func effectWord(l *language.Locale, key string) string { return l.T("effect." + key) }

func sourceWord(l *language.Locale, k article.SourceKind) string { return l.T("source." + string(k)) }

// degreeWord is a degree of confidence in few words, and degreeMeaning what it means.
func degreeWord(l *language.Locale, c article.Confidence) string { return l.T("degree." + string(c)) }

func degreeMeaning(l *language.Locale, c article.Confidence) string {
	return l.T("degree.meaning." + string(c))
}

func reasonWord(l *language.Locale, r feedback.Reason) string { return l.T("reason." + string(r)) }

func outcomeWord(l *language.Locale, o feedback.Outcome) string { return l.T("outcome." + string(o)) }

// confidenceWords say how sure an article is, and what that means. What holds for every brand is said of none.
func confidenceWords(l *language.Locale, a *article.Article) (title, meaning string) {
	id := "confidence." + string(a.Confidence)
	if a.Brand.General() {
		id = "confidence.general." + string(a.Confidence)
	}
	return l.T(id, "Brand", a.Brand.Name), l.T(id+".meaning", "Brand", a.Brand.Name)
}

func devicesInWords(l *language.Locale, devices []article.Device) string {
	if len(devices) > 5 {
		return l.T("devices.most")
	}
	words := make([]string, len(devices))
	for i, d := range devices {
		words[i] = deviceWord(l, d)
	}
	return strings.Join(words, l.T("list.comma"))
}

// foreign is the language of a part where it is not the page's own, else empty.
func foreign(l *language.Locale, tag string) string {
	if tag == l.Tag() {
		return ""
	}
	return tag
}
