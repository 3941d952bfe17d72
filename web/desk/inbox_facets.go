package desk

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
	"pinhole/web/view"
)

// maxChoices bounds how many models or articles a list offers, the most frequent ones; the text
// search finds the others.
const maxChoices = 200

// inboxFacets counts for the inbox's form what each choice would show, beside the other choices as
// they are.
type inboxFacets struct {
	l     *language.Locale
	lib   *article.Library
	query inboxQuery
	all   []feedback.Count // by facetOrder, of what the choices without a list choose
}

// facetOrder is what the comments are counted by, in one question to the store, and which choice
// each stands for.
var (
	facetOrder = []feedback.Facet{feedback.ByStatus, feedback.ByArticle, feedback.ByReason, feedback.ByModel, feedback.ByAssignee, feedback.ByStep}
	facetKeys  = []string{"status", "article", "reason", "model", "assignee", "step"}
)

func (d *inbox) facets(ctx context.Context, l *language.Locale, lib *article.Library, query inboxQuery) (inboxFacets, error) {
	f := query.without("status", "brand", "article", "reason", "step", "model", "assignee").filter(lib, d.today())
	f.Statuses = inboxStatuses
	by := facetOrder
	if query["article"] == "" && query["step"] == "" { // no list of steps is shown
		by = by[:len(by)-1]
	}
	all, err := d.store.CountItems(ctx, f, by...)
	return inboxFacets{l: l, lib: lib, query: query, all: all}, err
}

// counts counts by a facet what would be shown without some of the choices.
func (f inboxFacets) counts(by feedback.Facet, without ...string) map[string]int {
	chosen := f.query.without(without...)
	allowed := make([][]string, len(facetKeys)) // nil: anything
	for i, key := range facetKeys {
		if value, ok := chosen[key]; ok {
			allowed[i] = []string{value}
		}
	}
	if !slices.Contains(without, "status") {
		allowed[0] = namesOf(chosen.statuses())
	}
	allowed[1] = chosen.articles(f.lib)
	if chosen["assignee"] == nobodyAssigned {
		allowed[4] = []string{""}
	}
	counts, at := map[string]int{}, slices.Index(facetOrder, by)
	for _, c := range f.all {
		if allows(c.Keys, allowed) {
			counts[c.Keys[at]] += c.Answers
		}
	}
	return counts
}

// allows reports whether each key is one of those allowed in its place.
func allows(keys []string, allowed [][]string) bool {
	for i, key := range keys {
		if list := allowed[i]; list != nil && !slices.Contains(list, key) {
			return false
		}
	}
	return true
}

// namesOf returns statuses as texts; of none it makes those that are shown without a choice.
func namesOf(statuses []feedback.Status) []string {
	var names []string
	for _, s := range inboxStatuses {
		if slices.Contains(statuses, s) || statuses == nil && s != feedback.Spam {
			names = append(names, string(s))
		}
	}
	return names
}

// tabs are the statuses, each with how many comments it has.
func (f inboxFacets) tabs() []page.Link {
	counts := f.counts(feedback.ByStatus, "status")
	counts[openComments] = counts[string(feedback.New)] + counts[string(feedback.Accepted)]
	counts[allComments] = counts[openComments] + counts[string(feedback.Fixed)] + counts[string(feedback.Declined)]
	tabs := []page.Link{f.tab(openComments, f.l.T("desk.inbox.open"), counts)}
	for _, status := range inboxStatuses {
		tabs = append(tabs, f.tab(string(status), statusWord(f.l, status), counts))
	}
	return append(tabs, f.tab(allComments, f.l.T("desk.inbox.all"), counts))
}

func (f inboxFacets) tab(status, title string, counts map[string]int) page.Link {
	return page.Link{Title: title, Path: f.query.with("status", status).address(), Count: f.l.Number(counts[status]), Here: status == f.query.status()}
}

