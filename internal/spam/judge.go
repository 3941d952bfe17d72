package spam

import (
	"time"
	"unicode/utf8"
)

// Suspicion is a reason to classify feedback as spam, for the log. It contains none of the text.
type Suspicion string

// The suspicions.
const (
	Trapped   Suspicion = "trap"      // the hidden field is filled in
	TooFast   Suspicion = "too-fast"  // faster than anybody types
	Links     Suspicion = "links"     // many links, or hardly anything else
	Repeated  Suspicion = "repeated"  // several others sent the same long text
	Promotion Suspicion = "promotion" // it promotes something other than cameras
)

// The thresholds and weights of suspicions: spam takes two of them, or one of double weight. Short
// texts are never suspected as repeated or too fast: many readers write "did not work".
const (
	spamWeight = 2

	minElapsed, minElapsedStrict = 3 * time.Second, time.Second
	minFast, minRepeat           = 10, 40 // code points
	minOthers, manyOthers        = 3, 5   // others
)

// Signals describes how a form was filled in. It is not stored.
type Signals struct {
	// Trapped is whether the hidden field has text in it, as programs fill in.
	Trapped bool
	// Elapsed is how long the page had been open when the form was sent, from the
	// beginning of its navigation. It is measured by a script; 0 means unknown.
	Elapsed time.Duration
}

// Judge reports whether new feedback, or a change to it, is spam, and every suspicion, in a fixed
// order.
//
// text is every text that the reader typed; others is how many others recently sent the same
// comment: see [Repeats.Others]. A verdict without any text is spam only if it is trapped. A single
// link never makes a comment spam, nor does a retry after a rejection. Spam must still be stored,
// so that an editor can recover it.
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
	case signals.Elapsed == 0 || utf8.RuneCountInString(text) < minFast || signals.Elapsed >= minElapsed:
		return 0
	case signals.Elapsed < minElapsedStrict:
		return spamWeight
	}
	return 1
}

func repeatWeight(text string, others int) int {
	switch {
	case others < minOthers || utf8.RuneCountInString(text) < minRepeat && findLinks(text).count == 0:
		return 0
	case others >= manyOthers:
		return spamWeight
	}
	return 1
}
