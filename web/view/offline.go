package view

import (
	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// keepPath returns the address at which readers can save a brand for reading offline, or "".
func (s Site) keepPath(b *article.Brand) string {
	if !s.Offline {
		return ""
	}
	return s.Locale.Path(b.Path())
}

// OfflinePage returns the page about reading offline.
func (s Site) OfflinePage() page.Offline {
	l := s.Locale
	v := page.Offline{Base: s.Base(l.T("offline.title"), "/offline"), On: s.Offline}
	v.Canonical, v.Private, v.Alternates = "", true, nil // its content is on the reader's device
	v.Crumbs = crumbs(l, v.Title, "/offline")
	for _, d := range finderDevices {
		v.Devices = append(v.Devices, page.Option{Value: d.value, Text: l.T("find.device." + d.value)})
	}
	for _, g := range finderGoals {
		v.Goals = append(v.Goals, page.Option{Value: g.value, Text: l.T("find.goal." + g.value)})
	}
	for _, b := range belongings {
		v.Have = append(v.Have, page.Option{Value: b.value, Text: l.T("find.have." + b.value)})
	}
	for _, b := range s.Library.Brands {
		if !b.General() {
			v.Brands = append(v.Brands, page.Option{Value: b.Slug, Text: b.Name})
		}
	}
	return v
}

// OfflineLibrary is the data for search and the finder in a browser without a network: a summary of
// each article, and the meaning of the finder's answers.
type OfflineLibrary struct {
	Articles []OfflineArticle            `json:"articles"`
	Names    map[string][]string         `json:"names"` // of each brand, by its slug
	Devices  map[string][]article.Device `json:"devices"`
	Goals    map[string][]article.Goal   `json:"goals"`
	Have     map[string][]article.Need   `json:"have"`
}

// OfflineArticle is an article of an [OfflineLibrary].
type OfflineArticle struct {
	Path     string           `json:"path"`
	Title    string           `json:"title"`
	Language string           `json:"lang,omitempty"` // if it is not the library's
	Brand    string           `json:"brand"`
	Summary  string           `json:"summary"`
	Effects  string           `json:"effects,omitempty"`
	Devices  []article.Device `json:"devices"`
	Goal     article.Goal     `json:"goal"`
	Needs    []article.Need   `json:"needs,omitempty"` // of those that the finder asks about
	Cost     int              `json:"cost"`            // what it destroys, as a weight
	Models   []string         `json:"models,omitempty"`
	Symptoms []string         `json:"symptoms,omitempty"`
	General  bool             `json:"general,omitempty"` // of no brand: skipped by the finder
}

// OfflineLibrary returns all articles of the library.
func (s Site) OfflineLibrary() OfflineLibrary {
	v := OfflineLibrary{Names: map[string][]string{}, Devices: map[string][]article.Device{}, Goals: map[string][]article.Goal{}, Have: map[string][]article.Need{}}
	for _, b := range s.Library.Brands {
		v.Names[b.Slug] = append([]string{b.Name}, b.Aliases...)
	}
	for _, d := range finderDevices {
		v.Devices[d.value] = d.devices
	}
	for _, g := range finderGoals {
		v.Goals[g.value] = g.goals
	}
	for _, b := range belongings {
		v.Have[b.value] = b.needs
	}
	for _, a := range s.Library.Articles {
		v.Articles = append(v.Articles, offlineArticle(s.Locale, a))
	}
	return v
}

func offlineArticle(l *language.Locale, a *article.Article) OfflineArticle {
	v := OfflineArticle{Path: l.Path(a.Path()), Title: a.Title, Language: Foreign(l, a.Language), Brand: a.Brand.Name, Summary: a.Summary, Effects: effectsInShort(l, a),
		Devices: a.Devices, Goal: a.Goal, Needs: notForAll(a), Cost: a.Destruction(), Symptoms: a.SymptomTexts(), General: a.Brand.General()}
	for _, m := range a.Models {
		v.Models = append(v.Models, m.Text)
	}
	return v
}
