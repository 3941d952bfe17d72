package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"unicode/utf8"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/web/page"
)

var reasonWords = map[feedback.Reason]string{
	feedback.DidNotWork: "the steps did not work", feedback.LooksDifferent: "my device looks different",
	feedback.CannotFindIt: "I could not find the button or menu", feedback.LackWhatItNeeds: "I don't have what it needs",
	feedback.CannotUnderstand: "I could not understand it", feedback.WrongOrOutdated: "it is wrong or out of date", feedback.OtherReason: "something else",
}

var outcomeWords = map[feedback.Outcome]string{feedback.Worked: "it worked", feedback.Failed: "it failed", feedback.NotTried: "not tried"}

var savedWords = [2]string{"Your answer is saved.", "You can leave it at that, or help us with the questions below."}

// stateWords say what became of an answer: a title, and what it means. What is judged spam looks received.
var stateWords = map[feedback.Status][2]string{
	feedback.New:      savedWords,
	feedback.Spam:     savedWords,
	feedback.Accepted: {"The editors have looked at it.", "They mean to improve the article."},
	feedback.Fixed:    {"It is fixed.", "The article was changed because of answers such as yours."},
	feedback.Declined: {"The editors have looked at it.", "They decided to leave the article as it is."},
}

// improves says whether an answer was bad enough to ask what went wrong: No, or two stars and less.
func improves(v feedback.Verdict) bool {
	if v.Rating > 0 {
		return v.Rating <= 2
	}
	return !v.Helpful
}

// followUp is the empty form after a verdict.
func followUp(v feedback.Verdict, models []string) page.FollowUp {
	form := page.FollowUp{Improve: improves(v), Helpful: v.Helpful, Stars: v.Rating, Limit: commentLimit, Max: feedback.MaxComment}
	for _, r := range feedback.Reasons() {
		form.Reasons = append(form.Reasons, page.Option{Value: string(r), Text: reasonWords[r]})
	}
	for _, o := range feedback.Outcomes() {
		form.Outcomes = append(form.Outcomes, page.Option{Value: string(o), Text: outcomeWords[o]})
	}
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
	lib := s.Library()
	a, ok := lib.ArticleByID(f.Article)
	v := page.Thanks{Base: s.base("Your answer", ""), Given: f.GivenAt.UTC().Format("2 January 2006, 15:04 UTC")}
	v.ArticleTitle, v.ArticlePath = "an article that is no longer here", "/"
	var models []string
	if ok {
		if read, there := lib.Translation(a, f.Language); there {
			a = read
		}
		v.ArticleTitle, v.ArticlePath, v.Older = a.Title, a.Path(), a.Revision != f.Revision
		models = modelsOf(lib, a)
	}
	v.FollowUp = followUp(f.Verdict, models)
	v.Private = true
	v.Action = "/feedback/" + receipt.String()
	v.Withdrawn = f.Status == feedback.Withdrawn
	v.State, v.StateMore = stateWords[f.Status][0], stateWords[f.Status][1]
	v.Reply = f.Reply
	if f.Status == feedback.Fixed && f.FixedIn != "" {
		if at, ok := s.Revised(f.Article, f.FixedIn); ok {
			v.State = "It is fixed in the text of " + day(at) + "."
		}
	}
	if told := f.Reason != "" || f.Step != "" || f.Model != "" || f.Firmware != "" || f.Outcome != "" || f.Comment != ""; told && v.State == savedWords[0] {
		v.State, v.StateMore = "What you wrote is saved.", "Thank you: the editors read every comment. You can still change it below."
	}
	if found, known := s.revisions(r.Context(), lib).find(f.Article, f.Revision); known {
		v.Steps = stepOptions(found.steps)
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
	refused := invalid(err, form, r.URL.Path, "")
	if wantsJSON(r) {
		return refused
	}
	v := s.thanksView(r, receipt, f)
	v.Problems = map[string]string{}
	for _, p := range refused.fields {
		v.Problems[p.Field] = p.Message
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
