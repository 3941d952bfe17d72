package web

import (
	"fmt"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/desk"
)

// evidenceOn gives what readers said about an article. A translation with too few answers of its own shows what was said about
// its original, as long as it says the same.
func (s *Server) evidenceOn(a *article.Article) (desk.Evidence, bool) {
	e, ok := s.Evidence(a.ID, a.Language, a.Revision)
	if ok || a.Original == nil || a.Outdated {
		return e, ok
	}
	e, ok = s.Evidence(a.ID, a.Original.Language, a.Original.Revision)
	return e, ok && e.Older.IsZero()
}

// evidenceInWords says what readers reported, each claim with its numbers.
func evidenceInWords(e desk.Evidence) []string {
	first := fmt.Sprintf("%d of %d readers found this helpful.", e.Helpful, e.Answers)
	if !e.Older.IsZero() {
		first = fmt.Sprintf("%d of %d readers found it helpful as it was from %s; it has changed since.", e.Helpful, e.Answers, day(e.Older))
	}
	lines := []string{first}
	var models []string
	if len(e.Worked) > 0 {
		models = append(models, "It worked on "+modelsInWords(e.Worked, func(m desk.Model) int { return m.Worked })+".")
	}
	if len(e.Failed) > 0 {
		models = append(models, "It did not on "+modelsInWords(e.Failed, func(m desk.Model) int { return m.Failed })+".")
	}
	if len(models) > 0 {
		lines = append(lines, strings.Join(models, " "))
	}
	return lines
}

func modelsInWords(models []desk.Model, count func(desk.Model) int) string {
	words := make([]string, len(models))
	for i, m := range models {
		words[i] = fmt.Sprintf("%s (%d)", m.Name, count(m))
	}
	return strings.Join(words, ", ")
}
