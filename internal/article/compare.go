package article

import (
	"fmt"
	"slices"
	"strings"
)

// compare checks a translation against its original. One that is older may differ: readers are told, and its author is asked
// to bring it up to date.
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
	s.compareTexts(a)
}

// pair is a translation's text and its original's.
type pair struct{ ours, theirs *body }

// compareTexts checks the sections of a translation, which must be read for that. What the last load found in the same two texts
// holds still.
func (s *assembly) compareTexts(a *Article) {
	both := pair{a.body, a.Original.body}
	found, known := s.before[both]
	if known {
		s.problems = append(s.problems, found...)
	} else {
		from := len(s.problems)
		s.compareSections(a)
		found = slices.Clone(s.problems[from:])
	}
	s.compared[both] = found
}

// compareNotes checks that each note of an effect is translated, and none is made up.
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

// compareSections checks that a translation has the known sections of its original, with the same steps.
func (s *assembly) compareSections(a *Article) {
	for _, kind := range []Kind{DisagreeSection, BeforeSection, StepsSection, FailsSection, AfterSection} {
		ours, theirs := sectionsOf(a, kind), sectionsOf(a.Original, kind)
		if len(ours) != len(theirs) {
			s.fail(a.File, lineOf(ours), "sections of the kind %q: %d here, %d in the original; translate each", tongues[a.Language].heading(kind), len(ours), len(theirs))
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

// lineOf is where the last of some sections stands.
func lineOf(list []Section) int {
	if len(list) == 0 {
		return 1
	}
	return list[len(list)-1].Line
}

// compareSteps checks that two procedures have the same addresses, the same number of steps, and the same marks in each.
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
		if trouble := marksTrouble(step, theirs.Steps[i]); trouble != "" {
			s.fail(file, step.Line, "step %d %s; the original is right", step.Number, trouble)
		}
	}
}

// marksTrouble says where holds and cues of two steps differ, as the rest of a sentence; or nothing. Another language may name
// them in another order.
func marksTrouble(ours, theirs Step) string {
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
