package view

import (
	"pinhole/internal/article"
	"time"
)

// Updated returns when an article's text last changed here, if known, else when its sources were
// last read.
func (s Site) Updated(a *article.Article) time.Time {
	if at, ok := s.Revised(a.ID, a.Revision); ok {
		return at.UTC()
	}
	return a.Checked()
}

// Newest returns the latest Updated of a list as a date, for lastmod.
func (s Site) Newest(list []*article.Article) string {
	var last time.Time
	for _, a := range list {
		if c := s.Updated(a); c.After(last) {
			last = c
		}
	}
	if last.IsZero() {
		return ""
	}
	return last.Format(time.DateOnly)
}
