package article

import "pinhole/internal/markdown"

// Text is a parsed body; Section and Step are its parts. Callers use these aliases, so that only
// this package imports package markdown.
type (
	Text    = markdown.Document
	Section = markdown.Section
	Step    = markdown.Step
	Kind    = markdown.Kind
)

// The kinds of sections with a known heading; all others are OtherSection.
const (
	OtherSection    = markdown.Other
	BeforeSection   = markdown.Before
	StepsSection    = markdown.Steps
	FailsSection    = markdown.Fails
	AfterSection    = markdown.After
	DisagreeSection = markdown.Disagree
	EvidenceSection = markdown.Evidence
)

// Plain returns the body as Markdown for machines: holds and cues as their plain words.
func (a *Article) Plain() []byte { return markdown.Plain(a.Markdown) }

// Steps returns all steps of the article, in order.
func (a *Article) Steps() []Step { return stepsOf(a.Body()) }

// StepsOf returns the steps of a stored revision's body in a language.
func StepsOf(language string, body []byte) []Step {
	text, _ := markdown.Parse(body, markdownOptions(language)) // it was validated when it was loaded
	return stepsOf(&text)
}

// Anchors returns the steps' anchors.
func Anchors(steps []Step) []string {
	list := make([]string, len(steps))
	for i, s := range steps {
		list[i] = s.Anchor
	}
	return list
}

func stepsOf(text *Text) []Step {
	var all []Step
	for _, section := range text.Sections {
		all = append(all, section.Steps...)
	}
	return all
}
