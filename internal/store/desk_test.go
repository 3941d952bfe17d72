package store_test

import (
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"testing"
	"time"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/internal/store"
)

const aDay = 24 * time.Hour

// said is feedback of a reader with a comment.
func said(id byte, article, revision, step, comment string) feedback.Entry {
	return feedback.Entry{ID: feedback.ID{id}, Article: article, Revision: revision, Language: "en",
		Details: feedback.Details{Reason: pointer(feedback.DidNotWork), Step: &step, Model: pointer("N841"), Outcome: pointer(feedback.Failed), Comment: &comment}}
}

// someFeedback is what the tests below count: two articles, three days, one bare Yes, one spam and
// one on an unknown revision.
func (db *database) someFeedback(t *testing.T) {
	t.Helper()
	db.clock = day(t, "2026-11-20").Add(time.Hour)
	db.add(t, said(1, "a", "r1", "step-1", "Step 1 is WRONG: 50% of it_is missing\\x"))
	db.add(t, said(2, "a", "r1", "step-2", "It beeps."))
	db.clock = db.clock.Add(aDay)
	db.add(t, said(3, "a", "r2", "step-1", ""))
	db.add(t, said(4, "b", "r1", "step-1", "It beeps, too."))
	db.add(t, feedback.Entry{ID: feedback.ID{5}, Article: "b", Revision: "r1", Verdict: feedback.Answer(true)})
	db.clock = db.clock.Add(aDay)
	spam := said(6, "a", "r2", "", "Buy it_beeps here")
	spam.Spam = true
	db.add(t, spam)
	unknown := said(7, "a", "r9", "step-1", "Nothing happens")
	unknown.Held = feedback.HeldRevision
	db.add(t, unknown)
	gone := said(8, "a", "r2", "", "I take it back")
	gone.Withdraw = true
	db.add(t, gone)
}

func idsOf(items []feedback.Item) (ids []byte) {
	for _, i := range items {
		ids = append(ids, i.ID[0])
	}
	return ids
}

func TestItems(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		db.someFeedback(t)
		if _, err := db.Triage(t.Context(), "marie", []feedback.Ref{{ID: feedback.ID{2}}}, feedback.Triage{Assignee: pointer("marie"), Status: pointer(feedback.Accepted)}); err != nil {
			t.Fatal(err)
		}
		from, to := day(t, "2026-11-21"), day(t, "2026-11-22")
		for name, c := range map[string]struct {
			filter feedback.Filter
			want   []byte
		}{
			"all":            {feedback.Filter{}, []byte{7, 5, 4, 3, 2, 1}},
			"the inbox":      {feedback.Filter{Commented: true}, []byte{7, 4, 2, 1}},
			"spam":           {feedback.Filter{Statuses: []feedback.Status{feedback.Spam}}, []byte{6}},
			"two statuses":   {feedback.Filter{Statuses: []feedback.Status{feedback.Accepted, feedback.Withdrawn}}, []byte{8, 2}},
			"an article":     {feedback.Filter{Articles: []string{"b"}}, []byte{5, 4}},
			"no article":     {feedback.Filter{Articles: []string{}}, nil},
			"failed":         {feedback.Filter{Articles: []string{"a", "b"}, Failed: true}, []byte{7, 4, 3, 2, 1}},
			"a step":         {feedback.Filter{Articles: []string{"a"}, Revision: "r1", Step: "step-1"}, []byte{1}},
			"a reason":       {feedback.Filter{Reason: feedback.OtherReason}, nil},
			"a model":        {feedback.Filter{Model: "N841", Outcome: feedback.Failed, Commented: true}, []byte{7, 4, 2, 1}},
			"marie's":        {feedback.Filter{Assignee: "marie"}, []byte{2}},
			"nobody's":       {feedback.Filter{Unassigned: true, Commented: true}, []byte{7, 4, 1}},
			"words":          {feedback.Filter{Text: "BEEPS it"}, []byte{4, 2}},
			"odd characters": {feedback.Filter{Text: `50% it_is missing\x`}, []byte{1}},
			"not a wildcard": {feedback.Filter{Text: `b%s`}, nil},
			"a period":       {feedback.Filter{Period: feedback.Period{From: from, To: to}}, []byte{5, 4, 3}},
			"until":          {feedback.Filter{Period: feedback.Period{To: from}}, []byte{2, 1}},
		} {
			items, err := db.Items(t.Context(), c.filter, feedback.Cursor{}, 100)
			if got := idsOf(items); err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s: %v, %v, want %v", name, got, err, c.want)
			}
			counts, err := db.CountItems(t.Context(), c.filter)
			if err != nil || len(counts) != 1 || counts[0].Answers != len(c.want) {
				t.Errorf("%s: counted %v, %v, want %d", name, counts, err, len(c.want))
			}
			var paged, exported []byte
			for after := (feedback.Cursor{}); ; {
				page, err := db.Items(t.Context(), c.filter, after, 2)
				if err != nil {
					t.Fatal(err)
				}
				if paged = append(paged, idsOf(page)...); len(page) < 2 {
					break
				}
				after = page[1].Cursor()
			}
			for f, err := range db.ChosenFeedback(t.Context(), c.filter) {
				if err != nil {
					t.Fatal(err)
				}
				exported = append(exported, f.ID[0])
			}
			if !slices.Equal(paged, c.want) || !slices.Equal(exported, c.want) {
				t.Errorf("%s: page by page %v, exported %v, want %v", name, paged, exported, c.want)
			}
		}
	})
}

