package insight

import (
	"slices"

	"pinhole/internal/article"
)

// StepText returns the words of a step of a revision; not ok when the revision has no such step.
func StepText(steps []article.Step, anchor string) (text string, ok bool) {
	i := slices.IndexFunc(steps, func(s article.Step) bool { return s.Anchor == anchor })
	if i < 0 {
		return "", false
	}
	return steps[i].Text, true
}

// StepChanged reports whether what a step of an earlier revision said is not said any more: no step
// now has the same text. Then a comment on it may be settled. A step that has only moved has not
// changed. A step that the earlier revision does not have counts as changed, because nobody can
// point to it.
func StepChanged(then, now []article.Step, anchor string) bool {
	text, ok := StepText(then, anchor)
	return !ok || !slices.ContainsFunc(now, func(s article.Step) bool { return s.Text == text })
}
