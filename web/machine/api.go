package machine

import (
	_ "embed" // of openapi.json
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/internal/search"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// Limits of a list's page.
const (
	apiLimit    = 100
	maxAPILimit = 500
)

// forPrograms allows scripts of other sites to read responses, and makes errors JSON whatever was
// accepted.
func forPrograms(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			w.Header().Set("Access-Control-Allow-Origin", "*")
			w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
		}
		r.Header.Set("Accept", "application/json")
		next.ServeHTTP(w, r)
	})
}

type apiEffect struct {
	State string `json:"state"`
	Note  string `json:"note,omitempty"`
}

// apiSummary is an article in a list.
type apiSummary struct {
	ID         string               `json:"id"`
	Language   string               `json:"language"`
	URL        string               `json:"url"`
	Markdown   string               `json:"markdown"`
	Title      string               `json:"title"`
	Summary    string               `json:"summary"`
	Brand      string               `json:"brand"`
	Devices    []article.Device     `json:"devices"`
	Models     []string             `json:"models"`
	Goal       article.Goal         `json:"goal"`
	Method     article.Method       `json:"method,omitempty"`
	Needs      []article.Need       `json:"needs"`
	Minutes    int                  `json:"minutes,omitempty"`
	Effects    map[string]apiEffect `json:"effects"`
	Confidence article.Confidence   `json:"confidence"`
	Checked    string               `json:"checked,omitempty"`
	Revision   string               `json:"revision"`
}

type (
	apiStep struct {
		Anchor string   `json:"anchor"`
		Number int      `json:"number"`
		Text   string   `json:"text"`
		Holds  []int    `json:"holds,omitempty"`
		Cues   []string `json:"cues,omitempty"`
	}
	apiProcedure struct {
		Title string         `json:"title"`
		For   string         `json:"for,omitempty"`
		Needs []article.Need `json:"needs,omitempty"`
		Steps []apiStep      `json:"steps"`
	}
	apiSource struct {
		Title     string `json:"title"`
		Publisher string `json:"publisher,omitempty"`
		URL       string `json:"url,omitempty"`
		Kind      string `json:"kind"`
		Checked   string `json:"checked"`
	}
	apiEvidence struct {
		Helpful int    `json:"helpful"`
		Answers int    `json:"answers"`
		Older   string `json:"older_revision_since,omitempty"`
	}
	apiDetail struct {
		apiSummary
		Procedures []apiProcedure `json:"procedures"`
		Sources    []apiSource    `json:"sources"`
		Languages  []string       `json:"languages"`
		Evidence   *apiEvidence   `json:"evidence,omitempty"`
	}
	apiLink struct {
		Title string `json:"title"`
		URL   string `json:"url"`
	}
	apiPhone struct {
		Number string `json:"number"`
		Note   string `json:"note,omitempty"`
	}
	apiBrandView struct {
		Slug      string     `json:"slug"`
		Name      string     `json:"name"`
		Aliases   []string   `json:"aliases"`
		URL       string     `json:"url"`
		Articles  int        `json:"articles"`
		Phones    []apiPhone `json:"phones"`
		Links     []apiLink  `json:"links"`
		HaveReady []string   `json:"have_ready"`
	}
)

func (m *Machine) apiSummary(a *article.Article) apiSummary {
	v := apiSummary{
		ID: a.ID, Language: a.Language, URL: m.Settings.Origin + a.Path(), Markdown: m.Settings.Origin + a.Path() + ".md", Title: a.Title, Summary: a.Summary,
		Brand: a.Brand.Slug, Devices: nonNil(a.Devices), Models: []string{}, Goal: a.Goal, Method: a.Method, Needs: nonNil(a.Needs), Minutes: a.Minutes,
		Effects: map[string]apiEffect{}, Confidence: a.Confidence, Checked: dateOnly(a.Checked()), Revision: a.Revision,
	}
	for _, m := range a.Models {
		v.Models = append(v.Models, m.Text)
	}
	for _, key := range article.EffectKeys {
		if e := a.Effects.Get(key); e.State != "" {
			v.Effects[key] = apiEffect{string(e.State), e.Note}
		}
	}
	return v
}

