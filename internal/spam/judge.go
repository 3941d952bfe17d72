package spam

import (
	"time"
	"unicode/utf8"
)

// Suspicion is a reason to take feedback for spam, for the log: it holds nothing
// of what was written.
type Suspicion string

// The suspicions.
const (
	Trapped   Suspicion = "trap"      // the field that no reader sees is filled
	TooFast   Suspicion = "too-fast"  // nobody types so fast
	Links     Suspicion = "links"     // many links, or hardly anything else
	Repeated  Suspicion = "repeated"  // several others brought the same long text
	Promotion Suspicion = "promotion" // it praises something that is not a camera
)

// The grounds of suspicions, in weights: spam takes two together, or one that
// counts double. Short texts are never repeated or fast: many readers write
// "did not work".
const (
	spamWeight = 2

	fast, veryFast     = 3 * time.Second, time.Second
	minFast, minRepeat = 10, 40 // code points
	repeated, often    = 3, 5   // others
)

// Signals is what a form tells about how it was filled in. It is not stored.
type Signals struct {
	// Trapped: a field that no reader sees has text in it. Programs fill it.
	Trapped bool
	// Elapsed is how long the page had been open when the form was sent, from the
	// beginning of its navigation. Only a script can tell; 0 means that none did.
	Elapsed time.Duration
}

// Judge says whether feedback that has just come in, or a later change to it, is
// spam, and every suspicion that it raises, in a fixed order.
//
// text is every text that the reader typed; others is how many others lately
// brought the same comment: see [Repeats.Others]. A verdict without any text is
// spam only when it is trapped. A single link never makes a comment spam, nor does
// a reader who sends again what was just refused. What is judged spam must be
// stored all the same, so that an editor can rescue it.
func Judge(signals Signals, text string, others int) (spam bool, suspicions []Suspicion) {
	weight := 0
	for _, ground := range []struct {
		Suspicion
		weight int
	}{
		{Trapped, trapWeight(signals)},
		{TooFast, speedWeight(signals, text)},
		{Links, linkWeight(text)},
		{Repeated, repeatWeight(text, others)},
		{Promotion, promotionWeight(text)},
	} {
		if ground.weight > 0 {
			suspicions = append(suspicions, ground.Suspicion)
			weight += ground.weight
		}
	}
	return weight >= spamWeight, suspicions
}

func trapWeight(signals Signals) int {
	if signals.Trapped {
		return spamWeight
	}
	return 0
}

func speedWeight(signals Signals, text string) int {
	switch {
	case signals.Elapsed == 0 || utf8.RuneCountInString(text) < minFast || signals.Elapsed >= fast:
		return 0
	case signals.Elapsed < veryFast:
		return spamWeight
	}
	return 1
}

func repeatWeight(text string, others int) int {
	switch {
	case others < repeated || utf8.RuneCountInString(text) < minRepeat && findLinks(text).count == 0:
		return 0
	case others >= often:
		return spamWeight
	}
	return 1
}
