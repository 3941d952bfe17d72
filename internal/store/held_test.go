package store_test

import (
	"fmt"
	"net/netip"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/internal/spam"
	"pinhole/internal/store/maintenance"
	"pinhole/internal/store/sqldb"
)

var aNetwork = netip.MustParsePrefix("203.0.113.0/24")

// from is a bare answer from a network.
func from(id byte, network netip.Prefix) feedback.Entry {
	return feedback.Entry{ID: feedback.ID{id}, Article: "a", Revision: "r1", Network: network, Verdict: feedback.Answer(id%2 == 0)}
}

// holds returns what each stored answer is held for, by the first byte of its ID.
func (db *database) holds(t *testing.T) map[byte]feedback.Held {
	t.Helper()
	held := map[byte]feedback.Held{}
	for _, f := range db.all(t) {
		held[f.ID[0]] = f.Held
	}
	return held
}

func (db *database) wantHeld(t *testing.T, want map[byte]feedback.Held) {
	t.Helper()
	for id, held := range db.holds(t) {
		if held != want[id] {
			t.Errorf("answer %d is held as %q, want %q", id, held, want[id])
		}
	}
}

// From its sixth answer a day on, a network's are held, whichever program takes them, also after a
// restart.
func TestANetworksAnswersAreHeld(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		other := db.another(t)
		programs := []*database{db, other}
		want := map[byte]feedback.Held{}
		for id := range byte(20) {
			if id == 10 {
				db.reopen(t)
			}
			for range 3 { // a repeat is no new answer, here or there
				programs[id%2].add(t, from(id, aNetwork))
				programs[1-id%2].add(t, from(id, aNetwork))
			}
			if id >= spam.NetworkLimit {
				want[id] = feedback.HeldNetwork
			}
		}
		for i, e := range []feedback.Entry{from(100, aNetwork), from(101, aNetwork), from(102, netip.MustParsePrefix("203.0.114.0/24")), from(103, netip.Prefix{}), from(104, aNetwork)} {
			switch i {
			case 0:
				e.Article = "b"
			case 1:
				e.Revision = "r2"
			case 4:
				e.Held, want[104] = feedback.HeldRevision, feedback.HeldNetwork
			}
			db.add(t, e)
		}
		db.wantHeld(t, want)
		if got := db.tallies(t)["a r1"]; got != (feedback.Tally{Yes: 4, No: 3}) {
			t.Errorf("counted %+v", got)
		}
		// A reader who comes again with another verdict, details or a withdrawal changes nothing of
		// it.
		yes := feedback.Answer(true)
		db.change(t, feedback.ID{7}, feedback.Change{Verdict: &yes, Details: feedback.Details{Comment: pointer("It beeps.")}})
		db.change(t, feedback.ID{8}, feedback.Change{Withdraw: true})
		db.add(t, from(8, netip.MustParsePrefix("198.51.100.0/24")))
		db.wantHeld(t, want)
		// The next day starts at zero.
		db.clock = db.clock.Add(24 * time.Hour)
		db.add(t, from(110, aNetwork))
		db.wantHeld(t, want)
	})
}

