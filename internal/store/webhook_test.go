package store_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/internal/store"
)

const lease = time.Minute

func (db *database) webhook(t *testing.T, events ...feedback.Event) feedback.Webhook {
	t.Helper()
	w, err := db.AddWebhook(t.Context(), "marie", "https://hook.example/"+fmt.Sprint(events), events, "whsec_c2VjcmV0", "")
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (db *database) take(t *testing.T, limit int) []feedback.Task {
	t.Helper()
	tasks, err := db.TakeTasks(t.Context(), 1, limit, lease)
	if err != nil {
		t.Fatal(err)
	}
	return tasks
}

func (db *database) finish(t *testing.T, a feedback.Attempt) {
	t.Helper()
	if err := db.FinishTask(t.Context(), a); err != nil {
		t.Fatal(err)
	}
}

// told says in short what the messages of the log are about, earliest first.
func (db *database) told(t *testing.T) (list []string) {
	t.Helper()
	for before := int64(0); ; {
		page, err := db.Deliveries(t.Context(), before, 2)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range page {
			list = append(list, fmt.Sprintf("%d %s %d %s>%s", d.Webhook, d.Event, d.Feedback[0], d.From, d.To))
			before = d.ID
		}
		if len(page) < 2 {
			slices.Reverse(list)
			return list
		}
	}
}

func (db *database) wantTold(t *testing.T, want ...string) {
	t.Helper()
	if got := db.told(t); !slices.Equal(got, want) {
		t.Errorf("told\n%q, want\n%q", got, want)
	}
}

func TestWebhooks(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		ctx := t.Context()
		all, some := db.webhook(t), db.webhook(t, feedback.CommentCreated, feedback.FeedbackCreated)
		if list, err := db.another(t).Webhooks(ctx); err != nil || !reflect.DeepEqual(list, []feedback.Webhook{all, some}) {
			t.Errorf("webhooks %+v, %v", list, err)
		}
		url, secret, err := db.WebhookSecret(ctx, some.ID)
		if url != some.URL || secret != "whsec_c2VjcmV0" || err != nil {
			t.Errorf("%q, %q, %v", url, secret, err)
		}
		db.add(t, no(1))
		wantError(t, "remove it", db.RemoveWebhook(ctx, "marie", all.ID), nil)
		wantError(t, "remove it again", db.RemoveWebhook(ctx, "marie", all.ID), store.ErrNotFound)
		_, _, err = db.WebhookSecret(ctx, all.ID)
		wantError(t, "its secret", err, store.ErrNotFound)
		db.wantTold(t, "2 feedback.created 1 >", "2 comment.created 1 >")
		trail, _ := db.Audit(ctx, 0, 1)
		if trail[0].Action != editor.RemovedWebhook || trail[0].On != "webhook 1" {
			t.Errorf("the trail says %+v", trail)
		}
	})
}

// A request that is sent twice, also to two programs at once, adds one webhook.
func TestAddWebhookTwice(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		added := make(chan feedback.Webhook, 8)
		for i, program := range []*database{db, db.another(t)} {
			for range 4 {
				go func() {
					w, err := program.AddWebhook(t.Context(), "marie", "https://hook.example/", nil, fmt.Sprint("secret ", i), "key")
					if err != nil {
						t.Error(err)
					}
					added <- w
				}()
			}
		}
		first := <-added
		for range 7 {
			if w := <-added; w.ID != first.ID {
				t.Errorf("a request is answered with webhook %d and with %d", first.ID, w.ID)
			}
		}
		for range 2 { // without a key, each adds one
			if _, err := db.AddWebhook(t.Context(), "marie", "https://hook.example/", nil, "secret", ""); err != nil {
				t.Error(err)
			}
		}
		if list, err := db.Webhooks(t.Context()); err != nil || len(list) != 3 {
			t.Errorf("there are %d webhooks, want 3: %v", len(list), err)
		}
	})
}

