package store_test

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"time"

	"pinhole/internal/feedback"
)

// browsers is how many readers there are in a [play]: few enough that they meet
// their own feedback again.
const browsers = 12

func pick[T any](r *rand.Rand, values ...T) T { return values[r.IntN(len(values))] }

// maybe is one of some values, or nil.
func maybe[T any](r *rand.Rand, values ...T) *T {
	if r.IntN(2) == 0 {
		return nil
	}
	v := pick(r, values...)
	return &v
}

// place is a browser's feedback on the current or an older revision.
func (p *play) place() (id feedback.ID, article, revision string) {
	n := p.random.IntN(len(p.revisions))
	article = fmt.Sprintf("article-%d", n)
	revision = fmt.Sprintf("%012x", max(0, p.revisions[n]-p.random.IntN(2)))
	browser := feedback.Browser{byte(p.random.IntN(browsers))}
	return browser.Receipt(article, revision).ID(), article, revision
}

func (p *play) id() feedback.ID {
	id, _, _ := p.place()
	return id
}

func (p *play) verdict() feedback.Verdict {
	if p.random.IntN(2) == 0 {
		return feedback.Answer(p.random.IntN(2) == 0)
	}
	v, _ := feedback.Rate(1 + p.random.IntN(feedback.MaxRating))
	return v
}

func (p *play) details() feedback.Details {
	return feedback.Details{
		Reason:   maybe(p.random, "", feedback.DidNotWork, feedback.OtherReason),
		Step:     maybe(p.random, "", "step-1", "step-2"),
		Model:    maybe(p.random, "", "N841A81", "n841a81", "Ä 1"),
		Firmware: maybe(p.random, "", "1.0"),
		Outcome:  maybe(p.random, "", feedback.Worked, feedback.Failed, feedback.NotTried),
		Comment:  maybe(p.random, "", "It beeps.", "'; DROP TABLE feedback; --\n🙁"),
		Path:     maybe(p.random, "", "no-login.locked", "offline.light"),
	}
}

func (p *play) entry() feedback.Entry {
	e := feedback.Entry{Verdict: p.verdict(), Withdraw: p.random.IntN(20) == 0, Spam: p.random.IntN(20) == 0,
		Language: pick(p.random, "en", "es"), Details: p.details()}
	switch p.random.IntN(16) {
	case 0, 1:
		e.Held = feedback.HeldRevision
	case 2:
		e.Held = feedback.HeldBurst
	}
	if n := p.random.IntN(4); n > 0 {
		e.Network = netip.PrefixFrom(netip.AddrFrom4([4]byte{203, 0, byte(n), 0}), 24)
	}
	e.ID, e.Article, e.Revision = p.place()
	if p.random.IntN(3) == 0 {
		e.GivenAt = p.clock.Add(-time.Duration(p.random.IntN(1_000_000)) * time.Millisecond)
	}
	return e
}

func (p *play) anyChange() feedback.Change {
	c := feedback.Change{Details: p.details(), Spam: p.random.IntN(20) == 0}
	if p.random.IntN(2) == 0 {
		v := p.verdict()
		c.Verdict = &v
	}
	return c
}

func (p *play) triage() feedback.Triage {
	return feedback.Triage{Status: maybe(p.random, feedback.New, feedback.Accepted, feedback.Fixed, feedback.Declined, feedback.Spam),
		Reply: maybe(p.random, "", "Thank you, step 3 is fixed."), FixedIn: maybe(p.random, "", "0123456789ab")}
}