func TestCounts(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		db.someFeedback(t)
		for _, c := range []struct {
			filter feedback.Filter
			by     []feedback.Facet
			want   string
		}{
			{feedback.Filter{}, nil, "[{[] 1 5}]"},
			{feedback.Filter{Articles: []string{"none"}}, nil, "[{[] 0 0}]"},
			{feedback.Filter{}, []feedback.Facet{feedback.ByDay}, "[{[2026-11-20] 0 2} {[2026-11-21] 1 3}]"},
			{feedback.Filter{}, []feedback.Facet{feedback.ByArticle}, "[{[a] 0 3} {[b] 1 2}]"},
			{feedback.Filter{Failed: true, Articles: []string{"a"}}, []feedback.Facet{feedback.ByArticle, feedback.ByRevision, feedback.ByStep},
				"[{[a r1 step-1] 0 1} {[a r1 step-2] 0 1} {[a r2 step-1] 0 1}]"},
			{feedback.Filter{}, []feedback.Facet{feedback.ByReason, feedback.ByOutcome, feedback.ByModel}, "[{[  ] 1 1} {[did-not-work failed N841] 0 4}]"},
			{feedback.Filter{Statuses: []feedback.Status{feedback.New, feedback.Spam, feedback.Withdrawn}}, []feedback.Facet{feedback.ByStatus, feedback.ByAssignee},
				"[{[new ] 1 5} {[spam ] 0 1} {[withdrawn ] 0 1}]"},
		} {
			got, err := db.CountVerdicts(t.Context(), c.filter, c.by...)
			if fmt.Sprint(got) != c.want || err != nil {
				t.Errorf("by %v: %v, %v, want %s", c.by, got, err, c.want)
			}
		}
		if _, err := db.CountVerdicts(t.Context(), feedback.Filter{}, "id; DROP TABLE feedback"); err == nil {
			t.Error("a facet that is none is counted by")
		}
		steps, err := db.OpenSteps(t.Context())
		want := []feedback.StepCount{{Article: "a", Revision: "r1", Step: "step-1", Comments: 1}, {Article: "a", Revision: "r1", Step: "step-2", Comments: 1},
			{Article: "a", Revision: "r9", Step: "step-1", Comments: 1}, {Article: "b", Revision: "r1", Step: "step-1", Comments: 1}}
		if err != nil || !reflect.DeepEqual(steps, want) {
			t.Errorf("open steps %v, %v, want %v", steps, err, want)
		}
	})
}

