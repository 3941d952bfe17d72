package store_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
)

// Whatever readers, editors and operators do, in whatever order and through
// whichever of two programs, the database holds and counts what the model says.
// PINHOLE_TEST_LONG=1 takes 10,000 steps, PINHOLE_TEST_SEED repeats a run.
func TestTheStoreIsAsTheModelSays(t *testing.T) {
	steps := 500
	if os.Getenv("PINHOLE_TEST_LONG") == "1" {
		steps = 10_000
	}
	seed := rand.Uint64()
	if text := os.Getenv("PINHOLE_TEST_SEED"); text != "" {
		var err error
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("PINHOLE_TEST_SEED=%d", seed)
	onEach(t, func(t *testing.T, db *database) {
		p := &play{t: t, random: rand.New(rand.NewPCG(seed, 0)), model: model{}, edited: map[[2]string]time.Time{}, networks: map[networkDay]int{}, decided: map[feedback.ID]int64{}, clock: db.clock,
			programs: []*database{db, db.another(t)}}
		for step := range steps {
			what := p.step()
			if step%50 == 0 || step == steps-1 {
				p.compare()
			}
			if t.Failed() {
				t.Fatalf("at step %d: %s", step, what)
			}
		}
	})
}

// play is a run of the property test.
type play struct {
	t         *testing.T
	random    *rand.Rand
	model     model
	edited    map[[2]string]time.Time
	networks  map[networkDay]int
	decided   map[feedback.ID]int64 // the change of an editor that stands
	decisions []feedback.HeldDecision
	programs  []*database
	clock     time.Time
	revisions [3]int // how often each article was changed
	last      feedback.Entry
}

// step does one random thing to the store and to the model, and returns what.
func (p *play) step() string {
	p.clock = p.clock.Add(time.Duration(p.random.IntN(3000)) * time.Millisecond)
	for _, program := range p.programs {
		program.clock = p.clock
	}
	program := p.programs[p.random.IntN(len(p.programs))]
	switch n := p.random.IntN(100); {
	case n < 42:
		p.last = p.entry()
		return p.add(program, p.last)
	case n < 52:
		return p.add(program, p.last)
	case n < 77:
		return p.change(program, p.id(), p.anyChange())
	case n < 84:
		return p.change(program, p.id(), feedback.Change{Withdraw: true})
	case n < 86:
		return p.decide(program)
	case n < 87:
		return p.undoDecision(program)
	case n < 88:
		return p.burst(program)
	case n < 91:
		return p.edit(program, p.id(), p.triage())
	case n < 94:
		return p.forget(program, p.id())
	case n < 96:
		return p.forgetComments(program)
	case n < 98:
		p.revisions[p.random.IntN(len(p.revisions))]++
		return "a new revision"
	default:
		program.reopen(p.t)
		return "a restart"
	}
}

func (p *play) add(program *database, e feedback.Entry) string {
	if e.Article == "" {
		return "nothing to repeat yet"
	}
	p.model.add(e, p.clock, p.networks)
	if err := program.AddFeedback(p.t.Context(), e); err != nil {
		p.t.Error(err)
	}
	program.want(p.t, p.model[e.ID])
	return fmt.Sprintf("add %+v", e)
}

func (p *play) change(program *database, id feedback.ID, c feedback.Change) string {
	known := p.model.change(id, c, p.clock)
	p.check(program.ChangeFeedback(p.t.Context(), id, c), known)
	if known {
		program.want(p.t, p.model[id])
	}
	return fmt.Sprintf("change %v to %+v", id, c)
}

func (p *play) edit(program *database, id feedback.ID, t feedback.Triage) string {
	before := p.model[id]
	known := p.model.triage(id, t)
	item, _ := program.Item(p.t.Context(), id)
	item.ID = id
	if _, err := program.Triage(p.t.Context(), "marie", []feedback.Ref{item.Ref()}, t); known && err != nil || !known && !errors.Is(err, feedback.ErrChanged) {
		p.t.Errorf("known %v: %v", known, err)
	}
	if known {
		program.want(p.t, p.model[id])
	}
	if f := p.model[id]; f != before {
		p.edited[[2]string{f.Article, f.Revision}] = p.clock
	}
	return fmt.Sprintf("set %+v on %v", t, id)
}

func (p *play) forget(program *database, id feedback.ID) string {
	_, known := p.model[id]
	delete(p.model, id)
	delete(p.decided, id)
	p.check(program.ForgetFeedback(p.t.Context(), id), known)
	return fmt.Sprintf("forget %v", id)
}

func (p *play) forgetComments(program *database) string {
	limit := p.clock.Add(-time.Duration(p.random.IntN(300)) * time.Second)
	want := p.model.forgetComments(limit)
	if n, err := program.ForgetComments(p.t.Context(), limit); n != want || err != nil {
		p.t.Errorf("forgot %d comments, %v, want %d", n, err, want)
	}
	return fmt.Sprintf("forget comments before %v", limit)
}

// decide counts or voids what is held, or voids what is counted.
func (p *play) decide(program *database) string {
	span := feedback.Span{Article: fmt.Sprintf("article-%d", p.random.IntN(len(p.revisions))),
		Held:  pick(p.random, feedback.Counted, feedback.HeldNetwork, feedback.HeldNetwork, feedback.HeldRevision, feedback.HeldBurst),
		First: p.clock.Add(-time.Duration(p.random.IntN(200)) * time.Second), Last: p.clock.Add(-time.Duration(p.random.IntN(20)) * time.Second)}
	d := feedback.HeldDecision{Span: span, Became: feedback.Void}
	if span.Held.Waiting() && p.random.IntN(2) == 0 {
		d.Became = feedback.Counted
	}
	want := p.hold(d.Became, func(id feedback.ID, f feedback.Feedback) bool {
		return f.Article == span.Article && f.Held == span.Held && !f.ReceivedAt.Before(span.First) && !f.ReceivedAt.After(span.Last)
	})
	var n int
	var err error
	if d.Change, n, err = program.DecideHeld(p.t.Context(), "marie", span, d.Became); n != len(want) || err != nil {
		p.t.Errorf("decided about %d answers, %v, want %d", n, err, len(want))
	}
	for _, id := range want {
		p.decided[id] = d.Change
	}
	if d.Change != 0 {
		p.decisions = append(p.decisions, d)
	}
	return fmt.Sprintf("decide %+v", d)
}

func (p *play) undoDecision(program *database) string {
	if len(p.decisions) == 0 {
		return "nothing to undo yet"
	}
	d := pick(p.random, p.decisions...)
	want := p.hold(d.Held, func(id feedback.ID, _ feedback.Feedback) bool { return p.decided[id] == d.Change })
	undo, err := program.Undo(p.t.Context(), "marie", d.Change)
	if err != nil || undo == 0 != (len(want) == 0) {
		p.t.Errorf("change %d undoes %d answers, %v", undo, len(want), err)
	}
	for _, id := range want {
		p.decided[id] = undo
	}
	if undo != 0 {
		p.decisions = append(p.decisions, feedback.HeldDecision{Change: undo, Span: feedback.Span{Held: d.Became}, Became: d.Held})
	}
	return fmt.Sprintf("undo %+v", d)
}

func (p *play) burst(program *database) string {
	article, since := fmt.Sprintf("article-%d", p.random.IntN(len(p.revisions))), p.clock.Add(-time.Duration(p.random.IntN(100))*time.Second)
	within := func(id feedback.ID, f feedback.Feedback) bool {
		return f.Article == article && !f.ReceivedAt.Before(since) && p.decided[id] == 0
	}
	answers, size := 0, 1+p.random.IntN(4)
	for id, f := range p.model {
		if within(id, f) && (f.Held == feedback.Counted || f.Held == feedback.HeldBurst) {
			answers++
		}
	}
	var want []feedback.ID
	if answers >= size {
		want = p.hold(feedback.HeldBurst, func(id feedback.ID, f feedback.Feedback) bool { return within(id, f) && f.Held == feedback.Counted })
	}
	if held, burst, err := program.HoldBurst(p.t.Context(), article, since, since, size); held != len(want) || burst != (answers >= size) || err != nil {
		p.t.Errorf("held %d answers, burst %v, %v; want %d of %d", held, burst, err, len(want), answers)
	}
	return fmt.Sprintf("hold bursts of %d on %s since %v", size, article, since)
}

// hold sets held in the model where it should.
func (p *play) hold(held feedback.Held, should func(feedback.ID, feedback.Feedback) bool) (changed []feedback.ID) {
	articles := map[string]bool{}
	for id, f := range p.model {
		if should(id, f) {
			f.Held = held
			p.model[id] = f
			articles[f.Article] = true
			changed = append(changed, id)
		}
	}
	for _, f := range p.model {
		if articles[f.Article] {
			p.edited[[2]string{f.Article, f.Revision}] = p.clock
		}
	}
	return changed
}

func (p *play) check(err error, known bool) {
	if known && err != nil || !known && !errors.Is(err, store.ErrNotFound) {
		p.t.Errorf("known %v: %v", known, err)
	}
}

// compare looks at everything, through both programs.
func (p *play) compare() {
	since := p.clock.Add(-time.Duration(p.random.IntN(100)) * time.Second)
	for _, program := range p.programs {
		if got, want := program.all(p.t), p.model.all(); !slices.Equal(got, want) {
			p.t.Errorf("rows %+v\nwant %+v", got, want)
		}
		for _, since := range []time.Time{{}, since} {
			got, err := program.Tallies(p.t.Context(), since)
			if want := p.model.tallies(since, p.edited); err != nil || !reflect.DeepEqual(got, want) {
				p.t.Errorf("tallies since %v: %+v, %v\nwant %+v", since, got, err, want)
			}
		}
	}
}
