package desk

import (
	"net/http"
	"slices"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/insight"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
)

// edit is an article, or a translation of one, and when its text of now replaced another one.
type edit struct {
	of *article.Article
	at time.Time
}

// latestEdits are those that were served last, the latest first.
func (d *overview) latestEdits(lib *article.Library) []edit {
	var list []edit
	for _, a := range slices.Concat(lib.Articles, lib.Translations()) {
		if at, replaced := d.settings.Revised(a.ID, a.Revision); replaced {
			list = append(list, edit{a, at})
		}
	}
	slices.SortStableFunc(list, func(a, b edit) int { return b.at.Compare(a.at) })
	return list[:min(len(list), shownFew)]
}

// latest says of the latest edits whether they helped.
func (d *overview) latest(r *http.Request, lib *article.Library) ([]page.Latest, error) {
	edits := d.latestEdits(lib)
	if len(edits) == 0 {
		return nil, nil
	}
	var all feedback.Filter
	for _, e := range edits {
		all.Articles = append(all.Articles, e.of.ID)
	}
	counts, err := d.store.CountVerdicts(r.Context(), all, feedback.ByArticle, feedback.ByRevision)
	if err != nil {
		return nil, err
	}
	rows := make([]page.Latest, len(edits))
	for i, e := range edits {
		served, err := d.store.Served(r.Context(), e.of.ID, e.of.Language)
		if err != nil {
			return nil, err
		}
		of := slices.DeleteFunc(slices.Clone(counts), func(c feedback.Count) bool { return c.Keys[0] != e.of.ID })
		rows[i] = latestRow(d.locale(r), e, effects(served, of))
	}
	return rows, nil
}

// effects is a time line, with counts of which the last key is the revision.
func effects(served []feedback.Served, counts []feedback.Count) []insight.Effect {
	said := map[string]feedback.Tally{}
	for _, c := range counts {
		said[c.Keys[len(c.Keys)-1]] = feedback.Tally{Yes: c.Helpful, No: c.Failed()}
	}
	reports := make([]insight.Report, len(served))
	for i, s := range served {
		reports[i] = insight.Report{Revision: s.Revision, Since: s.Since, Verdicts: said[s.Revision]}
	}
	return insight.Effects(reports)
}

func latestRow(l *language.Locale, e edit, line []insight.Effect) page.Latest {
	row := page.Latest{Article: articleLink(l, e.of), Brand: e.of.Brand.Name, Day: l.Day(e.at)}
	row.Article.Path += "?revision=" + e.of.Revision // which has a language
	if at := slices.IndexFunc(line, func(f insight.Effect) bool { return f.Revision == e.of.Revision }); at >= 0 {
		row.Effect = changeWords(l, line[at].Edit)
		row.BeforeAfter = beforeAfter(l, line[at])
	}
	return row
}

// beforeAfter are the shares on both sides of an edit, or empty where nobody has answered on one.
func beforeAfter(l *language.Locale, e insight.Effect) string {
	if min(e.Edit.Before.Whole, e.Edit.After.Whole) == 0 {
		return ""
	}
	return l.T("desk.edit.shares", "Before", l.Percent(e.Edit.Before.Value()), "After", l.Percent(e.Edit.After.Value()))
}

// editedIn says that an article was edited in a period: part of what was said in it is about an
// earlier text.
func (d *overview) editedIn(l *language.Locale, a *article.Article, p period) string {
	at, replaced := d.settings.Revised(a.ID, a.Revision)
	if !replaced || at.Before(p.from) {
		return ""
	}
	return l.T("desk.fix.edited", "Day", l.Day(at))
}