func (db *database) tallies(t *testing.T) map[string]feedback.Tally {
	t.Helper()
	list, err := db.Tallies(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	tallies := map[string]feedback.Tally{}
	for _, tally := range list {
		tallies[tally.Article+" "+tally.Revision] = tally.Verdicts
	}
	return tallies
}

// What is counted by network is removed when its day is over, and no backup or copy holds it.
func TestNetworksAreForgotten(t *testing.T) {
	const rows = `SELECT (SELECT count(*) FROM network_key) + (SELECT count(*) FROM network_count)`
	onEach(t, func(t *testing.T, db *database) {
		db.add(t, from(1, aNetwork))
		db.add(t, from(2, netip.MustParsePrefix("2001:db8:1::/48")))
		if n := number(t, raw(t, db.name), rows); n != 3 {
			t.Errorf("%d rows, want a key and two counts", n)
		}
		if err := db.ForgetNetworks(t.Context()); err != nil || number(t, raw(t, db.name), rows) != 3 {
			t.Errorf("those of today are removed (%v)", err)
		}
		if !sqldb.IsPostgres(db.name) {
			file := filepath.Join(t.TempDir(), "backup.db")
			if _, err := maintenance.Backup(t.Context(), db.name, file, false); err != nil {
				t.Fatal(err)
			}
			if n := number(t, raw(t, file), rows); n != 0 {
				t.Errorf("a backup holds %d of them", n)
			}
		}
		db.clock = db.clock.Add(24 * time.Hour)
		db.add(t, from(3, aNetwork))
		if err := db.ForgetNetworks(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := number(t, raw(t, db.name), rows+` + (SELECT count(*) FROM network_count WHERE day <> (SELECT day FROM network_key))`); n != 2 {
			t.Errorf("%d rows are left, want today's key and count", n)
		}
	})
}

func TestABurstIsHeld(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		begin := db.clock
		db.add(t, from(1, netip.Prefix{}))
		db.clock = begin.Add(time.Hour)
		for id := byte(2); id < 8; id++ {
			db.add(t, from(id, netip.Prefix{}))
		}
		spam := from(9, netip.Prefix{})
		spam.Held = feedback.HeldRevision
		db.add(t, spam)
		want := map[byte]feedback.Held{9: feedback.HeldRevision}
		unheld := begin
		hold := func(size, held int, burst bool) {
			t.Helper()
			n, is, err := db.HoldBurst(t.Context(), "a", begin.Add(time.Millisecond), unheld, size)
			if n != held || is != burst || err != nil {
				t.Errorf("held %d, burst %v, %v; want %d, %v", n, is, err, held, burst)
			}
		}
		hold(7, 0, false)
		db.wantHeld(t, want)
		hold(6, 6, true)
		for id := byte(2); id < 8; id++ {
			want[id] = feedback.HeldBurst
		}
		db.wantHeld(t, want)
		db.clock = db.clock.Add(time.Minute)
		db.add(t, from(10, netip.Prefix{}))
		unheld = db.clock.Add(time.Millisecond)
		hold(6, 0, true) // only what came in since is looked at
		unheld = db.clock
		hold(6, 1, true)
		want[10] = feedback.HeldBurst
		db.wantHeld(t, want)
		if n := number(t, raw(t, db.name), `SELECT count(*) FROM held_change`); n != 1 {
			t.Errorf("a burst that goes on is %d bursts", n)
		}
		answers, since, err := db.AnswerRate(t.Context(), "a", begin.Add(-time.Hour), db.clock)
		if answers != 1 || !since.Equal(begin) || err != nil {
			t.Errorf("the rate is %d since %v, %v", answers, since, err)
		}
		// What an editor has counted is no part of a burst any more.
		span := feedback.Span{Article: "a", Held: feedback.HeldBurst, First: begin, Last: db.clock}
		if _, n, err := db.DecideHeld(t.Context(), "marie", span, feedback.Counted); n != 7 || err != nil {
			t.Errorf("counted %d, %v", n, err)
		}
		hold(1, 0, false)
		db.add(t, from(11, netip.Prefix{}))
		hold(1, 1, true)
	})
}

