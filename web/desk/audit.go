package desk

import (
	"net/http"
	"net/url"
	"strconv"

	"pinhole/internal/editor"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
)

const (
	auditPath = deskPath + "/audit"
	auditPage = 100 // lines on a page
)

// list shows who did what.
func (d *trail) list(w http.ResponseWriter, r *http.Request) error {
	before, err := placeBefore(r.URL.Query())
	if err != nil {
		return err
	}
	entries, err := d.store.Audit(r.Context(), before, auditPage)
	if err != nil {
		return err
	}
	l := d.locale(r)
	v := page.Audit{Base: d.base(r, l.T("desk.audit.title"), "audit")}
	v.Styles = []string{"css/desk-inbox.css"}
	for _, e := range entries {
		act := page.Action{When: l.Moment(e.At), Who: e.Editor, What: actionWord(l, e.Action), On: e.On, Detail: detailWords(l, e.Detail)}
		if e.Editor == editor.Unknown {
			act.Who = l.T("desk.audit.unknown")
		}
		if e.Times > 1 {
			act.What = l.T("desk.audit.times", "What", act.What, "Times", l.Number(e.Times))
		}
		v.Acts = append(v.Acts, act)
	}
	if len(entries) == auditPage {
		v.Next = addressOf(auditPath, url.Values{"before": {strconv.FormatInt(entries[len(entries)-1].ID, 10)}})
	}
	if before > 0 {
		v.First = auditPath
	}
	return respond.Render(w, r, http.StatusOK, page.AuditPage(v))
}
