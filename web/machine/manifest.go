package machine

import (
	"encoding/json"
	"fmt"
	"net/http"

	"pinhole/static"
	"pinhole/web/respond"
	"pinhole/web/view"
)

type manifestIcon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
}

type manifestShortcut struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type manifest struct {
	ID         string             `json:"id"`
	Name       string             `json:"name"`
	ShortName  string             `json:"short_name"`
	About      string             `json:"description"`
	Language   string             `json:"lang"`
	Start      string             `json:"start_url"`
	Scope      string             `json:"scope"`
	Display    string             `json:"display"`
	Background string             `json:"background_color"`
	Theme      string             `json:"theme_color"`
	Icons      []manifestIcon     `json:"icons"`
	Shortcuts  []manifestShortcut `json:"shortcuts"`
}

// manifest serves the web app manifest, for installing the site as an app.
func (m *Machine) manifest(w http.ResponseWriter, r *http.Request) error {
	l, site := m.Settings.Locales.Source(), view.LibraryOf(r.Context()).Site
	v := manifest{
		ID: "/", Name: site.Name, ShortName: site.Name, About: site.Tagline, Language: l.Tag(),
		Start: "/", Scope: "/", Display: "standalone", Background: "#fbf5ea", Theme: "#fbf5ea",
		Icons: []manifestIcon{
			{Src: static.URL("icons/pinhole.svg"), Sizes: "any", Type: "image/svg+xml"},
			{Src: static.URL("icons/pinhole-192.png"), Sizes: "192x192", Type: "image/png"},
			{Src: static.URL("icons/pinhole-512.png"), Sizes: "512x512", Type: "image/png"},
			{Src: static.URL("icons/maskable-512.png"), Sizes: "512x512", Type: "image/png", Purpose: "maskable"},
		},
		Shortcuts: []manifestShortcut{{Name: l.T("find.title"), URL: "/find"}, {Name: l.T("search.title"), URL: "/search"}},
	}
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	respond.Write(w, http.StatusOK, "application/manifest+json", body)
	return nil
}
