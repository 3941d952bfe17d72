package page

import "strconv"

// Heading is the first thing that a reader sees after the verdict.
func (v FollowUp) Heading() string {
	if v.Improve {
		return "We're sorry this was not helpful."
	}
	if v.Stars == 3 {
		return "Thank you for your answer."
	}
	return "Thank you. Good to know that it helped."
}

// Given is the verdict in words.
func (v FollowUp) Given() string {
	switch {
	case v.Stars > 0:
		return "You gave " + strconv.Itoa(v.Stars) + " of 5."
	case v.Helpful:
		return "You answered: Yes."
	}
	return "You answered: No."
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
var starWords = []string{"not helpful at all", "a little helpful", "partly helpful", "helpful", "very helpful"}

// inTextarea puts a line break before a text: browsers drop the first one in a text field, and the text may begin with its own.
func inTextarea(text string) string { return "\n" + text }

func articles(n int) string {
	if n == 1 {
		return "article"
	}
	return "articles"
}
