package web

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// maxChoices bounds how many models or articles a list offers, the most frequent ones; the text search finds the others.
const maxChoices = 200

// inboxFacets counts for the inbox's form what each choice would show, beside the other choices as they are.
type inboxFacets struct {
	ctx   context.Context
	d     *deskPages
	l     *language.Locale
	lib   *article.Library
	query inboxQuery
}

// counts counts by a facet what would be shown without some of the choices.
func (f inboxFacets) counts(by feedback.Facet, without ...string) (map[string]int, error) {
	chosen := f.query.without(without...).filter(f.lib, f.d.today())
	if by == feedback.ByStatus {
		chosen.Statuses = inboxStatuses
	}
	list, err := f.d.Store.CountItems(f.ctx, chosen, by)
	counts := map[string]int{}
	for _, c := range list {
		counts[c.Keys[0]] = c.Answers
	}
	return counts, err
}

// tabs are the statuses, each with how many comments it has.
func (f inboxFacets) tabs() ([]page.DeskLink, error) {
	counts, err := f.counts(feedback.ByStatus, "status")
	if err != nil {
		return nil, err
	}
	counts[openComments] = counts[string(feedback.New)] + counts[string(feedback.Accepted)]
	counts[allComments] = counts[openComments] + counts[string(feedback.Fixed)] + counts[string(feedback.Declined)]
	tabs := []page.DeskLink{f.tab(openComments, f.l.T("desk.inbox.open"), counts)}
	for _, status := range inboxStatuses {
		tabs = append(tabs, f.tab(string(status), statusWord(f.l, status), counts))
	}
	return append(tabs, f.tab(allComments, f.l.T("desk.inbox.all"), counts)), nil
}

func (f inboxFacets) tab(status, title string, counts map[string]int) page.DeskLink {
	return page.DeskLink{Title: title, Path: f.query.with("status", status).address(), Count: f.l.Number(counts[status]), Here: status == f.query.status()}
}

// selects are the lists of the form.
func (f inboxFacets) selects() ([]page.DeskSelect, error) {
	byArticle, err := f.counts(feedback.ByArticle, "brand", "article", "revision", "step")
	if err != nil {
		return nil, err
	}
	selects := []page.DeskSelect{f.brands(byArticle), f.articles(byArticle)}
	reasons, err := f.facet(feedback.ByReason, "reason", f.l.T("desk.inbox.reason"), func(v string) string { return reasonWord(f.l, feedback.Reason(v)) })
	if err != nil {
		return nil, err
	}
	models, err := f.facet(feedback.ByModel, "model", f.l.T("desk.inbox.model"), strings.Clone)
	if err != nil {
		return nil, err
	}
	selects = append(selects, reasons, models)
	if f.query["article"] != "" {
		steps, err := f.facet(feedback.ByStep, "step", f.l.T("desk.inbox.step"), strings.Clone)
		if err != nil {
			return nil, err
		}
		selects = append(selects, steps)
	}
	assignees, err := f.assignees()
	return append(selects, assignees, f.periods()), err
}

// facet is a list of what readers said, with those that said nothing left out.
func (f inboxFacets) facet(by feedback.Facet, key, label string, word func(string) string) (page.DeskSelect, error) {
	counts, err := f.counts(by, key)
	delete(counts, "")
	s := page.DeskSelect{Name: key, Label: label, Any: f.l.T("desk.inbox.any")}
	for _, value := range f.frequent(counts, key) {
		s.Options = append(s.Options, f.option(key, value, word(value), counts[value]))
	}
	return s, err
}

// frequent gives the values with most comments first, and with them the one that is chosen.
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

func (f inboxFacets) brands(byArticle map[string]int) page.DeskSelect {
	counts := map[string]int{}
	for id, n := range byArticle {
		if a, ok := f.lib.ArticleByID(id); ok {
			counts[a.Brand.Slug] += n
		}
	}
	s := page.DeskSelect{Name: "brand", Label: f.l.T("desk.inbox.brand"), Any: f.l.T("desk.inbox.any")}
	for _, slug := range f.frequent(counts, "brand") {
		if b, ok := f.lib.Brand(slug); ok {
			s.Options = append(s.Options, f.option("brand", slug, b.Name, counts[slug]))
		}
	}
	return s
}

func (f inboxFacets) articles(counts map[string]int) page.DeskSelect {
	if brand := f.query["brand"]; brand != "" {
		for id := range counts {
			if a, ok := f.lib.ArticleByID(id); !ok || a.Brand.Slug != brand {
				delete(counts, id)
			}
		}
	}
	s := page.DeskSelect{Name: "article", Label: f.l.T("desk.inbox.article"), Any: f.l.T("desk.inbox.any")}
	for _, id := range f.frequent(counts, "article") {
		s.Options = append(s.Options, f.option("article", id, titleOf(f.lib, id), counts[id]))
	}
	return s
}

func (f inboxFacets) assignees() (page.DeskSelect, error) {
	s := page.DeskSelect{Name: "assignee", Label: f.l.T("desk.inbox.assignee"), Any: f.l.T("desk.inbox.anybody")}
	counts, err := f.counts(feedback.ByAssignee, "assignee")
	if err != nil {
		return s, err
	}
	s.Options = append(s.Options, f.option("assignee", nobodyAssigned, f.l.T("desk.inbox.nobody"), counts[""]))
	delete(counts, "")
	for _, name := range f.frequent(counts, "assignee") {
		if name != nobodyAssigned {
			s.Options = append(s.Options, f.option("assignee", name, name, counts[name]))
		}
	}
	return s, nil
}

func (f inboxFacets) periods() page.DeskSelect {
	s := page.DeskSelect{Name: "days", Label: f.l.T("desk.inbox.period"), Any: f.l.T("desk.inbox.any-time")}
	for _, days := range deskPeriods {
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
