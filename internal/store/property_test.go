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
		p := &play{t: t, random: rand.New(rand.NewPCG(seed, 0)), model: model{}, edited: map[[2]string]time.Time{}, clock: db.clock,
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
	case n < 90:
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
	p.model.add(e, p.clock)
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
