package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/static"
	"pinhole/web/page"
)

// worker serves the script that keeps pages for times without a network. Its last line changes with the templates and the
// brands, so that browsers see that there is a new one.
func (s *Server) worker(w http.ResponseWriter, r *http.Request) error {
	script := static.NoWorker()
	if s.Offline {
		frame, err := s.renderOffline(r.Context(), s.Languages.Source())
		if err != nil {
			return err
		}
		sum := sha256.Sum256(frame)
		script = static.Worker() + "\n// Pages: " + hex.EncodeToString(sum[:5]) + "\n"
	}
	w.Header().Set("Cache-Control", "no-cache")
	return s.write(w, http.StatusOK, "text/javascript; charset=utf-8", []byte(script))
}

// offline tells what works without a network. The worker shows the same page in place of one that is not kept.
func (s *Server) offline(w http.ResponseWriter, r *http.Request) error {
	body, err := s.renderOffline(r.Context(), s.words(r))
	if err != nil {
		return err
	}
	return s.write(w, http.StatusOK, "text/html; charset=utf-8", body)
}

func (s *Server) renderOffline(ctx context.Context, l *language.Locale) ([]byte, error) {
	v := page.Offline{Base: s.base(l, l.T("offline.title"), "/offline"), On: s.Offline}
	v.Canonical, v.Private, v.Alternates = "", true, nil // what it shows is on the reader's device
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
	for _, b := range s.Library().Brands {
		if !b.General() {
			v.Brands = append(v.Brands, page.Option{Value: b.Slug, Text: b.Name})
		}
	}
	var body bytes.Buffer
	if err := page.OfflinePage(v).Render(ctx, &body); err != nil {
		return nil, fmt.Errorf("render a page: %w", err)
	}
	return body.Bytes(), nil
}

// keep is the address under which readers can keep a brand, or nothing where they cannot.
func (s *Server) keep(l *language.Locale, b *article.Brand) string {
	if !s.Offline {
		return ""
	}
	return l.Path(b.Path())
}

// What a browser needs to search and to find without a network: each article in few words, and what the finder's answers mean.
type (
	keptArticle struct {
		Path     string           `json:"path"`
		Title    string           `json:"title"`
		Language string           `json:"lang,omitempty"` // where it is not the library's
		Brand    string           `json:"brand"`
		Summary  string           `json:"summary"`
		Effects  string           `json:"effects,omitempty"`
		Devices  []article.Device `json:"devices"`
		Goal     article.Goal     `json:"goal"`
		Needs    []article.Need   `json:"needs,omitempty"` // of those that the finder asks about
		Cost     int              `json:"cost"`            // what it destroys, as a weight
		Models   []string         `json:"models,omitempty"`
		Symptoms []string         `json:"symptoms,omitempty"`
		General  bool             `json:"general,omitempty"` // about no brand: the finder leaves it out
	}
	keptLibrary struct {
		Articles []keptArticle               `json:"articles"`
		Names    map[string][]string         `json:"names"` // of each brand, by its slug
		Devices  map[string][]article.Device `json:"devices"`
		Goals    map[string][]article.Goal   `json:"goals"`
		Have     map[string][]article.Need   `json:"have"`
	}
)

func (s *Server) offlineLibrary(w http.ResponseWriter, r *http.Request) error {
	l, lib := s.localised(r)
	kept := keptLibrary{Names: map[string][]string{}, Devices: map[string][]article.Device{}, Goals: map[string][]article.Goal{}, Have: map[string][]article.Need{}}
	for _, b := range lib.Brands {
		kept.Names[b.Slug] = append([]string{b.Name}, b.Aliases...)
	}
	for _, d := range finderDevices {
		kept.Devices[d.value] = d.devices
	}
	for _, g := range finderGoals {
		kept.Goals[g.value] = g.goals
	}
	for _, b := range belongings {
		kept.Have[b.value] = b.needs
	}
	for _, a := range lib.Articles {
		kept.Articles = append(kept.Articles, keptOf(l, a))
	}
	body, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("write the library for times without a network: %w", err)
	}
	return s.write(w, http.StatusOK, "application/json", body)
}

func keptOf(l *language.Locale, a *article.Article) keptArticle {
	k := keptArticle{Path: l.Path(a.Path()), Title: a.Title, Language: foreign(l, a.Language), Brand: a.Brand.Name, Summary: a.Summary, Effects: effectsInShort(l, a),
		Devices: a.Devices, Goal: a.Goal, Needs: lacks(a, nil), Cost: destruction(a), Symptoms: a.Symptoms, General: a.Brand.General()}
	for _, m := range a.Models {
		k.Models = append(k.Models, m.Text)
	}
	return k
}
