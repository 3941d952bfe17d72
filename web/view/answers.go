package view

import "pinhole/web/page"

// AnswersPage returns the page about what the reader has answered.
func (s Site) AnswersPage() page.Answers {
	v := page.Answers{Base: s.Base(s.Locale.T("answers.title"), "/answers")}
	v.Canonical, v.Private, v.Alternates = "", true, nil // its content is on the reader's device
	v.Crumbs = crumbs(s.Locale, v.Title, "/answers")
	return v
}
