package article

import (
	"fmt"
	"slices"
	"strings"
)

// compare checks a translation against its original. An outdated one may differ: its page says so,
// and its author gets a warning.
func (s *assembly) compare(a *Article, f *front) {
	now := a.Original.Revision
	switch {
	case f.original == "":
		s.fail(a.File, f.line("original"), "original is missing: name the revision that this is a translation of; that of %s is now %q", a.Original.File, now)
		return
	case a.Outdated:
		s.warn(a.File, f.line("original"), "%s has changed since this was translated from %q; bring the translation up to date, then write original: %q", a.Original.File, f.original, now)
		return
	}
	s.compareNotes(a, f)
	s.compareWays(a, f)
	s.compareTexts(a)
}

// pair is the text of a translation and that of its original.
type pair struct{ ours, theirs *body }

// compareTexts compares the sections of a translation with its original's, for which both must be
// parsed. Results of the last load are reused when neither text has changed.
func (s *assembly) compareTexts(a *Article) {
	texts := pair{a.body, a.Original.body}
	problems, cached := s.previous[texts]
	if cached {
		s.problems = append(s.problems, problems...)
	} else {
		from := len(s.problems)
		s.compareSections(a)
		problems = slices.Clone(s.problems[from:])
	}
	s.compared[texts] = problems
}

// compareNotes checks that a translation has the same notes on effects as its original.
func (s *assembly) compareNotes(a *Article, f *front) {
	for _, key := range EffectKeys {
		note, translated := f.notes[key]
		switch needed := a.Original.Effects.Get(key).Note != ""; {
		case needed && !translated:
			s.fail(a.File, f.line("effect_notes"), "the original has a note on %s; translate it: effect_notes: {%s: \"…\"}", key, key)
		case translated && !needed:
			s.fail(a.File, note.line, "the original has no note on %s; remove it", key)
		}
	}
}

// compareSections checks that a translation has its original's known sections, with the same steps.
func (s *assembly) compareSections(a *Article) {
	for _, kind := range []Kind{BeforeSection, StepsSection, FailsSection, AfterSection, DisagreeSection, EvidenceSection} {
		ours, theirs := sectionsOf(a, kind), sectionsOf(a.Original, kind)
		if len(ours) != len(theirs) {
			s.fail(a.File, lineOf(ours), "sections of the kind %q: %d here, %d in the original; translate each", locales[a.Language].heading(kind), len(ours), len(theirs))
			continue
		}
		for i := range ours {
			if kind == StepsSection {
				s.compareSteps(a.File, ours[i], theirs[i])
			}
		}
	}
}

func sectionsOf(a *Article, kind Kind) (list []Section) {
	for _, section := range a.Body().Sections {
		if section.Kind == kind {
			list = append(list, section)
		}
	}
	return list
}

// lineOf returns the line of the last of some sections; 1 for none.
func lineOf(list []Section) int {
	if len(list) == 0 {
		return 1
	}
	return list[len(list)-1].Line
}

// compareSteps checks that two procedures have the same anchor and number of steps, and that each
// step has the same holds and cues.
func (s *assembly) compareSteps(file string, ours, theirs Section) {
	switch {
	case ours.ID != theirs.ID:
		s.fail(file, ours.Line, "these steps have the address #%s, in the original #%s; write ## %s {#%s}", ours.ID, theirs.ID, ours.Title, theirs.ID)
		return
	case len(ours.Steps) != len(theirs.Steps):
		s.fail(file, ours.Line, "steps under %q: %d, under %q in the original: %d; translate step by step", ours.Title, len(ours.Steps), theirs.Title, len(theirs.Steps))
		return
	}
	for i, step := range ours.Steps {
		if problem := marksProblem(step, theirs.Steps[i]); problem != "" {
			s.fail(file, step.Line, "step %d %s; the original is right", step.Number, problem)
		}
	}
}

// marksProblem describes how holds and cues of two steps differ, as the rest of a sentence; it
// returns "" if they agree. Their order may differ between languages.
func marksProblem(ours, theirs Step) string {
	for _, m := range []struct {
		what         string
		ours, theirs []string
	}{{"holds", inOrder(ours.Holds), inOrder(theirs.Holds)}, {"cues", inOrder(ours.Cues), inOrder(theirs.Cues)}} {
		if !slices.Equal(m.ours, m.theirs) {
			return fmt.Sprintf("has the %s [%s], in the original [%s]", m.what, strings.Join(m.ours, " "), strings.Join(m.theirs, " "))
		}
	}
	return ""
}

func inOrder[T any](list []T) []string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = fmt.Sprint(v)
	}
	slices.Sort(texts)
	return texts
}
