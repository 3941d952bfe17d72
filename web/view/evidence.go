package view

import (
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/insight"
	"pinhole/internal/language"
	"pinhole/web/page"
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

// stepLink leads to a step of an article, which is named by its number; the zero value where the
// article has no such step.
func stepLink(l *language.Locale, a *article.Article, anchor, message string) page.Link {
	for _, step := range a.Steps() {
		if step.Anchor == anchor {
			return page.Link{Title: l.T(message, "Number", step.Number), URL: "#" + anchor}
		}
	}
	return page.Link{}
}

// failing returns what to say of an article that did not help most of its readers, of whom the step
// with this anchor failed most.
func (s Site) failing(a *article.Article, step string) *page.Failing {
	l := s.Locale
	f := &page.Failing{Step: stepLink(l, a, step, "article.step")}
	if way, ok := wayWithout(a, step); ok {
		f.Other, f.Lang = page.Link{Title: StepsTitle(l, way.Title), URL: "#" + way.ID}, Foreign(l, a.Language)
	} else if other := alternative(s.Library, a); other != nil {
		f.Other, f.Lang = page.Link{Title: other.Title, URL: l.Path(other.Path())}, Foreign(l, other.Language)
	}
	return f
}

// wayWithout returns the first of several ways in which a step does not stand.
func wayWithout(a *article.Article, anchor string) (way article.Section, ok bool) {
	if anchor == "" {
		return way, false
	}
	for _, section := range a.Body().Sections {
		if section.Kind != article.StepsSection {
			continue
		}
		if _, inside := insight.StepText(section.Steps, anchor); !inside {
			return section, true
		}
	}
	return way, false
}

// alternative returns another article of the brand that may help instead, and erases no more; nil if
// there is none.
func alternative(lib *article.Library, a *article.Article) *article.Article {
	if gentle, _ := gentlerThan(lib, a); gentle != nil {
		return gentle
	}
	for _, other := range lib.InBrand(a.Brand.Slug) {
		if other.ID != a.ID && other.Goal == a.Goal && other.Goal.Procedure() && shareDevice(a, other) && other.Destruction() <= a.Destruction() {
			return other
		}
	}
	return nil
}

// rewritten returns that a step was rewritten; nil where none was.
func rewritten(l *language.Locale, a *article.Article, r insight.Rewriting) *page.Rewritten {
	step := stepLink(l, a, r.Step, "article.rewritten.step")
	if r.Step == "" || step.URL == "" {
		return nil
	}
	return &page.Rewritten{Step: step, Readers: r.Readers, Day: l.Day(r.Day)}
}
