package view

import (
	"pinhole/internal/article"
	"time"
)

// Updated is when an article's text last changed here, as far as that is known, else when its sources were last read.
func (s Site) Updated(a *article.Article) time.Time {
	if at, ok := s.Revised(a.ID, a.Revision); ok {
		return at.UTC()
	}
	return a.Checked()
}

// Newest is the last day on which anything in the list changed, for lastmod.
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
