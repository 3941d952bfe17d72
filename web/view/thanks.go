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

// answerOf returns the kind of answer that a verdict and the step that failed make.
func answerOf(v feedback.Verdict, step string) page.Answer {
	switch {
	case v.Helpful:
		return page.Good
	case step != "":
		return page.BadStep
	case v.Rating == 3:
		return page.Partly
	}
	return page.Bad
}

// followUp returns the empty form after a verdict. outcome reports whether to ask what came of the
// reset.
func followUp(l *language.Locale, outcome bool) page.FollowUp {
	form := page.FollowUp{Max: feedback.MaxComment}
	for _, r := range feedback.Reasons() {
		form.Reasons = append(form.Reasons, page.Option{Value: string(r), Text: l.Capital(ReasonWord(l, r))})
	}
	if outcome {
		// An empty choice lets readers clear an answer.
		form.Outcomes = []page.Option{{Text: l.T("follow.no-answer"), Chosen: true}}
		for _, o := range feedback.Outcomes() {
			form.Outcomes = append(form.Outcomes, page.Option{Value: string(o), Text: l.Capital(OutcomeWord(l, o))})
		}
	}
	return form
}

// next returns what a reader may try after an article did not help: the way after the one whose
// step failed, the article's remedies, what destroys less, and the maker's number. path is the
// article's, or "" on its own page.
func next(l *language.Locale, lib *article.Library, a *article.Article, path, step string) []page.Next {
	var list []page.Next
	add := func(title, url, lang string) {
		list = append(list, page.Next{Link: page.Link{Title: title, URL: url}, Lang: lang})
	}
	lang := Foreign(l, a.Language)
	failed := false
	for _, section := range a.Body().Sections {
		if section.Kind == article.StepsSection && len(section.Steps) > 0 {
			if failed {
				add(l.T("follow.way", "Way", StepsTitle(l, section.Title)), path+"#"+section.Steps[0].Anchor, lang)
			}
			failed = step != "" && slices.ContainsFunc(section.Steps, func(of article.Step) bool { return of.Anchor == step })
		}
	}
	for _, section := range a.Body().Sections {
		if section.Kind == article.FailsSection {
			add(section.Title, path+"#"+section.ID, lang)
		}
	}
	if first := tryFirst(l, lib, a); first.URL != "" {
		add(first.Title, first.URL, "")
	}
	if phones := a.Brand.Support.Phones; len(phones) > 0 {
		call := page.Link{Title: l.T("follow.call", "Brand", a.Brand.Name), URL: dial(phones[0].Number)}
		list = append(list, page.Next{Link: call, Number: phones[0].Number})
	}
	return list
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
	worked := len(steps) > 0
	v.FollowUp = followUp(l, worked)
	v.Answer, v.Helpful, v.Stars, v.Rated = answerOf(f.Verdict, f.Step), f.Verdict.Helpful, f.Verdict.Rating, f.Verdict.Rating > 0
	v.Worked = worked && !v.Rated
	if a, ok := lib.ArticleByID(f.Article); ok {
		if read, there := lib.Translation(a, f.Language); there {
			a = read
		}
		v.ArticleTitle, v.ArticlePath, v.Older = a.Title, l.Path(a.Path()), a.Revision != f.Revision
		v.ArticleLang = Foreign(l, a.Language)
		v.Models = modelsOf(lib, a)
		step := f.Step
		if v.Older {
			step = "" // the ways may be others now
		}
		v.Next = next(l, lib, a, v.ArticlePath, step)
	}
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
		v.Steps, v.StepsLang = StepOptions(steps), Foreign(l, stepsLanguage)
	}
	for _, step := range steps {
		if step.Anchor == f.Step {
			v.Step = step.Number
		}
	}
	if v.Answer == page.BadStep && v.Step == 0 {
		v.Answer = page.Bad // of a revision that is not known here
	}
	v.Model, v.Firmware, v.Comment = f.Model, f.Firmware, f.Comment
	Choose(v.Reasons, string(f.Reason))
	Choose(v.Outcomes, string(f.Outcome))
	Choose(v.Steps, f.Step)
	return v
}
