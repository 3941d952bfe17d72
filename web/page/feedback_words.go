package page

import (
	"strconv"

	"pinhole/internal/language"
)

// question is what the reader is asked.
func (v Ask) question(l *language.Locale) string {
	switch {
	case v.Stars:
		return l.T("ask.stars")
	case v.Steps:
		return l.T("ask.worked")
	}
	return l.T("ask.title")
}

// Heading is the first thing that a reader sees after the verdict.
func (v FollowUp) Heading(l *language.Locale) string {
	if v.Improve {
		return l.T("follow.sorry")
	}
	if v.Stars == 3 {
		return l.T("follow.thanks")
	}
	return l.T("follow.helped")
}

// Answered is the verdict in words.
func (v FollowUp) Answered(l *language.Locale) string {
	switch {
	case v.Stars > 0:
		return l.T("follow.given.stars", "Stars", v.Stars)
	case v.Helpful:
		return l.T("follow.given.yes")
	}
	return l.T("follow.given.no")
}

// field makes a field's id: two forms stand ready in an article, and ids are unique in a page.
func (v FollowUp) field(name string) string {
	switch {
	case !v.InPlace:
		return name
	case v.Improve:
		return name + "-improve"
	}
	return name + "-more"
}

// describedBy names what explains a field: its hint, and what is wrong with it.
func (v FollowUp) describedBy(name string) string {
	hint := v.field(name) + "-hint"
	if v.Problems[name] != "" {
		return v.field(name) + "-problem " + hint
	}
	return hint
}

func (v FollowUp) invalid(name string) string { return strconv.FormatBool(v.Problems[name] != "") }

// starWords say what each number of stars means.
func starWords(l *language.Locale) []string {
	return []string{l.T("stars.1"), l.T("stars.2"), l.T("stars.3"), l.T("stars.4"), l.T("stars.5")}
}

// InTextarea puts a line break before a text: browsers drop the first one in a text field, and the
// text may begin with its own.
func InTextarea(text string) string { return "\n" + text }
