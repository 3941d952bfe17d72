package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"unicode/utf8"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// stateIDs name what became of an answer; what is judged spam looks received.
var stateIDs = map[feedback.Status]string{
	feedback.New: "state.saved", feedback.Spam: "state.saved", feedback.Accepted: "state.accepted", feedback.Fixed: "state.fixed", feedback.Declined: "state.declined",
}

// improves says whether an answer was bad enough to ask what went wrong: No, or two stars and less.
func improves(v feedback.Verdict) bool {
	if v.Rating > 0 {
		return v.Rating <= 2
	}
	return !v.Helpful
}

// followUp is the empty form after a verdict.
func followUp(l *language.Locale, v feedback.Verdict, models []string) page.FollowUp {
	form := page.FollowUp{Improve: improves(v), Helpful: v.Helpful, Stars: v.Rating, Max: feedback.MaxComment}
	for _, r := range feedback.Reasons() {
		form.Reasons = append(form.Reasons, page.Option{Value: string(r), Text: reasonWord(l, r)})
	}
	for _, o := range feedback.Outcomes() {
		form.Outcomes = append(form.Outcomes, page.Option{Value: string(o), Text: outcomeWord(l, o)})
	}
	// So that an answer can be taken back. Text browsers, too, pick the first choice where none is made.
	none := page.Option{Text: l.T("follow.no-answer"), Chosen: true}
	form.Reasons, form.Outcomes = append(form.Reasons, none), append(form.Outcomes, none)
	form.Models = models
	return form
}

// maxModels bounds the suggestions: a longer list helps nobody to type.
const maxModels = 80

// modelsOf suggests the models that the article names, then those of its brand's other articles.
func modelsOf(lib *article.Library, a *article.Article) []string {
	var names []string
	for _, of := range slices.Concat([]*article.Article{a}, lib.InBrand(a.Brand.Slug)) {
		for _, m := range of.Models {
			if m.Exact() && len(names) < maxModels && !slices.Contains(names, m.Text) {
				names = append(names, m.Text)
			}
		}
	}
	return names
}

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
	return s.render(w, r, status, page.ThanksPage(v))
}

func (s *Server) thanksView(r *http.Request, receipt feedback.Receipt, f feedback.Feedback) page.Thanks {
	l, lib := s.receiptLanguage(r, f), s.Library()
	a, ok := lib.ArticleByID(f.Article)
	v := page.Thanks{Base: s.base(l, l.T("thanks.title"), ""), Given: l.Moment(f.GivenAt)}
	v.ArticleTitle, v.ArticlePath = l.T("thanks.gone"), l.Path("/")
	var models []string
	if ok {
		if read, there := lib.Translation(a, f.Language); there {
			a = read
		}
		v.ArticleTitle, v.ArticlePath, v.Older = a.Title, l.Path(a.Path()), a.Revision != f.Revision
		v.ArticleLang = foreign(l, a.Language)
		models = modelsOf(lib, a)
	}
	v.FollowUp = followUp(l, f.Verdict, models)
	v.Private = true
	v.Action = receiptPath(receipt, l, f.Language)
	v.Withdrawn = f.Status == feedback.Withdrawn
	state := stateIDs[f.Status]
	if told := f.Reason != "" || f.Step != "" || f.Model != "" || f.Firmware != "" || f.Outcome != "" || f.Comment != ""; told && state == "state.saved" {
		state = "state.told"
	}
	if state != "" {
		v.State, v.StateMore = l.T(state), l.T(state+".more")
	}
	v.Reply = f.Reply
	if f.Status == feedback.Fixed && f.FixedIn != "" {
		if at, ok := s.Revised(f.Article, f.FixedIn); ok {
			v.State = l.T("state.fixed-in", "Day", l.Day(at))
		}
	}
	if found, known := s.revisions(r.Context(), lib).find(f.Article, f.Revision); known {
		v.Steps, v.StepsLang = stepOptions(found.steps()), foreign(l, found.language)
	}
	v.Model, v.Firmware, v.Comment = f.Model, f.Firmware, f.Comment
	choose(v.Reasons, string(f.Reason))
	choose(v.Outcomes, string(f.Outcome))
	choose(v.Steps, f.Step)
	return v
}

const stepWords = 70 // code points of a step that a list shows

func stepOptions(steps []article.Step) []page.Option {
	options := make([]page.Option, len(steps))
	for i, step := range steps {
		text := []rune(step.Text)
		if len(text) > stepWords {
			text = append(text[:stepWords-1], '…')
		}
		options[i] = page.Option{Value: step.Anchor, Text: fmt.Sprintf("%d. %s", step.Number, string(text))}
	}
	return options
}

func choose(options []page.Option, value string) {
	for i := range options {
		options[i].Chosen = options[i].Value == value
	}
}

// invalidChange brings the receipt's own page back, with what was typed and what is wrong with it.
func (s *Server) invalidChange(w http.ResponseWriter, r *http.Request, receipt feedback.Receipt, f feedback.Feedback, form url.Values, err error) error {
	refused := s.invalid(err, form, r.URL.Path, "")
	l := s.receiptLanguage(r, f)
	refused.words = l
	if wantsJSON(r) {
		return refused
	}
	v := s.thanksView(r, receipt, f)
	v.Problems = map[string]string{}
	for _, p := range refused.fields {
		v.Problems[p.Field] = fieldProblem(l, p)
	}
	for name, field := range map[string]*string{"model": &v.Model, "firmware": &v.Firmware, "comment": &v.Comment} {
		if form.Has(name) && utf8.ValidString(form.Get(name)) {
			*field = form.Get(name)
		}
	}
	for name, options := range map[string][]page.Option{"reason": v.Reasons, "outcome": v.Outcomes, "step": v.Steps} {
		if form.Has(name) {
			choose(options, form.Get(name))
		}
	}
	return s.renderThanks(w, r, refused.status, v)
}
