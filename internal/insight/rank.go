package insight

import (
	"cmp"
	"slices"
	"strings"

	"pinhole/internal/feedback"
)

// Fix is an article's place in "what to fix first".
type Fix struct {
	Article string // its id
	Failed  Share  // readers whom it did not help, of all who answered in the period
	// Likely is where the share of readers whom it fails really lies.
	Likely Interval
	// Weight is how many readers it has failed at least, as far as the answers can tell: the lower
	// end of Likely times the number of answers. It is what the list is ordered by. Both count: how
	// many readers came, and how sure it is that the article, and not chance, failed them. One No
	// out of one weighs 0.2 readers, 10 out of 100 weigh 5.5.
	Weight float64
	// Trend compares the shares of helpful answers in the period before and in this one.
	Trend Difference

	// What readers said about it in the period; see Explain.
	Reason    feedback.Reason // the most frequent one, or empty
	Reasons   Share           // how many gave it, of those who gave one
	Step      Step            // the step that failed most readers
	Steps     Share           // how many named it, of those who named one
	Models    []string        // on which it failed most readers, at most three
	ModelsAll int             // how many models were named
}

// Step is a step of a revision.
type Step struct{ Revision, Anchor string }

// shownFailing is how many models stand beside an article in the list.
const shownFailing = 3

// FixFirst orders articles by what is to be fixed first. The list counts all answers of a period by
// [feedback.ByArticle]. An article without a failure is left out.
func FixFirst(period []feedback.Count) []Fix {
	var list []Fix
	for _, c := range period {
		if c.Failed() == 0 {
			continue
		}
		failed := Share{c.Failed(), c.Answers}
		likely := failed.Interval()
		list = append(list, Fix{
			Article: c.Keys[0], Failed: failed, Likely: likely, Weight: likely.Low * float64(c.Answers),
		})
	}
	slices.SortFunc(list, func(a, b Fix) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), strings.Compare(a.Article, b.Article))
	})
	return list
}

// Trends fills in how the articles did in the period before, which is as long: the counts are by
// [feedback.ByArticle]. They need only hold the articles that the list holds.
func Trends(list []Fix, before []feedback.Count) {
	earlier := make(map[string]Share, len(before))
	for _, c := range before {
		earlier[c.Keys[0]] = Share{c.Helpful, c.Answers}
	}
	for i, f := range list {
		list[i].Trend = Compare(earlier[f.Article], Share{f.Failed.Whole - f.Failed.Part, f.Failed.Whole})
	}
}

// Explain fills in what readers said. The counts are of the same period and by [feedback.ByArticle]
// and then by reason; by revision and step; and by model. They need only hold the articles that the
// list holds.
func Explain(list []Fix, reasons, steps, models []feedback.Count) {
	at := make(map[string]*Fix, len(list))
	for i := range list {
		at[list[i].Article] = &list[i]
	}
	most(at, reasons, 1, func(f *Fix, c feedback.Count, all Share) {
		f.Reason, f.Reasons = feedback.Reason(c.Keys[1]), all
	})
	most(at, steps, 2, func(f *Fix, c feedback.Count, all Share) {
		f.Step, f.Steps = Step{c.Keys[1], c.Keys[2]}, all
	})
	for _, c := range byFailures(models, 1) {
		if f := at[c.Keys[0]]; f != nil {
			f.ModelsAll++
			if len(f.Models) < shownFailing {
				f.Models = append(f.Models, c.Keys[1])
			}
		}
	}
}

// most finds, for each article, the count with the most failures among those that say something in
// the key of this number.
func most(at map[string]*Fix, counts []feedback.Count, key int, set func(*Fix, feedback.Count, Share)) {
	said := map[string]int{}
	sorted := byFailures(counts, key)
	for _, c := range sorted {
		said[c.Keys[0]] += c.Failed()
	}
	seen := map[string]bool{}
	for _, c := range sorted {
		article := c.Keys[0]
		if f := at[article]; f != nil && !seen[article] {
			seen[article] = true
			set(f, c, Share{c.Failed(), said[article]})
		}
	}
}

// byFailures returns the counts that say something in the key and hold a failure, most failures
// first.
func byFailures(counts []feedback.Count, key int) []feedback.Count {
	var list []feedback.Count
	for _, c := range counts {
		if c.Keys[key] != "" && c.Failed() > 0 {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b feedback.Count) int {
		return cmp.Or(cmp.Compare(b.Failed(), a.Failed()), slices.Compare(a.Keys, b.Keys))
	})
	return list
}