// nonNil returns an empty slice for nil, so that JSON has [] instead of null.
func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func dateOnly(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func (m *Machine) apiArticles(w http.ResponseWriter, r *http.Request) error {
	q, lib := r.URL.Query(), view.LibraryOf(r.Context())
	start, limit, err := listBounds(q)
	if err != nil {
		return err
	}
	list := []apiSummary{}
	next := ""
	for at, a := range lib.Articles {
		if at < start || !fits(q, a) {
			continue
		}
		if len(list) == limit {
			next = strconv.Itoa(at)
			break
		}
		if t, ok := lib.Translation(a, q.Get("language")); ok {
			a = t
		}
		list = append(list, m.apiSummary(a))
	}
	return respond.JSON(w, struct {
		Articles []apiSummary `json:"articles"`
		Next     string       `json:"next,omitempty"`
	}{list, next})
}

// listBounds parses the offset and limit of a list's page.
func listBounds(q url.Values) (start, limit int, err error) {
	limit = apiLimit
	if given := q.Get("cursor"); given != "" {
		if start, err = strconv.Atoi(given); err != nil || start < 0 {
			return 0, 0, respond.Refuse(http.StatusBadRequest, "refusal.api-cursor")
		}
	}
	if given := q.Get("limit"); given != "" {
		if limit, err = strconv.Atoi(given); err != nil || limit < 1 || limit > maxAPILimit {
			return 0, 0, respond.Refuse(http.StatusBadRequest, "refusal.api-limit")
		}
	}
	return start, limit, nil
}

func fits(q url.Values, a *article.Article) bool {
	has := func(name string, matches func(string) bool) bool { return q.Get(name) == "" || matches(q.Get(name)) }
	return has("brand", func(v string) bool { return a.Brand.Slug == v }) &&
		has("goal", func(v string) bool { return string(a.Goal) == v }) &&
		has("model", func(v string) bool { matches, _ := a.Matches(v); return matches }) &&
		has("device", func(v string) bool { return slices.Contains(a.Devices, article.Device(v)) })
}

func (m *Machine) apiArticle(w http.ResponseWriter, r *http.Request) error {
	lib := view.LibraryOf(r.Context())
	a, ok := lib.ArticleByID(chi.URLParam(r, "id"))
	if !ok {
		return respond.Refuse(http.StatusNotFound, "refusal.api-article")
	}
	v := apiDetail{Procedures: []apiProcedure{}, Sources: []apiSource{}, Languages: []string{}}
	for _, tag := range lib.Languages() {
		if t, ok := lib.Translation(a, tag); ok && t.Language == tag {
			v.Languages = append(v.Languages, tag)
		}
	}
	if t, ok := lib.Translation(a, r.URL.Query().Get("language")); ok {
		a = t
	}
	v.apiSummary = m.apiSummary(a)
	for _, section := range a.Body().Sections {
		if section.Kind == article.StepsSection {
			v.Procedures = append(v.Procedures, apiSteps(m.Settings.LocaleOrSource(a.Language), section, a.Way(section.ID)))
		}
	}
	for _, x := range a.Sources {
		v.Sources = append(v.Sources, apiSource{x.Title, x.Publisher, x.URL, string(x.Kind), dateOnly(x.Checked)})
	}
	if e, ok := m.Settings.Evidence(a.ID, a.Language, a.Revision); ok {
		v.Evidence = &apiEvidence{e.Helpful, e.Answers, dateOnly(e.Older)}
	}
	return respond.JSON(w, v)
}

func apiSteps(l *language.Locale, section article.Section, way article.Way) apiProcedure {
	v := apiProcedure{Title: view.StepsTitle(l, section.Title), For: way.For, Needs: way.Needs, Steps: []apiStep{}}
	for _, step := range section.Steps {
		one := apiStep{Anchor: step.Anchor, Number: step.Number, Text: step.Text, Cues: step.Cues}
		for _, hold := range step.Holds {
			one.Holds = append(one.Holds, int(hold.Seconds()))
		}
		v.Steps = append(v.Steps, one)
	}
	return v
}

func (m *Machine) apiBrandView(lib *article.Library, b *article.Brand) apiBrandView {
	v := apiBrandView{
		Slug: b.Slug, Name: b.Name, Aliases: nonNil(b.Aliases), URL: m.Settings.Origin + b.Path(), Articles: len(lib.InBrand(b.Slug)),
		Phones: []apiPhone{}, Links: []apiLink{}, HaveReady: nonNil(b.Support.HaveReady),
	}
	for _, p := range b.Support.Phones {
		v.Phones = append(v.Phones, apiPhone{p.Number, p.Note})
	}
	for _, l := range b.Support.Links {
		v.Links = append(v.Links, apiLink{l.Title, l.URL})
	}
	return v
}

func (m *Machine) apiBrands(w http.ResponseWriter, r *http.Request) error {
	lib := view.LibraryOf(r.Context())
	list := []apiBrandView{}
	for _, b := range lib.Brands {
		list = append(list, m.apiBrandView(lib, b))
	}
	return respond.JSON(w, map[string][]apiBrandView{"brands": list})
}

func (m *Machine) apiBrand(w http.ResponseWriter, r *http.Request) error {
	lib := view.LibraryOf(r.Context())
	b, ok := lib.Brand(strings.ToLower(chi.URLParam(r, "slug")))
	if !ok {
		return respond.Refuse(http.StatusNotFound, "refusal.api-brand")
	}
	return respond.JSON(w, m.apiBrandView(lib, b))
}

// apiSearch returns the results of /search. Searches by programs are not counted.
func (m *Machine) apiSearch(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	l := m.Settings.LocaleOrSource(q.Get("language"))
	start, limit, err := listBounds(q)
	if err != nil {
		return err
	}
	results, err := m.Index.Search(r.Context(), l.Tag(), search.Query{
		Text: view.SearchText(q.Get("q")), Brand: q.Get("brand"), Device: article.Device(q.Get("device")), Goal: article.Goal(q.Get("goal")),
		Offset: min(start, maxAPIOffset), Limit: min(limit, search.MaxLimit),
	})
	if err != nil {
		return err
	}
	type hit struct {
		Article apiSummary `json:"article"`
		Passage string     `json:"passage"`
	}
	hits := []hit{}
	for _, h := range results.Hits {
		var passage strings.Builder
		for _, f := range h.Passage {
			passage.WriteString(f.Text)
		}
		hits = append(hits, hit{m.apiSummary(h.Article), passage.String()})
	}
	return respond.JSON(w, struct {
		Total      int        `json:"total"`
		DidYouMean string     `json:"did_you_mean,omitempty"`
		Device     *apiDevice `json:"device,omitempty"`
		Hits       []hit      `json:"hits"`
	}{results.Total, results.DidYouMean, deviceOf(results), hits})
}

// apiDevice is what a search says about a device.
type apiDevice struct {
	Label    string           `json:"label,omitempty"`
	Brand    string           `json:"brand,omitempty"`
	Slug     string           `json:"slug,omitempty"`
	Devices  []article.Device `json:"devices"`
	Inferred bool             `json:"inferred"`
}

func deviceOf(r search.Results) *apiDevice {
	d := r.Device
	if d == nil {
		return nil
	}
	v := &apiDevice{Label: d.Label, Devices: nonNil(d.Devices), Inferred: d.Label != "" && len(d.Named) == 0}
	switch {
	case d.Brand != nil:
		v.Brand, v.Slug = d.Brand.Name, d.Brand.Slug
	case d.Other != nil:
		v.Brand = d.Other.Name
	}
	return v
}

// maxAPIOffset is the largest offset of a search's results.
const maxAPIOffset = 10_000

//go:embed openapi.json
var openAPI []byte

// openAPI serves the description of the API.
func (m *Machine) openAPI(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
	respond.Write(w, http.StatusOK, "application/json", openAPI)
	return nil
}
