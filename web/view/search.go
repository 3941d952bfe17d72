package view

import (
	"net/url"
	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/internal/search"
	"pinhole/web/page"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// SearchResults adds the results to the page of a search. q is the query of the address as
// [SearchQuery] returns it.
func (s Site) SearchResults(v *page.Search, q url.Values, query search.Query, results search.Results) {
	l := s.Locale
	v.Total, v.DidYouMean = results.Total, results.DidYouMean
	hits := results.Hits
	if query.Offset == 0 {
		var shown []*article.Article
		v.Device, shown = DeviceCard(s, results, query.Text)
		hits = withoutShown(hits, shown)
	}
	for _, h := range hits {
		hit := page.SearchHit{Card: Card(l, h.Article, true)}
		if id, ok := modelWords[h.ModelMatch]; ok {
			hit.Model = l.T(id)
		}
		v.Hits = append(v.Hits, hit)
	}
	v.Filters = filters(l, q, results.Facets)
	v.Chips = chips(v.Filters)
	number := query.Offset/query.Limit + 1
	if number > 1 {
		v.Prev = searchPath(l, q, "page", strconv.Itoa(number-1))
	}
	if number*query.Limit < results.Total {
		v.Next = searchPath(l, q, "page", strconv.Itoa(number+1))
	}
	if results.Brand != nil {
		v.Brand = &page.SearchBrand{Name: results.Brand.Name, Path: l.Path(results.Brand.Path()), Support: s.support(results.Brand, nil)}
	}
}

var modelWords = map[search.ModelMatch]string{
	search.ExactModel: "search.model.exact", search.PrefixModel: "search.model.prefix", search.PatternModel: "search.model.series",
	search.NearModel: "search.model.near",
}

// filters returns the facets that would narrow the list or are in use.
func filters(l *language.Locale, q url.Values, f search.Facets) []page.Filter {
	brands := facet(l, q, "brand", l.T("find.brand"), f.Brands, func(b *article.Brand) (string, string) { return b.Slug, b.Name })
	devices := facet(l, q, "device", l.T("coverage.device"), f.Devices, func(d article.Device) (string, string) { return string(d), DeviceWord(l, d) })
	goals := facet(l, q, "goal", l.T("search.goal"), f.Goals, func(g article.Goal) (string, string) { return string(g), GoalWord(l, g) })
	return slices.Concat(brands, devices, goals)
}

// chipsOfFilter is how many options of a filter are chips at once.
const chipsOfFilter = 2

// chips returns, of each filter but the brands, the option that is in use, or the first ones; the
// brand only where it is in use.
func chips(filters []page.Filter) []page.FilterOption {
	var list []page.FilterOption
	for _, f := range filters {
		at := slices.IndexFunc(f.Options, func(o page.FilterOption) bool { return o.Chosen })
		switch {
		case at >= 0:
			list = append(list, f.Options[at])
		case f.Name != "brand":
			list = append(list, f.Options[:min(chipsOfFilter, len(f.Options))]...)
		}
	}
	return list
}

func facet[T any](l *language.Locale, q url.Values, name, title string, counts []search.Count[T], words func(T) (value, text string)) []page.Filter {
	f := page.Filter{Name: name, Title: title}
	for _, c := range counts {
		value, text := words(c.Value)
		o := page.FilterOption{Text: text, Count: c.Hits, Chosen: q.Get(name) == value}
		if o.Chosen {
			value = ""
		}
		o.Path = searchPath(l, q, name, value)
		f.Options = append(f.Options, o)
	}
	if len(f.Options) < 2 && q.Get(name) == "" {
		return nil
	}
	return []page.Filter{f}
}

// searchPath returns the address of the same search with one parameter changed.
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

// Search returns the page of a search without results. q is the query of the address as
// [SearchQuery] returns it.
func (s Site) Search(q url.Values) page.Search {
	v := page.Search{Base: s.Base(s.Locale.T("search.title"), "/search"), Text: q.Get("q"), Told: q.Get("told") == "1"}
	v.Crumbs = crumbs(s.Locale, v.Title, "/search")
	keepQuery(&v.Base, q)
	v.Situations = situations(s)
	return v
}

const maxSearchURL = 2000 // bytes of the field that are used; the index cuts far below

// SearchText bounds and cleans a search text as typed.
func SearchText(typed string) string {
	typed = strings.ToValidUTF8(typed[:min(len(typed), maxSearchURL)], "")
	runes := []rune(strings.TrimSpace(strings.Join(strings.Fields(strings.Map(printable, typed)), " ")))
	return string(runes[:min(len(runes), search.MaxText)])
}

// SearchQuery returns the parameters of a search that an address has, bounded and cleaned: each link
// of the page repeats them.
func SearchQuery(q url.Values) url.Values {
	known := url.Values{}
	for _, name := range []string{"q", "brand", "device", "goal", "page", "told"} {
		if value := SearchText(q.Get(name)); value != "" {
			known.Set(name, value)
		}
	}
	return known
}

// PathText returns the words of an address without its language, as a search for what it may have
// led to.
func PathText(path string) string {
	words := strings.FieldsFunc(path, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return SearchText(strings.Join(words, " "))
}

func printable(r rune) rune {
	if r < ' ' || r == 0x7f {
		return ' '
	}
	return r
}
