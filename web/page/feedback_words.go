package page

// Heading is the first thing that a reader sees after the verdict.
func (v FollowUp) Heading() string {
	if v.Helpful {
		return "Thank you. Good to know that it helped."
	}
	return "We're sorry this was not helpful."
}

// field is the comment's id: two forms stand ready in an article, and ids are unique in a page.
func (v FollowUp) field() string {
	switch {
	case !v.InPlace:
		return "comment"
	case v.Helpful:
		return "comment-yes"
	}
	return "comment-no"
}

func (v FollowUp) describedBy() string {
	if v.Problem != "" {
		return "comment-problem " + v.field() + "-hint"
	}
	return v.field() + "-hint"
}

// inTextarea puts a line break before a text: browsers drop the first one in a text field, and the text may begin with its own.
func inTextarea(text string) string { return "\n" + text }

func articles(n int) string {
	if n == 1 {
		return "article"
	}
	return "articles"
}