func TestDecisionsAboutHeldAnswers(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		ctx, begin := t.Context(), db.clock
		for id := range byte(9) {
			db.add(t, from(id, aNetwork))
		}
		unknown := from(20, netip.Prefix{})
		unknown.Article, unknown.Held = "b", feedback.HeldRevision
		db.add(t, unknown)
		db.clock = begin.Add(24 * time.Hour)
		unknown.ID = feedback.ID{21}
		db.add(t, unknown)

		network := feedback.HeldGroup{Span: feedback.Span{Article: "a", Held: feedback.HeldNetwork, First: begin, Last: begin}, Helpful: 2, Answers: 4}
		groups := []feedback.HeldGroup{
			{Span: feedback.Span{Article: "b", Held: feedback.HeldRevision, First: db.clock, Last: db.clock}, Helpful: 1, Answers: 1},
			network,
			{Span: feedback.Span{Article: "b", Held: feedback.HeldRevision, First: begin, Last: begin}, Helpful: 1, Answers: 1},
		}
		if got, err := db.HeldGroups(ctx, 10); !slices.Equal(got, groups) || err != nil {
			t.Errorf("groups %+v, %v\nwant %+v", got, err, groups)
		}
		wantCounts := func(want string) {
			t.Helper()
			counts, err := db.HeldCounts(ctx)
			if got := fmt.Sprint(counts); got != want || err != nil {
				t.Errorf("waiting %s, %v, want %s", got, err, want)
			}
		}
		wantCounts("map[network:4 revision:2]")

		change, n, err := db.DecideHeld(ctx, "marie", network.Span, feedback.Counted)
		if change == 0 || n != 4 || err != nil {
			t.Errorf("change %d of %d, %v", change, n, err)
		}
		if change, n, err := db.DecideHeld(ctx, "marie", network.Span, feedback.Counted); change != 0 || n != 0 || err != nil {
			t.Errorf("the same again is change %d of %d, %v", change, n, err)
		}
		if got := db.tallies(t)["a r1"]; got != (feedback.Tally{Yes: 5, No: 4}) {
			t.Errorf("counted %+v", got)
		}
		wantCounts("map[revision:2]")
		// Tallies of what has changed lately name the article.
		if list, err := db.Tallies(ctx, db.clock); err != nil || len(list) != 2 {
			t.Errorf("changed lately: %+v, %v", list, err)
		}
		if undo, err := db.Undo(ctx, "paul", change); undo == 0 || err != nil {
			t.Errorf("undo %d, %v", undo, err)
		}
		if undo, err := db.Undo(ctx, "paul", change); undo != 0 || err != nil {
			t.Errorf("undone twice it is %d, %v", undo, err)
		}
		if got, _ := db.HeldGroups(ctx, 10); !slices.Equal(got, groups) {
			t.Errorf("after the undo %+v", got)
		}
		// Also what is counted can be voided, and what is voided stays so whatever its reader does.
		counted := feedback.Span{Article: "a", First: begin, Last: begin}
		if _, n, err := db.DecideHeld(ctx, "marie", counted, feedback.Void); n != 5 || err != nil {
			t.Errorf("voided %d, %v", n, err)
		}
		db.add(t, from(0, aNetwork))
		if got := db.tallies(t)["a r1"]; got != (feedback.Tally{}) {
			t.Errorf("counted %+v", got)
		}
		for _, wrong := range []struct{ was, became feedback.Held }{{feedback.Counted, feedback.Counted}, {feedback.Void, feedback.Counted}, {feedback.HeldBurst, feedback.HeldNetwork}} {
			if _, _, err := db.DecideHeld(ctx, "marie", feedback.Span{Article: "a", Held: wrong.was, First: begin, Last: begin}, wrong.became); err == nil {
				t.Errorf("%q became %q", wrong.was, wrong.became)
			}
		}
		decisions, err := db.HeldDecisions(ctx, 10)
		if err != nil || len(decisions) != 2 || decisions[0].Undone || !decisions[1].Undone || decisions[1].Change != change ||
			decisions[1].Span != network.Span || decisions[0].Became != feedback.Void || decisions[0].Editor != "marie" {
			t.Errorf("decisions %+v, %v", decisions, err)
		}
		var acts []string
		trail, _ := db.Audit(ctx, 0, 10)
		for _, e := range trail {
			acts = append(acts, fmt.Sprint(e.Editor, " ", e.Action, " ", e.On))
		}
		if want := "[marie answers-voided a paul change-undone a marie answers-counted a]"; fmt.Sprint(acts) != want {
			t.Errorf("the trail says %v, want %v", acts, want)
		}
	})
}

// A decision about more answers than one commit takes is about all of them.
func TestADecisionAboutMany(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		const many = 1200
		for i := range many {
			e := from(0, netip.Prefix{})
			e.ID, e.Held = feedback.ID{byte(i), byte(i >> 8)}, feedback.HeldBurst
			db.add(t, e)
		}
		change, n, err := db.DecideHeld(t.Context(), "marie", feedback.Span{Article: "a", Held: feedback.HeldBurst, First: db.clock, Last: db.clock}, feedback.Counted)
		if n != many || err != nil || db.tallies(t)["a r1"].Yes != many {
			t.Errorf("counted %d, %v; the tally is %+v", n, err, db.tallies(t))
		}
		if _, err := db.Undo(t.Context(), "marie", change); err != nil || db.tallies(t)["a r1"].Yes != 0 {
			t.Errorf("after the undo %+v, %v", db.tallies(t), err)
		}
	})
}

func TestHiddenModels(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		ctx := t.Context()
		hidden := func(want string) {
			t.Helper()
			got, err := db.HiddenModels(ctx)
			if fmt.Sprint(got) != want || err != nil {
				t.Errorf("hidden %v, %v, want %v", got, err, want)
			}
		}
		hidden("map[]")
		change, err := db.HideModel(ctx, "marie", "a", "N841*", true)
		if change == 0 || err != nil {
			t.Errorf("change %d, %v", change, err)
		}
		if change, err := db.HideModel(ctx, "marie", "a", "N841*", true); change != 0 || err != nil {
			t.Errorf("again it is change %d, %v", change, err)
		}
		hidden("map[a:[N841*]]")
		undo, err := db.Undo(ctx, "marie", change)
		if undo == 0 || err != nil {
			t.Errorf("undo %d, %v", undo, err)
		}
		hidden("map[]")
		if _, err := db.Undo(ctx, "marie", undo); err != nil {
			t.Error(err)
		}
		hidden("map[a:[N841*]]")
		trail, _ := db.Audit(ctx, 0, 1)
		if trail[0].Action != editor.HidModel || trail[0].On != "a" || trail[0].Detail != "N841*" {
			t.Errorf("the trail says %+v", trail)
		}
	})
}
