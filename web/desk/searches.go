package desk

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"pinhole/internal/editor"
	"pinhole/internal/export"
	"pinhole/internal/feedback"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
)

const (
	searchesOnPage   = 50
	searchesInExport = 500 // rows that are read at once
)

// searches serves what readers searched for in vain.
type searches struct {
	*frame
	store interface {
		searchStore
		// AddAudit adds a line to the audit trail.
		AddAudit(ctx context.Context, by string, what editor.Action, on, detail string) error
	}
}

// searchStore is the store as lists of searches see it.
type searchStore interface {
	// MissedSearches returns a page of the texts that were searched for in vain, the most frequent
	// first.
	MissedSearches(ctx context.Context, p feedback.Period, after feedback.Missed, limit int) ([]feedback.Missed, error)
	// OtherSearches counts the searches, and the reports that something is missing, whose texts
	// were not stored.
	OtherSearches(ctx context.Context, since time.Time) (times, missed int, err error)
}

// list lists what readers searched for in vain.
func (d *searches) list(w http.ResponseWriter, r *http.Request) error {
	l, p, q := d.locale(r), d.period(r), r.URL.Query()
	v := page.Searches{Base: d.base(r, l.T("desk.searches.title"), "searches"), Periods: p.choices(l, r), Export: deskPath + "/searches.csv?days=" + strconv.Itoa(p.days)}
	after := missedPlace(q.Get("after"))
	list, err := d.store.MissedSearches(r.Context(), p.now(), after, searchesOnPage+1)
	if err != nil {
		return err
	}
	if v.Others, _, err = d.store.OtherSearches(r.Context(), p.now().From); err != nil {
		return err
	}
	v.Later = after.Query != ""
	if len(list) > searchesOnPage {
		list = list[:searchesOnPage]
		q.Set("after", placeOf(list[searchesOnPage-1]))
		v.Next = withQuery(r, q)
	}
	v.Rows = missedRows(d.settings.Origin, list)
	return respond.Render(w, r, http.StatusOK, page.SearchesPage(v))
}

// placeOf writes the place behind a text in the list: how often it was searched for, and the text.
func placeOf(m feedback.Missed) string { return strconv.Itoa(m.Searches+m.Reports) + " " + m.Query }

// missedPlace reads what placeOf wrote; what it cannot read is the beginning.
func missedPlace(text string) feedback.Missed {
	count, query, ok := strings.Cut(text, " ")
	n, err := strconv.Atoi(count)
	if !ok || err != nil {
		return feedback.Missed{}
	}
	return feedback.Missed{Query: query, Searches: n}
}

// export writes the whole list as CSV.
func (d *searches) export(w http.ResponseWriter, r *http.Request) error {
	p, ctx := d.period(r), r.Context()
	var list []feedback.Missed
	for after := (feedback.Missed{}); ; {
		part, err := d.store.MissedSearches(ctx, p.now(), after, searchesInExport)
		if err != nil {
			return err
		}
		list = append(list, part...)
		if len(part) < searchesInExport {
			break
		}
		last := part[len(part)-1]
		after = feedback.Missed{Query: last.Query, Searches: last.Searches + last.Reports}
	}
	if err := d.store.AddAudit(ctx, editorOf(r).Name, editor.Exported, "searches", url.Values{"days": {strconv.Itoa(p.days)}}.Encode()); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="searches.csv"`)
	_ = export.CSV(w, missedColumns, export.Rows(list)) // an editor who has gone away is nobody's error
	return nil
}

// missedColumns are the columns of the export of searches.
var missedColumns = []export.Column[feedback.Missed]{
	{Name: "query", Value: func(m feedback.Missed) any { return m.Query }},
	{Name: "searches", Value: func(m feedback.Missed) any { return m.Searches }},
	{Name: "reports", Value: func(m feedback.Missed) any { return m.Reports }},
}

func missedRows(origin string, list []feedback.Missed) []page.Missed {
	rows := make([]page.Missed, len(list))
	for i, m := range list {
		rows[i] = page.Missed{Query: m.Query, Searches: m.Searches, Reports: m.Reports, Path: origin + "/search?q=" + url.QueryEscape(m.Query)}
	}
	return rows
}
