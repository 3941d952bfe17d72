package reader

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/clientip"
	"pinhole/internal/search"
	"pinhole/web/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

func offset(q url.Values) int {
	page, err := strconv.Atoi(q.Get("page"))
	if err != nil || page < 2 || page > 1000 {
		return 0
	}
	return (page - 1) * hitsOnPage
}

// robot reports whether the client identifies itself as a robot, whose searches are not counted.
func robot(r *http.Request) bool {
	agent := strings.ToLower(r.UserAgent())
	return agent == "" || slices.ContainsFunc([]string{"bot", "crawl", "spider", "slurp", "preview", "monitor", "curl/", "wget/"},
		func(sign string) bool { return strings.Contains(agent, sign) })
}

const hitsOnPage = 10

// search serves the results of a search. The index bounds and cleans the text, which is untrusted.
func (p *Reader) search(w http.ResponseWriter, r *http.Request) error {
	site, q := p.site(r), view.SearchQuery(r.URL.Query())
	text, v := q.Get("q"), site.Search(q)
	query := search.Query{
		Text: text, Brand: q.Get("brand"), Device: article.Device(q.Get("device")), Goal: article.Goal(q.Get("goal")),
		Offset: offset(q), Limit: hitsOnPage,
	}
	if text == "" && query.Brand == "" && query.Device == "" && query.Goal == "" {
		return respond.Render(w, r, http.StatusOK, page.SearchPage(v))
	}
	results, err := p.Index.Search(r.Context(), site.Locale.Tag(), query)
	if err != nil {
		return err
	}
	site.SearchResults(&v, q, query, results)
	if r.Method == http.MethodGet && query.Offset == 0 && text != "" && !robot(r) {
		p.Searches.CountSearch(clientip.From(r.Context()), p.Redact(view.LibraryOf(r.Context()), search.Normalise(text)), results.Total)
	}
	return respond.Render(w, r, http.StatusOK, page.SearchPage(v))
}

// reportMissing handles the button that reports missing results.
func (p *Reader) reportMissing(w http.ResponseWriter, r *http.Request) error {
	form, err := respond.ReadForm(r)
	if err != nil {
		return err
	}
	text := view.SearchText(form.Get("q"))
	if text == "" {
		return respond.Refuse(http.StatusUnprocessableEntity, "refusal.nothing-typed")
	}
	if err := p.Searches.ReportMissing(r.Context(), clientip.From(r.Context()), p.Redact(view.LibraryOf(r.Context()), search.Normalise(text))); err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, p.site(r).Locale.Path("/search?"+url.Values{"q": {text}, "told": {"1"}}.Encode()), http.StatusSeeOther)
	return nil
}
