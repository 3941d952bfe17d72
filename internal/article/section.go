package article

import "pinhole/internal/markdown"

// Text is a parsed body; Section and Step are its parts. Those who show articles take them from here: Markdown itself stays
// behind this package.
type (
	Text    = markdown.Document
	Section = markdown.Section
	Step    = markdown.Step
	Kind    = markdown.Kind
)

// The kinds of sections that pages treat in a special way; all others are OtherSection.
const (
	OtherSection    = markdown.Other
	DisagreeSection = markdown.Disagree
	BeforeSection   = markdown.Before
	StepsSection    = markdown.Steps
	FailsSection    = markdown.Fails
	AfterSection    = markdown.After
)

// Plain gives the body as Markdown for machines: holds and cues as their plain words.
func (a *Article) Plain() []byte { return markdown.Plain(a.Markdown) }

// Steps gives all steps of the article, in order.
func (a *Article) Steps() []Step { return stepsIn(a.Body()) }

// StepsOf gives the steps of a body in a language, as it was kept with its revision.
func StepsOf(language string, body []byte) []Step {
	text, _ := markdown.Parse(body, reading(language)) // it was checked when it was served
	return stepsIn(&text)
}

// Anchors gives the steps' anchors.
func Anchors(steps []Step) []string {
	list := make([]string, len(steps))
	for i, s := range steps {
		list[i] = s.Anchor
	}
	return list
}

func stepsIn(text *Text) []Step {
	var all []Step
	for _, section := range text.Sections {
		all = append(all, section.Steps...)
	}
	return all
}
