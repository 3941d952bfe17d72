package view

import (
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/insight"
	"pinhole/internal/language"
)

// evidenceOn returns the evidence from feedback on an article. A translation with too few answers
// of its own has its original's, unless it is outdated.
func (s Site) evidenceOn(a *article.Article) (insight.Evidence, bool) {
	e, ok := s.Evidence(a.ID, a.Language, a.Revision)
	if ok || a.Original == nil || a.Outdated {
		return e, ok
	}
	e, ok = s.Evidence(a.ID, a.Original.Language, a.Original.Revision)
	return e, ok && e.Older.IsZero()
}

// evidenceInWords returns sentences on what readers reported, with numbers.
func evidenceInWords(l *language.Locale, e insight.Evidence) []string {
	first := l.T("evidence.helpful", "Helpful", e.Helpful, "Answers", e.Answers)
	if !e.Older.IsZero() {
		first = l.T("evidence.older", "Helpful", e.Helpful, "Answers", e.Answers, "Day", l.Day(e.Older))
	}
	lines := []string{first}
	var models []string
	if len(e.Worked) > 0 {
		models = append(models, l.T("evidence.worked", "Models", modelsInWords(l, e.Worked, func(m insight.Model) int { return m.Worked })))
	}
	if len(e.Failed) > 0 {
		models = append(models, l.T("evidence.failed", "Models", modelsInWords(l, e.Failed, func(m insight.Model) int { return m.Failed })))
	}
	if len(models) > 0 {
		lines = append(lines, strings.Join(models, " "))
	}
	return lines
}

func modelsInWords(l *language.Locale, models []insight.Model, count func(insight.Model) int) string {
	words := make([]string, len(models))
	for i, m := range models {
		words[i] = l.T("evidence.model", "Model", m.Name, "Number", count(m))
	}
	return strings.Join(words, l.T("list.comma"))
}
