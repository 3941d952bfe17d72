package view

import (
	"cmp"
	"slices"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// symptomGroups gather what readers see. A group's telling words are a message, symptoms.GROUP.words; the first group with a
// word in the text takes it, and the last one takes the rest.
var symptomGroups = []string{"light", "owner", "password", "offline", "hangs", "anew"}

// gather lists each symptom once, those of many articles first.
func gather(l *language.Locale, articles []*article.Article) []page.Symptom {
	found := map[string]*page.Symptom{}
	for _, a := range articles {
		for _, text := range a.Symptoms {
			key := strings.ToLower(text)
			if found[key] == nil {
				found[key] = &page.Symptom{Text: l.Capital(text), Lang: Foreign(l, a.Language)}
			}
			found[key].Articles = append(found[key].Articles, page.Link{Title: a.Title, URL: l.Path(a.Path())})
		}
	}
	var list []page.Symptom
	for _, symptom := range found {
		list = append(list, *symptom)
	}
	slices.SortFunc(list, func(x, y page.Symptom) int {
		return cmp.Or(cmp.Compare(len(y.Articles), len(x.Articles)), strings.Compare(x.Text, y.Text))
	})
	return list
}

// groupOf finds a symptom's group by the words of the language that it is told in.
func groupOf(l *language.Locale, text string) int {
	text = strings.ToLower(text)
	last := len(symptomGroups) - 1
	for i, id := range symptomGroups[:last] {
		for word := range strings.SplitSeq(l.T("symptoms."+id+".words"), ", ") {
			if strings.Contains(text, word) {
				return i
			}
		}
	}
	return last
}

// Symptoms is the index of what readers see: each symptom leads to the articles that name it.
func (s Site) Symptoms() page.Symptoms {
	l := s.Locale
	v := page.Symptoms{Base: s.Base(l.T("symptoms.title"), "/symptoms")}
	v.Crumbs = crumbs(l, v.Title, "/symptoms")
	v.Description = l.T("symptoms.description")
	v.Groups = make([]page.SymptomGroup, len(symptomGroups))
	for i, id := range symptomGroups {
		v.Groups[i] = page.SymptomGroup{Title: l.T("symptoms." + id), ID: "p-" + id}
	}
	for _, symptom := range gather(l, s.Library.Articles) {
		g := &v.Groups[groupOf(s.LocaleOrSource(cmp.Or(symptom.Lang, l.Tag())), symptom.Text)]
		g.Symptoms = append(g.Symptoms, symptom)
	}
	v.Markdown = l.Path("/symptoms.md")
	return v
}