// selects are the lists of the form.
func (f inboxFacets) selects() []page.Select {
	byArticle := f.counts(feedback.ByArticle, "brand", "article", "step")
	reason := func(v string) string { return view.ReasonWord(f.l, feedback.Reason(v)) }
	selects := []page.Select{
		f.brands(byArticle), f.articles(byArticle),
		f.facet(feedback.ByReason, "reason", f.l.T("desk.inbox.reason"), reason),
		f.facet(feedback.ByModel, "model", f.l.T("desk.inbox.model"), strings.Clone),
	}
	if f.query["article"] != "" {
		selects = append(selects, f.facet(feedback.ByStep, "step", f.l.T("desk.inbox.step"), func(v string) string { return stepOf(f.l, v) }))
	}
	return append(selects, f.assignees(), f.periods())
}

// facet is a list of what readers said, with those that said nothing left out.
func (f inboxFacets) facet(by feedback.Facet, key, label string, word func(string) string) page.Select {
	counts := f.counts(by, key)
	delete(counts, "")
	s := page.Select{Name: key, Label: label, Any: f.l.T("desk.inbox.any")}
	for _, value := range f.frequent(counts, key) {
		s.Options = append(s.Options, f.option(key, value, word(value), counts[value]))
	}
	return s
}

// frequent returns the values with most comments first, and with them the one that is chosen.
func (f inboxFacets) frequent(counts map[string]int, key string) []string {
	var values []string
	for value := range counts {
		values = append(values, value)
	}
	slices.SortFunc(values, func(a, b string) int { return cmp.Or(counts[b]-counts[a], strings.Compare(a, b)) })
	values = values[:min(len(values), maxChoices)]
	if chosen := f.query[key]; chosen != "" && !slices.Contains(values, chosen) {
		values = append(values, chosen)
	}
	return values
}

func (f inboxFacets) option(key, value, text string, count int) page.Option {
	return page.Option{Value: value, Text: f.l.T("desk.inbox.option", "Text", text, "Count", count), Chosen: f.query[key] == value}
}

func (f inboxFacets) brands(byArticle map[string]int) page.Select {
	counts := map[string]int{}
	for id, n := range byArticle {
		if a, ok := f.lib.ArticleByID(id); ok {
			counts[a.Brand.Slug] += n
		}
	}
	s := page.Select{Name: "brand", Label: f.l.T("desk.inbox.brand"), Any: f.l.T("desk.inbox.any")}
	for _, slug := range f.frequent(counts, "brand") {
		if b, ok := f.lib.Brand(slug); ok {
			s.Options = append(s.Options, f.option("brand", slug, b.Name, counts[slug]))
		}
	}
	return s
}

func (f inboxFacets) articles(counts map[string]int) page.Select {
	if brand := f.query["brand"]; brand != "" {
		for id := range counts {
			if a, ok := f.lib.ArticleByID(id); !ok || a.Brand.Slug != brand {
				delete(counts, id)
			}
		}
	}
	s := page.Select{Name: "article", Label: f.l.T("desk.inbox.article"), Any: f.l.T("desk.inbox.any")}
	for _, id := range f.frequent(counts, "article") {
		s.Options = append(s.Options, f.option("article", id, titleOf(f.lib, id), counts[id]))
	}
	return s
}

func (f inboxFacets) assignees() page.Select {
	s := page.Select{Name: "assignee", Label: f.l.T("desk.inbox.assignee"), Any: f.l.T("desk.inbox.anybody")}
	counts := f.counts(feedback.ByAssignee, "assignee")
	s.Options = append(s.Options, f.option("assignee", nobodyAssigned, f.l.T("desk.inbox.nobody"), counts[""]))
	delete(counts, "")
	for _, name := range f.frequent(counts, "assignee") {
		if name != nobodyAssigned {
			s.Options = append(s.Options, f.option("assignee", name, name, counts[name]))
		}
	}
	return s
}

func (f inboxFacets) periods() page.Select {
	s := page.Select{Name: "days", Label: f.l.T("desk.inbox.period"), Any: f.l.T("desk.inbox.any-time")}
	for _, days := range periods {
		value := strconv.Itoa(days)
		s.Options = append(s.Options, page.Option{Value: value, Text: f.l.N("desk.inbox.days", days), Chosen: f.query["days"] == value})
	}
	return s
}

// titleOf is an article's title, or its id where the article is gone.
func titleOf(lib *article.Library, id string) string {
	if a, ok := lib.ArticleByID(id); ok {
		return a.Title
	}
	return id
}