func TestCountsByPath(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		db.someFeedback(t)
		for i, path := range []string{"no-login.locked", "no-login.locked", "offline.light"} {
			e := said(byte(20+i), "a", "r1", "", "")
			e.Path, e.Verdict = &path, feedback.Answer(i == 0)
			db.add(t, e)
		}
		got, err := db.CountVerdicts(t.Context(), feedback.Filter{Branched: true}, feedback.ByPath, feedback.ByArticle)
		if want := "[{[no-login.locked a] 1 2} {[offline.light a] 0 1}]"; fmt.Sprint(got) != want || err != nil {
			t.Errorf("counts %v, %v, want %s", got, err, want)
		}
	})
}

// changed is what a ChangedError says: whether the error is one, the items and those that are gone.
func changed(err error) (items []feedback.Item, gone []feedback.ID) {
	if c := (*feedback.ChangedError)(nil); errors.As(err, &c) && errors.Is(err, feedback.ErrChanged) {
		return c.Now, c.Gone
	}
	return nil, nil
}

func (db *database) item(t *testing.T, id byte) feedback.Item {
	t.Helper()
	item, err := db.Item(t.Context(), feedback.ID{id})
	if err != nil {
		t.Fatal(err)
	}
	return item
}

func TestTriage(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		ctx := t.Context()
		db.add(t, no(1))
		before := db.item(t, 1)
		change, err := db.Triage(ctx, "marie", []feedback.Ref{before.Ref()}, feedback.Triage{Status: pointer(feedback.Fixed),
			Assignee: pointer("ada"), Note: pointer("private"), Reply: pointer("Thank you."), FixedIn: pointer("ba9876543210")})
		if err != nil || change == 0 {
			t.Fatal(change, err)
		}
		want := before
		want.Status, want.Assignee, want.Note, want.Reply, want.FixedIn, want.Version = feedback.Fixed, "ada", "private", "Thank you.", "ba9876543210", 1
		if got := db.item(t, 1); got != want {
			t.Errorf("the item is %+v, want %+v", got, want)
		}
		db.want(t, want.Feedback)
		if again, err := db.Triage(ctx, "marie", []feedback.Ref{want.Ref()}, feedback.Triage{Status: pointer(feedback.Fixed)}); again != 0 || err != nil {
			t.Errorf("nothing to change: %d, %v", again, err)
		}
		// ada has seen what was there before.
		_, err = db.Triage(ctx, "ada", []feedback.Ref{before.Ref()}, feedback.Triage{Status: pointer(feedback.Declined)})
		if now, gone := changed(err); !slices.Equal(now, []feedback.Item{want}) || gone != nil {
			t.Errorf("the second editor learns %+v, %v, %v", now, gone, err)
		}
		if got := db.item(t, 1); got != want {
			t.Errorf("the second editor has changed it: %+v", got)
		}
		// What the reader changes counts too.
		db.change(t, feedback.ID{1}, feedback.Change{Details: feedback.Details{Comment: pointer("It works now.")}})
		_, err = db.Triage(ctx, "ada", []feedback.Ref{want.Ref(), {ID: feedback.ID{9}}}, feedback.Triage{Status: pointer(feedback.Declined)})
		if now, gone := changed(err); len(now) != 1 || now[0].Comment != "It works now." || !slices.Equal(gone, []feedback.ID{{9}}) {
			t.Errorf("after the reader: %+v, %v, %v", now, gone, err)
		}
		db.change(t, feedback.ID{1}, feedback.Change{Withdraw: true})
		_, err = db.Triage(ctx, "ada", []feedback.Ref{db.item(t, 1).Ref()}, feedback.Triage{Status: pointer(feedback.New)})
		if now, _ := changed(err); len(now) != 1 || now[0].Status != feedback.Withdrawn {
			t.Errorf("withdrawn feedback is changed: %v", err)
		}
		history, err := db.History(ctx, feedback.ID{1})
		if err != nil || len(history) != 1 || history[0].Editor != "marie" || history[0].Action != editor.TriagedComment || history[0].On != "lorex-reset" ||
			history[0].Detail != "status=fixed assignee=ada fixed-in=ba9876543210 note answer" {
			t.Errorf("the history is %+v, %v", history, err)
		}
		if _, err := db.Triage(ctx, "ada", make([]feedback.Ref, store.MaxTriage+1), feedback.Triage{}); err == nil {
			t.Error("any number is changed at once")
		}
	})
}

