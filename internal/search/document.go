package search

import (
	"hash/maphash"
	"strings"

	"pinhole/internal/article"
)

// field is a part of an article that is indexed apart, because a word counts more in one than in another.
type field struct {
	name   string
	weight float64
	usual  float64 // how many words it usually has; in a longer one each word counts less. 0: a list, in which a word counts once
	text   func(*article.Article) []string
}

// fields are in the order of their weight. The figures were found with the table of searches in testdata.
var fields = []field{
	{"title", 8, 9, func(a *article.Article) []string { return []string{a.Title} }},
	{"models", 3, 0, modelTexts},
	{"brand", 4, 0, brandTexts},
	{"symptoms", 3, 18, func(a *article.Article) []string { return a.Symptoms }},
	{"summary", 2.5, 22, func(a *article.Article) []string { return []string{a.Summary} }},
	{"facts", 2.5, 8, factTexts},
	{"headings", 1.5, 12, headingTexts},
	{"steps", 1, 90, stepTexts},
	{"body", 0.6, 250, bodyTexts},
}

func modelTexts(a *article.Article) []string {
	list := make([]string, len(a.Models))
	for i, m := range a.Models {
		list[i] = m.Text
	}
	return list
}

func brandTexts(a *article.Article) []string {
	if a.Brand.General() {
		return nil // nobody looks for its name
	}
	return namesOf(a.Brand)
}

// factTexts are the front matter's own words for devices, goal and method: "ip-camera" is found by "ip camera".
func factTexts(a *article.Article) []string {
	list := []string{string(a.Goal), string(a.Method)}
	if a.Brand.General() {
		return list // it names every device
	}
	for _, d := range a.Devices {
		list = append(list, string(d))
	}
	return list
}

func headingTexts(a *article.Article) []string {
	var list []string
	for _, s := range a.Body().Sections {
		list = append(list, s.Title)
	}
	return list
}

func stepTexts(a *article.Article) []string {
	var list []string
	for _, s := range a.Steps() {
		list = append(list, s.Text)
	}
	return list
}

// bodyTexts are all sections without the steps.
func bodyTexts(a *article.Article) []string {
	var list []string
	for _, s := range a.Body().Sections {
		if s.Kind != article.StepsSection {
			list = append(list, s.Text)
		}
	}
	return list
}

var seed = maphash.MakeSeed()

// fingerprint tells whether an article must be indexed anew. The revision stands for title, summary and body.
func fingerprint(a *article.Article) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, list := range [][]string{{a.ID, a.Revision}, modelTexts(a), brandTexts(a), factTexts(a), a.Symptoms} {
		h.WriteString(strings.Join(list, "\x00"))
		h.WriteByte(1)
	}
	return h.Sum64()
}
