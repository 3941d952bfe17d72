package view

import (
	"cmp"
	"slices"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// collectSymptoms returns each symptom of a group once, those of most articles first.
func collectSymptoms(l *language.Locale, articles []*article.Article, group article.SymptomGroup) []page.Symptom {
	symptoms := map[string]*page.Symptom{}
	for _, a := range articles {
		for _, s := range a.Symptoms {
			if s.Group != group {
				continue
			}
			key := strings.ToLower(s.Text)
			if symptoms[key] == nil {
				symptoms[key] = &page.Symptom{Text: l.Capital(s.Text), Lang: Foreign(l, a.Language)}
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

// Symptoms returns the index of symptoms, with the articles that name each.
func (s Site) Symptoms() page.Symptoms {
	l := s.Locale
	v := page.Symptoms{Base: s.Base(l.T("symptoms.title"), "/symptoms")}
	v.Crumbs = crumbs(l, v.Title, "/symptoms")
	v.Description = l.T("symptoms.description")
	for _, group := range article.SymptomGroups {
		if symptoms := collectSymptoms(l, s.Library.Articles, group); len(symptoms) > 0 {
			v.Groups = append(v.Groups, page.SymptomGroup{Title: l.T("symptoms." + string(group)), ID: "p-" + string(group), Symptoms: symptoms})
		}
	}
	v.Markdown = l.Path("/symptoms.md")
	return v
}