func TestBulkAndUndo(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		ctx := t.Context()
		var refs []feedback.Ref
		var before []feedback.Item
		for i := range byte(20) {
			db.add(t, no(i))
			before = append(before, db.item(t, i))
			refs = append(refs, before[i].Ref())
		}
		slices.Reverse(refs)
		stale := feedback.Ref{ID: feedback.ID{3}, Version: 7}
		refs[16] = stale
		first, err := db.Triage(ctx, "marie", refs, feedback.Triage{Status: pointer(feedback.Declined), Note: pointer("all alike")})
		if now, _ := changed(err); len(now) != 1 || now[0] != before[3] {
			t.Fatalf("the stale one: %v", err)
		}
		if got := db.item(t, 4); got.Status != feedback.Declined || got.Note != "all alike" {
			t.Errorf("one of many is %+v", got)
		}
		if _, err := db.Triage(ctx, "ada", []feedback.Ref{db.item(t, 5).Ref()}, feedback.Triage{Assignee: pointer("ada")}); err != nil {
			t.Fatal(err)
		}
		undo, err := db.Undo(ctx, "marie", first)
		if now, _ := changed(err); len(now) != 1 || now[0].ID != (feedback.ID{5}) || undo <= first {
			t.Errorf("undone as %d: %v", undo, err)
		}
		for i, b := range before {
			got := db.item(t, byte(i))
			b.Version = got.Version
			if i != 5 && got != b {
				t.Errorf("after the undoing it is %+v, want %+v", got, b)
			}
		}
		if _, err := db.Undo(ctx, "marie", undo); err != nil {
			t.Errorf("the undoing is not undone: %v", err)
		}
		if got := db.item(t, 4); got.Status != feedback.Declined {
			t.Errorf("done again it is %+v", got)
		}
		if _, err := db.Undo(ctx, "marie", first); !errors.Is(err, feedback.ErrChanged) {
			t.Errorf("undone twice: %v", err)
		}
		for _, none := range []int64{0, 1 << 40} {
			if _, err := db.Undo(ctx, "marie", none); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("no such change: %v", err)
			}
		}
		trail, _ := db.Audit(ctx, 0, 2)
		if trail[0].Action != editor.UndidChange || trail[0].On != "18 comments" || trail[0].Detail != fmt.Sprintf("change %d", undo) {
			t.Errorf("the trail ends with %+v", trail)
		}
	})
}

// The export names who works on an item and who changed it last.
func TestExportsNameEditors(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		for i := range byte(3) {
			db.add(t, no(i))
		}
		for i, by := range []string{"marie", "marie", "ada"} {
			item := db.item(t, byte(min(i, 1)))
			if _, err := db.Triage(t.Context(), by, []feedback.Ref{item.Ref()}, feedback.Triage{Assignee: pointer(fmt.Sprint("editor ", i)), Note: pointer("n"), Reply: pointer("r")}); err != nil {
				t.Fatal(err)
			}
		}
		want := map[byte][2]string{0: {"editor 0", "marie"}, 1: {"editor 2", "ada"}, 2: {"", ""}}
		for name, rows := range map[string]iter.Seq2[feedback.Exported, error]{"all": db.AllFeedback(t.Context()), "chosen": db.ChosenFeedback(t.Context(), feedback.Filter{})} {
			seen := 0
			for f, err := range rows {
				if got := [2]string{f.Assignee, f.Reviewer}; err != nil || got != want[f.ID[0]] || (f.Note+f.Reply == "nr") != (f.ID[0] < 2) {
					t.Errorf("%s: %+v, %v, want %v", name, f, err, want[f.ID[0]])
				}
				seen++
			}
			if seen != 3 {
				t.Errorf("%s: %d rows", name, seen)
			}
		}
	})
}

