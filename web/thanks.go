package web

import (
	"net/http"
	"net/url"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/web/page"
)

func followUp(helpful bool) page.FollowUp {
	return page.FollowUp{Helpful: helpful, Limit: commentLimit, Max: feedback.MaxComment}
}

// thanks shows what a receipt stands for: the answer, and the form to add to it, change it or take it back.
func (s *Server) thanks(w http.ResponseWriter, r *http.Request) error {
	receipt, f, err := s.receipt(r)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.render(w, r, http.StatusOK, page.ThanksPage(s.thanksView(s.Library(), receipt, f)))
}

func (s *Server) thanksView(lib *article.Library, receipt feedback.Receipt, f feedback.Feedback) page.Thanks {
	v := page.Thanks{Base: s.base("Your answer", ""), FollowUp: followUp(f.Verdict.Helpful), Given: f.GivenAt.UTC().Format("2 January 2006, 15:04 UTC")}
	v.Private = true
	v.Action = "/feedback/" + receipt.String()
	v.Comment = f.Comment
	v.Commented = f.Comment != ""
	v.Withdrawn = f.Status == feedback.Withdrawn
	v.ArticleTitle, v.ArticlePath = "an article that is no longer here", "/"
	if a, ok := lib.ArticleByID(f.Article); ok {
		v.ArticleTitle, v.ArticlePath, v.Older = a.Title, a.Path(), a.Revision != f.Revision
	}
	return v
}

// invalidChange brings the receipt's own page back, with what was typed and what is wrong with it.
func (s *Server) invalidChange(w http.ResponseWriter, r *http.Request, lib *article.Library, receipt feedback.Receipt, f feedback.Feedback, form url.Values, err error) error {
	refused := invalid(err, form, r.URL.Path, "")
	e, ok := refused.(*refusal)
	if !ok || wantsJSON(r) || e.fields.Of("comment") == "" {
		return refused
	}
	v := s.thanksView(lib, receipt, f)
	v.Comment, v.Problem = form.Get("comment"), e.fields.Of("comment")
	w.Header().Set("Cache-Control", "no-store")
	return s.render(w, r, e.status, page.ThanksPage(v))
}
