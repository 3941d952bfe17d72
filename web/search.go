package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/clientip"
	"pinhole/internal/language"
	"pinhole/internal/search"
	"pinhole/internal/site"
	"pinhole/web/page"
)

// Searches counts what readers look for: the words and the number of results for each day, never who looked.
type Searches interface {
	// CountSearch notes one search. It must not wait: a reader is waiting for the results.
	// The address bounds how many different texts somebody can have stored; it must not be stored itself.
	CountSearch(from netip.Addr, text string, results int)
	// ReportMissing notes, durably, that a reader says that something is missing.
	ReportMissing(ctx context.Context, from netip.Addr, text string) error
}

// Index finds articles. Its errors mean that it cannot answer now.
type Index interface {
	Search(context.Context, search.Query) (search.Results, error)
	Suggest(ctx context.Context, language, text string, limit int) ([]search.Suggestion, error)
}

const (
	hitsOnPage   = 10
	suggestions  = 8
	maxSearchURL = 2000 // bytes of the field that are looked at; the index cuts far below
)

// search answers the one field. The text is bounded and cleaned by the index; nothing of it is trusted here.
func (s *Server) search(w http.ResponseWriter, r *http.Request) error {
	l, lib := s.localised(r)
	q := r.URL.Query()
	text := typed(q.Get("q"))
	v := page.Search{Base: s.base(l, l.T("search.title"), "/search"), Text: text, Told: q.Get("told") == "1"}
	v.Crumbs = crumbs(l, v.Title, "/search")
	keepQuery(&v.Base, q)
	query := search.Query{
		Text: text, Brand: q.Get("brand"), Device: article.Device(q.Get("device")), Goal: article.Goal(q.Get("goal")),
		Offset: offset(q), Limit: hitsOnPage, Language: l.Tag(), Library: lib,
	}
	if text == "" && query.Brand == "" && query.Device == "" && query.Goal == "" {
		return s.render(w, r, http.StatusOK, page.SearchPage(v))
	}
	results, err := s.Index.Search(r.Context(), query)
	if r.Context().Err() != nil {
		return r.Context().Err()
	}
	if err != nil {
		if !errors.Is(err, site.ErrNoIndex) {
			s.Logger.Error("a search failed", "error", err)
		}
		v.Failed = true
		w.Header().Set("Cache-Control", "no-store")
		return s.render(w, r, http.StatusServiceUnavailable, page.SearchPage(v))
	}
	s.showResults(l, &v, lib, q, query, results)
	if r.Method == http.MethodGet && query.Offset == 0 && text != "" && !robot(r) {
		s.Searches.CountSearch(clientip.From(r.Context()), s.secrets.of(lib).Redact(search.Normalise(text)), results.Total)
	}
	return s.render(w, r, http.StatusOK, page.SearchPage(v))
}

// typed bounds a search text before anything else looks at it.
func typed(text string) string {
	text = strings.ToValidUTF8(text[:min(len(text), maxSearchURL)], "")
	runes := []rune(strings.TrimSpace(strings.Join(strings.Fields(strings.Map(printable, text)), " ")))
	return string(runes[:min(len(runes), search.MaxText)])
}

func printable(r rune) rune {
	if r < ' ' || r == 0x7f {
		return ' '
	}
	return r
}

func offset(q url.Values) int {
	page, err := strconv.Atoi(q.Get("page"))
	if err != nil || page < 2 || page > 1000 {
		return 0
	}
	return (page - 1) * hitsOnPage
}

func (s *Server) showResults(l *language.Locale, v *page.Search, lib *article.Library, q url.Values, query search.Query, results search.Results) {
	v.Total, v.DidYouMean = results.Total, results.DidYouMean
	for _, h := range results.Hits {
		hit := page.SearchHit{Card: card(l, h.Article, true), Goal: goalInShort(l, h.Article.Goal)}
		if id, ok := modelWords[h.ModelMatch]; ok {
			hit.Model = l.T(id)
		}
		for _, f := range h.Passage {
			hit.Passage = append(hit.Passage, page.Fragment{Text: f.Text, Mark: f.Mark})
		}
		v.Hits = append(v.Hits, hit)
	}
	v.Filters = filters(l, q, results.Facets)
	number := query.Offset/hitsOnPage + 1
	if number > 1 {
		v.Prev = searchPath(l, q, "page", strconv.Itoa(number-1))
	}
	if number*hitsOnPage < results.Total {
		v.Next = searchPath(l, q, "page", strconv.Itoa(number+1))
	}
	if results.Brand != nil {
		v.Brand = &page.SearchBrand{Name: results.Brand.Name, Path: l.Path(results.Brand.Path()), Support: s.support(l, lib, results.Brand, nil)}
	}
}

