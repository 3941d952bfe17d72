package web

import (
	"fmt"
	"strings"

	"pinhole/internal/desk"
)

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
