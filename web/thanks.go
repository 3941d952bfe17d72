package web

import (
	"net/http"
	"net/url"
	"unicode/utf8"

	"pinhole/internal/feedback"
	"pinhole/web/page"
	"pinhole/web/respond"
	"pinhole/web/revision"
	"pinhole/web/view"
)

// thanks shows what a receipt stands for: the answer, and the form to add to it, change it or take it back.
func (s *Server) thanks(w http.ResponseWriter, r *http.Request) error {
	receipt, f, err := s.receipt(r)
	if err != nil {
		return err
	}
	return s.renderThanks(w, r, http.StatusOK, s.thanksView(r, receipt, f))
}

func (s *Server) renderThanks(w http.ResponseWriter, r *http.Request, status int, v page.Thanks) error {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Robots-Tag", "noindex")
	return respond.Render(w, r, status, page.ThanksPage(v))
}

func (s *Server) thanksView(r *http.Request, receipt feedback.Receipt, f feedback.Feedback) page.Thanks {
	l, lib := s.receiptLanguage(r, f), view.LibraryOf(r.Context())
	judged, _ := revision.NewFinder(r.Context(), lib, s.Feedback).Find(f.Article, f.Revision)
	return s.settings.Site(lib, l).Thanks(f, receiptPath(receipt, l, f.Language), judged.Steps(), judged.Language)
}

// invalidChange brings the receipt's own page back, with what was typed and what is wrong with it.
func (s *Server) invalidChange(w http.ResponseWriter, r *http.Request, receipt feedback.Receipt, f feedback.Feedback, form url.Values, err error) error {
	refused := s.invalid(err, form, r.URL.Path, "")
	l := s.receiptLanguage(r, f)
	refused.Locale = l
	if respond.WantsJSON(r) {
		return refused
	}
	v := s.thanksView(r, receipt, f)
	v.Problems = map[string]string{}
	for _, p := range refused.Fields {
		v.Problems[p.Field] = respond.FieldProblem(l, p)
	}
	for name, field := range map[string]*string{"model": &v.Model, "firmware": &v.Firmware, "comment": &v.Comment} {
		if form.Has(name) && utf8.ValidString(form.Get(name)) {
			*field = form.Get(name)
		}
	}
	for name, options := range map[string][]page.Option{"reason": v.Reasons, "outcome": v.Outcomes, "step": v.Steps} {
		if form.Has(name) {
			view.Choose(options, form.Get(name))
		}
	}
	return s.renderThanks(w, r, refused.Status, v)
}