var modelWords = map[search.ModelMatch]string{
	search.ExactModel: "search.model.exact", search.PrefixModel: "search.model.prefix", search.PatternModel: "search.model.series",
	search.NearModel: "search.model.near",
}

// filters offers each facet that would narrow the list, or is in use.
func filters(l *language.Locale, q url.Values, f search.Facets) []page.Filter {
	brands := facet(l, q, "brand", l.T("find.brand"), f.Brands, func(b *article.Brand) (string, string) { return b.Slug, b.Name })
	devices := facet(l, q, "device", l.T("coverage.device"), f.Devices, func(d article.Device) (string, string) { return string(d), deviceWord(l, d) })
	goals := facet(l, q, "goal", l.T("search.goal"), f.Goals, func(g article.Goal) (string, string) { return string(g), goalInShort(l, g) })
	return slices.Concat(brands, devices, goals)
}

func facet[T any](l *language.Locale, q url.Values, name, title string, counts []search.Count[T], words func(T) (value, text string)) []page.Filter {
	f := page.Filter{Title: title}
	for _, c := range counts {
		value, text := words(c.Value)
		o := page.FilterOption{Text: text, Count: c.Hits, Chosen: q.Get(name) == value}
		if o.Chosen {
			value = ""
			f.Title = title + ": " + text
		}
		o.Path = searchPath(l, q, name, value)
		f.Options = append(f.Options, o)
	}
	if len(f.Options) < 2 && q.Get(name) == "" {
		return nil
	}
	return []page.Filter{f}
}

// searchPath is the address of the same search with one thing changed.
func searchPath(l *language.Locale, q url.Values, name, value string) string {
	next := url.Values{}
	for _, known := range []string{"q", "brand", "device", "goal"} {
		if q.Get(known) != "" {
			next.Set(known, q.Get(known))
		}
	}
	next.Set(name, value)
	if value == "" {
		next.Del(name)
	}
	return l.Path("/search?" + next.Encode())
}

// robot says whether a program that names itself as such asks: its searches say nothing about readers.
func robot(r *http.Request) bool {
	agent := strings.ToLower(r.UserAgent())
	return agent == "" || slices.ContainsFunc([]string{"bot", "crawl", "spider", "slurp", "preview", "monitor", "curl/", "wget/"},
		func(sign string) bool { return strings.Contains(agent, sign) })
}

// reportMissing takes the one tap that says that something is missing.
func (s *Server) reportMissing(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	text := typed(form.Get("q"))
	if text == "" {
		return refuse(http.StatusUnprocessableEntity, "refusal.nothing-typed")
	}
	if err := s.Searches.ReportMissing(r.Context(), clientip.From(r.Context()), s.secrets.of(s.Library()).Redact(search.Normalise(text))); err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, s.words(r).Path("/search?"+url.Values{"q": {text}, "told": {"1"}}.Encode()), http.StatusSeeOther)
	return nil
}

// suggest answers while a reader types. What is typed so far is not counted.
func (s *Server) suggest(w http.ResponseWriter, r *http.Request) error {
	l := s.spoken(r.URL.Query().Get("language"))
	list, err := s.Index.Suggest(r.Context(), l.Tag(), typed(r.URL.Query().Get("q")), suggestions)
	if err != nil {
		return &refusal{status: http.StatusServiceUnavailable, retry: 1, quiet: errors.Is(err, site.ErrNoIndex), cause: err, message: "refusal.no-suggestions"}
	}
	type suggestion struct {
		Kind  string `json:"kind"`
		Label string `json:"label"`
		URL   string `json:"url"`
		Brand string `json:"brand,omitempty"`
	}
	answer := struct {
		Suggestions []suggestion `json:"suggestions"`
	}{Suggestions: []suggestion{}}
	for _, x := range list {
		one := suggestion{Kind: string(x.Kind), Label: x.Label, URL: l.Path(x.Path)}
		if x.Brand != nil && x.Kind == search.ModelKind {
			one.Brand = x.Brand.Name
		}
		answer.Suggestions = append(answer.Suggestions, one)
	}
	body, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	return s.write(w, http.StatusOK, "application/json", body)
}