// What an editor calls spam stops counting, and what is rescued counts, in every program.
func TestTalliesFollowEditors(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		ctx := t.Context()
		e := report(1, feedback.Answer(true), "", "")
		db.add(t, e)
		db.clock = db.clock.Add(time.Hour)
		since := db.clock
		other := db.another(t)
		yes := store.RevisionTally{Article: "a", Revision: "r1", Verdicts: feedback.Tally{Yes: 1}}
		other.wantTallies(t, since)
		change, err := db.Triage(ctx, "marie", []feedback.Ref{db.item(t, 1).Ref()}, feedback.Triage{Status: pointer(feedback.Spam)})
		if err != nil {
			t.Fatal(err)
		}
		other.wantTallies(t, since, store.RevisionTally{Article: "a", Revision: "r1"})
		if _, err := db.Undo(ctx, "marie", change); err != nil {
			t.Fatal(err)
		}
		other.wantTallies(t, since, yes)
	})
}

// Of two editors at the same moment one wins, and the other learns it; nothing is half done.
func TestTwoEditorsAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		other := db.another(t)
		for round := range byte(10) {
			var refs []feedback.Ref
			for i := range byte(5) {
				db.add(t, no(10*round+i))
				refs = append(refs, feedback.Ref{ID: feedback.ID{10*round + i}})
			}
			results := make(chan error, 2)
			back := slices.Clone(refs)
			slices.Reverse(back)
			go func() {
				_, err := db.Triage(t.Context(), "marie", refs, feedback.Triage{Assignee: pointer("marie")})
				results <- err
			}()
			go func() {
				_, err := other.Triage(t.Context(), "ada", back, feedback.Triage{Assignee: pointer("ada")})
				results <- err
			}()
			lost := 0
			for range 2 {
				err := <-results
				if now, gone := changed(err); err != nil && (now == nil || gone != nil) {
					t.Fatal(err)
				} else {
					lost += len(now)
				}
			}
			if lost != len(refs) {
				t.Errorf("%d of %d were lost to the other", lost, len(refs))
			}
		}
	})
}

func TestAnEditorWhoLeavesHasNoTasks(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		db.addEditor(t, "marie", editor.Owner)
		db.addEditor(t, "ada", editor.Editor)
		for i, status := range []feedback.Status{feedback.New, feedback.Fixed} {
			db.add(t, no(byte(i)))
			if _, err := db.Triage(t.Context(), "marie", []feedback.Ref{{ID: feedback.ID{byte(i)}}}, feedback.Triage{Status: &status, Assignee: pointer("ada")}); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.RemoveEditor(t.Context(), "marie", "ada", false); err != nil {
			t.Fatal(err)
		}
		if open, settled := db.item(t, 0).Assignee, db.item(t, 1).Assignee; open != "" || settled != "ada" {
			t.Errorf("the open one is %q's and the settled one %q's", open, settled)
		}
	})
}

func TestMissedSearches(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		if err := db.AddSearches(t.Context(), []store.Search{
			{Day: "2026-11-20", Query: "old", Times: 50}, {Day: "2026-11-21", Query: "found", Times: 9, Results: 3},
			{Day: "2026-11-21", Query: "zmodo", Times: 4}, {Day: "2026-11-22", Query: "zmodo", Times: 2, Results: 1, Missed: 1},
			{Day: "2026-11-22", Query: "arlo", Times: 5}, {Day: "2026-11-22", Query: "blink", Times: 3}, {Day: "2026-11-23", Query: "new", Times: 50},
		}); err != nil {
			t.Fatal(err)
		}
		period := feedback.Period{From: day(t, "2026-11-21"), To: day(t, "2026-11-23")}
		want := []feedback.Missed{{Query: "arlo", Searches: 5}, {Query: "zmodo", Searches: 4, Reports: 1}, {Query: "blink", Searches: 3}}
		var got []feedback.Missed
		for after := (feedback.Missed{}); ; after = got[len(got)-1] {
			page, err := db.MissedSearches(t.Context(), period, after, 1)
			if err != nil {
				t.Fatal(err)
			}
			if len(page) == 0 {
				break
			}
			got = append(got, page...)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("missed %+v, want %+v", got, want)
		}
		if all, err := db.MissedSearches(t.Context(), feedback.Period{}, feedback.Missed{}, 100); err != nil || len(all) != 5 {
			t.Errorf("of all time %v, %v", all, err)
		}
	})
}