// A webhook that fails is tried with one message, after its pause, by one process; having its
// message sent again ends the pause.
func TestPausedWebhooks(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		hook, well := db.webhook(t, feedback.FeedbackCreated), db.webhook(t, feedback.FeedbackCreated)
		for id := range byte(5) {
			db.add(t, no(id))
		}
		due := func(want ...int64) {
			t.Helper()
			if list, err := db.DueWebhooks(t.Context()); err != nil || !slices.Equal(list, want) {
				t.Errorf("due are %v, want %v: %v", list, want, err)
			}
		}
		pause := func(until, before time.Time) (failures, givenUp int) {
			t.Helper()
			failures, givenUp, err := db.PauseWebhook(t.Context(), hook.ID, until, "answers 502", before)
			if err != nil {
				t.Fatal(err)
			}
			return failures, givenUp
		}
		due(hook.ID, well.ID)
		begin := db.clock
		if failures, _ := pause(begin.Add(time.Minute), time.Time{}); failures != 1 {
			t.Errorf("one failure is counted as %d", failures)
		}
		due(well.ID)
		db.clock = begin.Add(time.Minute)
		due(hook.ID, well.ID)
		other := db.another(t)
		first, second := db.take(t, 10), other.take(t, 10)
		if len(first) != 1 || first[0].Failures != 1 || len(second) != 0 {
			t.Errorf("two programs take %d and %d messages, want one in all", len(first), len(second))
		}
		db.clock = db.clock.Add(lease)
		if failures, givenUp := pause(db.clock.Add(time.Hour), begin); failures != 2 || givenUp != 0 {
			t.Errorf("%d failures, %d given up", failures, givenUp)
		}
		due(well.ID)
		if err := db.Redeliver(t.Context(), "marie", first[0].ID); err != nil {
			t.Fatal(err)
		}
		due(hook.ID, well.ID)
		if got, err := db.Webhooks(t.Context()); err != nil || got[0].Failures != 2 || !got[0].FailingSince.Equal(begin) || got[0].Trouble != "answers 502" || got[1].Failures != 0 {
			t.Errorf("the webhooks are %+v, %v", got, err)
		}
		if err := db.ResumeWebhook(t.Context(), hook.ID); err != nil {
			t.Fatal(err)
		}
		if got, err := db.Webhooks(t.Context()); err != nil || !reflect.DeepEqual(got[0], hook) {
			t.Errorf("after it recovered the webhook is %+v, %v", got[0], err)
		}
		if got := db.take(t, 10); len(got) != 5 {
			t.Errorf("after it recovered %d messages are taken, want 5", len(got))
		}
		if failures, givenUp := pause(db.clock, begin.Add(time.Millisecond)); failures != 1 || givenUp != 4 {
			t.Errorf("%d failures, %d given up; want 1, and 4 that were not sent again", failures, givenUp)
		}
		wantError(t, "remove it", db.RemoveWebhook(t.Context(), "marie", hook.ID), nil)
		if failures, _ := pause(db.clock, begin); failures != 0 {
			t.Errorf("a webhook that is gone has failed %d times", failures)
		}
	})
}

// Each thing that happens is told once, however often it is sent.
func TestWhatIsTold(t *testing.T) {
	comment := func(text string) feedback.Change { return feedback.Change{Details: feedback.Details{Comment: &text}} }
	bare := func(id byte) feedback.Entry {
		return feedback.Entry{ID: feedback.ID{id}, Article: "a", Revision: "r1"}
	}
	onEach(t, func(t *testing.T, db *database) {
		db.add(t, no(1)) // nobody is told of what was before
		db.webhook(t)
		db.webhook(t, feedback.CommentStatusChanged)
		db.add(t, no(1))

		db.add(t, bare(2))
		db.add(t, bare(2))
		db.wantTold(t, "1 feedback.created 2 >")
		db.change(t, feedback.ID{2}, comment("It beeps."))
		db.change(t, feedback.ID{2}, comment("It beeps twice."))
		db.add(t, bare(2))
		want := []string{"1 feedback.created 2 >", "1 comment.created 2 >"}
		db.wantTold(t, want...)

		triage := func(status feedback.Status) int64 {
			change, err := db.Triage(t.Context(), "marie", []feedback.Ref{db.item(t, 2).Ref()}, feedback.Triage{Status: &status, Note: pointer("x")})
			if err != nil {
				t.Fatal(err)
			}
			return change
		}
		change := triage(feedback.Spam)
		want = append(want, "1 comment.status_changed 2 new>spam", "2 comment.status_changed 2 new>spam")
		db.wantTold(t, want...)
		if _, err := db.Undo(t.Context(), "marie", change); err != nil {
			t.Fatal(err)
		}
		triage(feedback.New) // no other status
		want = append(want, "1 comment.status_changed 2 spam>new", "2 comment.status_changed 2 spam>new")
		db.wantTold(t, want...)

		for range 2 {
			db.change(t, feedback.ID{2}, feedback.Change{Withdraw: true})
		}
		db.change(t, feedback.ID{2}, comment("Not taken."))
		late := bare(2)
		late.GivenAt, late.Comment = db.clock.Add(-time.Hour), pointer("Late.")
		db.add(t, late)
		want = append(want, "1 comment.status_changed 2 new>withdrawn", "2 comment.status_changed 2 new>withdrawn")
		db.wantTold(t, want...)
		again := feedback.Answer(false)
		for range 2 {
			db.change(t, feedback.ID{2}, feedback.Change{Verdict: &again})
		}
		db.wantTold(t, want...) // a verdict without a comment
		for range 2 {
			db.change(t, feedback.ID{2}, comment("It hums."))
		}
		want = append(want, "1 comment.created 2 >")
		db.wantTold(t, want...)
		db.change(t, feedback.ID{2}, feedback.Change{Withdraw: true})
		for range 2 {
			db.change(t, feedback.ID{2}, feedback.Change{Verdict: &again, Details: feedback.Details{Comment: pointer("It hums again.")}})
		}
		want = append(want, "1 comment.status_changed 2 new>withdrawn", "2 comment.status_changed 2 new>withdrawn", "1 comment.created 2 >")
		db.wantTold(t, want...)

		spam := no(3)
		spam.Spam = true
		db.add(t, spam)
		gone := no(4)
		gone.Withdraw = true
		db.add(t, gone)
		db.change(t, feedback.ID{3}, comment("Buy more"))
		db.change(t, feedback.ID{4}, feedback.Change{Details: feedback.Details{Comment: pointer("")}})
		db.change(t, feedback.ID{4}, comment("Still taken back"))
		bareSpam := bare(6)
		bareSpam.Spam = true
		db.add(t, bareSpam)
		db.change(t, feedback.ID{6}, comment("Buy it"))
		db.add(t, no(5))
		db.wantTold(t, append(want, "1 feedback.created 5 >", "1 comment.created 5 >")...)
	})
}

