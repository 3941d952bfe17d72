package insight

import (
	"slices"
	"time"

	"pinhole/internal/article"
)

// FailedStep is how many readers of a revision said that one of its steps failed.
type FailedStep struct {
	Anchor  string
	Readers int
}

// Rewriting is that a step was rewritten after readers said that it failed.
type Rewriting struct {
	Step    string // its anchor, the same before and after
	Readers int    // who said of its earlier words that it failed
	Day     time.Time
}

// Edition is the steps of one revision.
type Edition struct {
	Since  time.Time
	Steps  []article.Step
	Failed []FailedStep
}

// Rewritten returns the latest rewriting of a step that had failed enough readers, among editions
// with the oldest first; of several at once that with the most readers. Readers of all editions
// count in which a step had the same words. enough below MinAnswers means MinAnswers. A step that is
// gone, or now stands elsewhere, was not rewritten.
func Rewritten(editions []Edition, enough int) (latest Rewriting, ok bool) {
	failed := map[string]int{} // by the words of the step
	for i := 1; i < len(editions); i++ {
		before, after := editions[i-1], editions[i]
		for _, f := range before.Failed {
			if text, there := StepText(before.Steps, f.Anchor); there {
				failed[text] += f.Readers
			}
		}
		for _, step := range before.Steps {
			readers := failed[step.Text]
			_, remains := StepText(after.Steps, step.Anchor)
			if readers < max(enough, MinAnswers) || !remains || !StepChanged(before.Steps, after.Steps, step.Anchor) {
				continue
			}
			if !ok || latest.Day.Before(after.Since) || latest.Readers < readers {
				latest, ok = Rewriting{Step: step.Anchor, Readers: readers, Day: after.Since}, true
			}
		}
	}
	if last := len(editions) - 1; ok && !slices.Contains(article.Anchors(editions[last].Steps), latest.Step) {
		return Rewriting{}, false // it was removed later
	}
	return latest, ok
}

// mostFailed returns the step that failed the most readers; "" where none failed two.
func mostFailed(steps []FailedStep) string {
	most := FailedStep{Readers: minReports - 1}
	for _, s := range steps {
		if s.Readers > most.Readers {
			most = s
		}
	}
	return most.Anchor
}
