package view

import (
	"cmp"
	"slices"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// symptomGroups are the groups of symptoms. A group's keywords are the message
// symptoms.GROUP.words; a symptom belongs to the first group with a keyword in the text, else to
// the last one.
var symptomGroups = []string{"light", "owner", "password", "offline", "hangs", "anew"}

// collectSymptoms returns each symptom once, those of most articles first.
func collectSymptoms(l *language.Locale, articles []*article.Article) []page.Symptom {
	symptoms := map[string]*page.Symptom{}
	for _, a := range articles {
		for _, text := range a.Symptoms {
			key := strings.ToLower(text)
			if symptoms[key] == nil {
				symptoms[key] = &page.Symptom{Text: l.Capital(text), Lang: Foreign(l, a.Language)}
			}
			symptoms[key].Articles = append(symptoms[key].Articles, page.Link{Title: a.Title, URL: l.Path(a.Path())})
		}
	}
	var list []page.Symptom
	for _, symptom := range symptoms {
		list = append(list, *symptom)
	}
	slices.SortFunc(list, func(x, y page.Symptom) int {
		return cmp.Or(cmp.Compare(len(y.Articles), len(x.Articles)), strings.Compare(x.Text, y.Text))
	})
	return list
}

// groupOf returns a symptom's group by the keywords of its language.
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

// Symptoms returns the index of symptoms, with the articles that name each.
func (s Site) Symptoms() page.Symptoms {
	l := s.Locale
	v := page.Symptoms{Base: s.Base(l.T("symptoms.title"), "/symptoms")}
	v.Crumbs = crumbs(l, v.Title, "/symptoms")
	v.Description = l.T("symptoms.description")
	v.Groups = make([]page.SymptomGroup, len(symptomGroups))
	for i, id := range symptomGroups {
		v.Groups[i] = page.SymptomGroup{Title: l.T("symptoms." + id), ID: "p-" + id}
	}
	for _, symptom := range collectSymptoms(l, s.Library.Articles) {
		g := &v.Groups[groupOf(s.LocaleOrSource(cmp.Or(symptom.Lang, l.Tag())), symptom.Text)]
		g.Symptoms = append(g.Symptoms, symptom)
	}
	v.Markdown = l.Path("/symptoms.md")
	return v
}