func TestTasks(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		db.webhook(t)
		if tasks := db.take(t, 10); tasks != nil {
			t.Errorf("there is nothing to send, but %+v", tasks)
		}
		begin := db.clock
		db.add(t, no(1))
		tasks := db.take(t, 1)
		if len(tasks) != 1 {
			t.Fatalf("took %+v", tasks)
		}
		first := tasks[0]
		want := feedback.Task{Secret: "whsec_c2VjcmV0", About: pointer(stored(1, begin)), Delivery: feedback.Delivery{ID: first.ID, Message: first.Message, Webhook: 1,
			URL: "https://hook.example/[]", Event: feedback.FeedbackCreated, Feedback: feedback.ID{1}, CreatedAt: begin, State: feedback.Waiting,
			Since: begin, NextAt: begin.Add(lease), Attempts: 1, LastAt: begin}}
		want.About.SaidAt = first.About.SaidAt
		if !reflect.DeepEqual(first, want) || len(first.Message) < 20 {
			t.Errorf("the task is %+v\nwant %+v", first, want)
		}
		second := db.another(t).take(t, 10)
		if len(second) != 1 || second[0].Event != feedback.CommentCreated || second[0].Message == first.Message {
			t.Fatalf("another program takes %+v", second)
		}
		// The first is to be tried again in an hour; the second is sent.
		db.finish(t, feedback.Attempt{Task: first, State: feedback.Waiting, NextAt: begin.Add(time.Hour), Code: 503, Trouble: "answers 503"})
		db.finish(t, feedback.Attempt{Task: second[0], State: feedback.Sent, Code: 200})
		db.clock = begin.Add(time.Hour)
		again := db.take(t, 10)
		if len(again) != 1 || again[0].Message != first.Message || again[0].Attempts != 2 || again[0].Code != 503 || again[0].Trouble != "answers 503" {
			t.Fatalf("after an hour it is %+v", again)
		}
		// Whoever comes late has no say any more.
		db.finish(t, feedback.Attempt{Task: first, State: feedback.Sent, Code: 200})
		db.clock = db.clock.Add(lease)
		late := db.take(t, 10)
		if len(late) != 1 || late[0].Attempts != 3 {
			t.Fatalf("after the lease it is %+v", late)
		}
		if err := db.ForgetFeedback(t.Context(), feedback.ID{1}); err != nil {
			t.Fatal(err)
		}
		db.finish(t, feedback.Attempt{Task: late[0], State: feedback.Unsent, Trouble: "too old"})
		if err := db.Redeliver(t.Context(), "marie", late[0].ID); err != nil {
			t.Fatal(err)
		}
		wantError(t, "no such message", db.Redeliver(t.Context(), "marie", 1<<40), store.ErrNotFound)
		redelivered := db.take(t, 10)
		if len(redelivered) != 1 || redelivered[0].About != nil || redelivered[0].Attempts != 1 || !redelivered[0].Since.Equal(db.clock) || !redelivered[0].CreatedAt.Equal(begin) {
			t.Fatalf("sent again: %+v", redelivered)
		}
		if err := db.ForgetDeliveries(t.Context(), db.clock); err != nil {
			t.Fatal(err)
		}
		db.wantTold(t, "1 feedback.created 1 >")
	})
}

// Several processes take each message once.
func TestTasksAreTakenOnce(t *testing.T) {
	const messages = 200
	onEach(t, func(t *testing.T, db *database) {
		db.webhook(t, feedback.FeedbackCreated)
		for i := range byte(messages) {
			db.add(t, no(i))
		}
		taken := make(chan []feedback.Task, 3)
		for _, program := range []*database{db, db.another(t), db.another(t)} {
			go func() {
				var mine []feedback.Task
				for {
					tasks, err := program.TakeTasks(t.Context(), 1, 7, lease)
					if err != nil {
						t.Error(err)
					}
					if len(tasks) == 0 {
						taken <- mine
						return
					}
					mine = append(mine, tasks...)
				}
			}()
		}
		seen := map[string]int{}
		for range 3 {
			for _, task := range <-taken {
				seen[task.Message]++
			}
		}
		// A process that finds nothing while the others hold the rest has left early; nobody else
		// comes now.
		for _, task := range db.take(t, messages) {
			seen[task.Message]++
		}
		for m, n := range seen {
			if n != 1 {
				t.Errorf("%s was taken %d times", m, n)
			}
		}
		if len(seen) != messages {
			t.Errorf("%d messages were taken, want %d", len(seen), messages)
		}
	})
}
