package view

import (
	"fmt"
	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/page"
	"slices"
)

// stateIDs maps statuses to messages; spam is shown as received.
var stateIDs = map[feedback.Status]string{
	feedback.New: "state.saved", feedback.Spam: "state.saved", feedback.Accepted: "state.accepted", feedback.Fixed: "state.fixed", feedback.Declined: "state.declined",
}

// improves reports whether to ask what went wrong: for No, or at most two stars.
func improves(v feedback.Verdict) bool {
	if v.Rating > 0 {
		return v.Rating <= 2
	}
	return !v.Helpful
}

// followUp returns the empty form after a verdict.
func followUp(l *language.Locale, v feedback.Verdict, models []string) page.FollowUp {
	form := page.FollowUp{Improve: improves(v), Helpful: v.Helpful, Stars: v.Rating, Max: feedback.MaxComment}
	for _, r := range feedback.Reasons() {
		form.Reasons = append(form.Reasons, page.Option{Value: string(r), Text: ReasonWord(l, r)})
	}
	for _, o := range feedback.Outcomes() {
		form.Outcomes = append(form.Outcomes, page.Option{Value: string(o), Text: OutcomeWord(l, o)})
	}
	// An empty choice lets readers clear an answer. Text browsers, too, select the first choice by
	// default.
	none := page.Option{Text: l.T("follow.no-answer"), Chosen: true}
	form.Reasons, form.Outcomes = append(form.Reasons, none), append(form.Outcomes, none)
	form.Models = models
	return form
}

// maxModels bounds the number of suggestions.
const maxModels = 80

// modelsOf returns suggestions: the models that the article names, then those of its brand's other
// articles.
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

const stepWords = 70 // code points of a step that a list shows

func StepOptions(steps []article.Step) []page.Option {
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

func Choose(options []page.Option, value string) {
	for i := range options {
		options[i].Chosen = options[i].Value == value
	}
}

// Thanks returns a receipt's page: the feedback, and the form to change or withdraw it. steps are
// those of the feedback's revision, in stepsLanguage; action is the form's address.
func (s Site) Thanks(f feedback.Feedback, action string, steps []article.Step, stepsLanguage string) page.Thanks {
	l, lib := s.Locale, s.Library
	v := page.Thanks{Base: s.Base(l.T("thanks.title"), ""), Given: l.Moment(f.GivenAt)}
	v.ArticleTitle, v.ArticlePath = l.T("thanks.gone"), l.Path("/")
	var models []string
	if a, ok := lib.ArticleByID(f.Article); ok {
		if read, there := lib.Translation(a, f.Language); there {
			a = read
		}
		v.ArticleTitle, v.ArticlePath, v.Older = a.Title, l.Path(a.Path()), a.Revision != f.Revision
		v.ArticleLang = Foreign(l, a.Language)
		models = modelsOf(lib, a)
	}
	v.FollowUp = followUp(l, f.Verdict, models)
	v.Private = true
	v.Action = action
	v.Withdrawn = f.Status == feedback.Withdrawn
	state := stateIDs[f.Status]
	if hasDetails := f.Reason != "" || f.Step != "" || f.Model != "" || f.Firmware != "" || f.Comment != ""; hasDetails && state == "state.saved" {
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
	if len(steps) > 0 {
		v.Steps, v.StepsLang, v.Worked = StepOptions(steps), Foreign(l, stepsLanguage), f.Verdict.Rating == 0
	}
	v.Model, v.Firmware, v.Comment = f.Model, f.Firmware, f.Comment
	Choose(v.Reasons, string(f.Reason))
	Choose(v.Outcomes, string(f.Outcome))
	Choose(v.Steps, f.Step)
	return v
}
