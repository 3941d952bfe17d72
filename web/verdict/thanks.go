package verdict

import (
	"net/http"
	"net/url"
	"time"
	"unicode/utf8"

	"pinhole/internal/feedback"
	"pinhole/web/page"
	"pinhole/web/respond"
	"pinhole/web/revision"
	"pinhole/web/view"
)

// thanks serves the page of a receipt: the feedback, and the form to change or withdraw it.
func (v *Verdicts) thanks(w http.ResponseWriter, r *http.Request) error {
	receipt, f, err := v.receipt(r)
	if err != nil {
		return err
	}
	thanks := v.thanksView(r, receipt, f)
	if respond.WantsJSON(r) {
		w.Header().Set("Cache-Control", "no-store")
		return respond.JSON(w, receiptOf(f, thanks))
	}
	return renderThanks(w, r, http.StatusOK, thanks)
}

// receiptJSON is a receipt for programs and for the scripts of pages.
type receiptJSON struct {
	URL      string           `json:"url"`
	Article  string           `json:"article"`
	Revision string           `json:"revision"`
	Helpful  bool             `json:"helpful"`
	Rating   int              `json:"rating,omitempty"`
	Reason   feedback.Reason  `json:"reason,omitempty"`
	Step     string           `json:"step,omitempty"`
	Model    string           `json:"model,omitempty"`
	Firmware string           `json:"firmware,omitempty"`
	Outcome  feedback.Outcome `json:"outcome,omitempty"`
	Comment  string           `json:"comment,omitempty"`
	Status   feedback.Status  `json:"status"` // spam is shown as new
	State    string           `json:"state"`  // the status in words, in the receipt's language
	Reply    string           `json:"reply,omitempty"`
	GivenAt  time.Time        `json:"given_at"`
}

func receiptOf(f feedback.Feedback, thanks page.Thanks) receiptJSON {
	status := f.Status
	if status == feedback.Spam {
		status = feedback.New
	}
	return receiptJSON{
		URL: thanks.Action, Article: f.Article, Revision: f.Revision, Helpful: f.Verdict.Helpful, Rating: f.Verdict.Rating,
		Reason: f.Reason, Step: f.Step, Model: f.Model, Firmware: f.Firmware, Outcome: f.Outcome, Comment: f.Comment,
		Status: status, State: thanks.State, Reply: f.Reply, GivenAt: f.GivenAt,
	}
}

func renderThanks(w http.ResponseWriter, r *http.Request, status int, thanks page.Thanks) error {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Robots-Tag", "noindex")
	return respond.Render(w, r, status, page.ThanksPage(thanks))
}

func (v *Verdicts) thanksView(r *http.Request, receipt feedback.Receipt, f feedback.Feedback) page.Thanks {
	l, lib := v.receiptLanguage(r, f), view.LibraryOf(r.Context())
	judged, _ := revision.NewFinder(r.Context(), lib, v.Store).Find(f.Article, f.Revision)
	return v.Settings.Site(lib, l).Thanks(f, receiptPath(receipt, l, f.Language), judged.Steps(), judged.Language)
}

// invalidChange serves the receipt's page with the form as sent and its problems.
func (v *Verdicts) invalidChange(w http.ResponseWriter, r *http.Request, receipt feedback.Receipt, f feedback.Feedback, form url.Values, err error) error {
	refused := v.invalid(err, form, r.URL.Path, "")
	l := v.receiptLanguage(r, f)
	refused.Locale = l
	if respond.WantsJSON(r) {
		return refused
	}
	thanks := v.thanksView(r, receipt, f)
	thanks.Problems = map[string]string{}
	for _, p := range refused.Fields {
		thanks.Problems[p.Field] = respond.FieldProblem(l, p)
	}
	for name, field := range map[string]*string{"model": &thanks.Model, "firmware": &thanks.Firmware, "comment": &thanks.Comment} {
		if form.Has(name) && utf8.ValidString(form.Get(name)) {
			*field = form.Get(name)
		}
	}
	for name, options := range map[string][]page.Option{"outcome": thanks.Outcomes, "step": thanks.Steps} {
		if form.Has(name) {
			view.Choose(options, form.Get(name))
		}
	}
	return renderThanks(w, r, refused.Status, thanks)
}
