package page

import (
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

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

// inPlace reports whether it is the template inside an article, from which a script makes the card.
func (v FollowUp) inPlace() bool { return v.Answer == "" }

// is reports whether a part for some kinds of answers is shown. The template has the parts for all
// answers on its scale.
func (v FollowUp) is(kinds ...Answer) bool {
	return slices.ContainsFunc(kinds, func(k Answer) bool { return k == v.Answer || v.inPlace() && (k != Partly || v.Rated) })
}

// when marks a part of the template with the kinds of answers that it is for.
func (v FollowUp) when(kinds ...Answer) templ.Attributes {
	if !v.inPlace() {
		return nil
	}
	var names []string
	for _, k := range kinds {
		names = append(names, string(k))
	}
	return templ.Attributes{"data-when": strings.Join(names, " ")}
}

// detailed reports whether something behind "Add details" is set or wrong.
func (v FollowUp) detailed() bool {
	chosen := func(o Option) bool { return o.Chosen && o.Value != "" }
	return v.Model != "" || v.Firmware != "" || slices.ContainsFunc(v.Steps, chosen) || !v.Worked && slices.ContainsFunc(v.Outcomes, chosen) ||
		v.Problems["model"] != "" || v.Problems["firmware"] != "" || v.Problems["step"] != "" || v.Problems["outcome"] != "" ||
		v.Answer == Good && (v.Comment != "" || v.Problems["comment"] != "")
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

// field makes a field's id. The template's differ from those of the article around it.
func (v FollowUp) field(name string) string {
	if v.inPlace() {
		return "p-" + name
	}
	return name
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

// thanks is what a good answer gets.
func (v FollowUp) thanks(l *language.Locale) string {
	if v.Worked {
		return l.T("follow.worked")
	}
	return l.T("follow.helped")
}

// sorry is what a bad answer gets: it leads over to what to try, if there is something.
func (v FollowUp) sorry(l *language.Locale) string {
	if len(v.Next) > 0 {
		return l.T("follow.noted")
	}
	return l.T("follow.sorry")
}

// chip is the value of the button for a choice: pressing the chosen one takes it back.
func (o Option) chip() string {
	if o.Chosen {
		return ""
	}
	return o.Value
}

func pressed(is bool) string { return strconv.FormatBool(is) }
