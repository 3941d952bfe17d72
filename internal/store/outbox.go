package store

import (
	"crypto/rand"

	"pinhole/internal/feedback"
	"pinhole/internal/store/sqldb"
)

// A message is put into the outbox in the transaction of the change that it reports. For readers'
// changes it is inserted before the change: then what was stored before can still be read, and a
// write that is repeated finds that it was done and adds nothing. While there is no webhook, no
// reader waits for any of this.

const (
	enqueue = `
INSERT INTO outbox (message, webhook, event, feedback, version, from_status, to_status, created_at, since, next_at)
SELECT $1, webhook.id, $2, $3, `
	toThose = ` (webhook.events = '' OR webhook.events LIKE $5)`
	once    = ` ON CONFLICT (webhook, event, feedback, version) DO NOTHING`

	enqueueCreated = enqueue + `0, '', '', $4, $4, $4 FROM webhook WHERE` + toThose + `
    AND NOT EXISTS (SELECT 1 FROM feedback WHERE id = $3)` + once
	// When feedback comes in, there may be none yet; when it is changed, there must be. A comment
	// is reported again after its reader withdrew an earlier one: hence the version. When feedback
	// comes in, there may be none yet; when it is changed, there must be.
	enqueueFirstComment = enqueue + commentVersion + `, '', '', $4, $4, $4 FROM webhook WHERE` + toThose + `
    AND NOT EXISTS (SELECT 1 FROM feedback WHERE id = $3 AND (comment <> '' OR status = 'spam' OR status = 'withdrawn' AND said_at > $6))` + once
	enqueueComment = enqueue + commentVersion + `, '', '', $4, $4, $4 FROM webhook WHERE` + toThose + `
    AND EXISTS (SELECT 1 FROM feedback WHERE id = $3 AND comment = '' AND status <> 'spam' AND (status <> 'withdrawn' OR $6 = 1))` + once
	commentVersion    = `coalesce((SELECT version + 1 FROM feedback WHERE id = $3), 0)`
	enqueueWithdrawal = enqueue + `old.version + 1, old.status, 'withdrawn', $4, $4, $4 FROM webhook, feedback AS old WHERE` + toThose + `
    AND old.id = $3 AND old.comment <> '' AND old.status NOT IN ('spam', 'withdrawn')` + once
	enqueueJudgement = enqueue + `$6, $7, $8, $4, $4, $4 FROM webhook WHERE` + toThose + once
)

func newCall(statement string, args ...any) sqldb.Call {
	return sqldb.Call{Statement: statement, Args: args}
}

func message(statement string, event feedback.Event, id feedback.ID, now int64, more ...any) sqldb.Call {
	return newCall(statement, append([]any{"msg_" + rand.Text(), string(event), id[:], now, "%," + string(event) + ",%"}, more...)...)
}

// announceEntry are the messages about feedback that is about to be added.
func (s *Outbox) announceEntry(e feedback.Entry, now int64) []sqldb.Call {
	switch {
	case !s.hasWebhooks.Load() || e.Spam:
		return nil
	case e.Withdraw:
		return []sqldb.Call{message(enqueueWithdrawal, feedback.CommentStatusChanged, e.ID, now)}
	}
	list := []sqldb.Call{message(enqueueCreated, feedback.FeedbackCreated, e.ID, now)}
	if e.Comment != nil && *e.Comment != "" {
		list = append(list, message(enqueueFirstComment, feedback.CommentCreated, e.ID, now, givenAt(e, now)))
	}
	return list
}

// announceChange are the messages about feedback that is about to be changed.
func (s *Outbox) announceChange(id feedback.ID, c feedback.Change, now int64) []sqldb.Call {
	switch {
	case !s.hasWebhooks.Load() || c.Spam:
		return nil
	case c.Withdraw:
		return []sqldb.Call{message(enqueueWithdrawal, feedback.CommentStatusChanged, id, now)}
	}
	if c.Comment != nil && *c.Comment != "" {
		return []sqldb.Call{message(enqueueComment, feedback.CommentCreated, id, now, boolToInt(c.Verdict != nil))}
	}
	return nil
}

// announce puts a message about an editor's judgement into the outbox, if it is
// about a comment.
func (t *transaction) announce(before, after feedback.Item) error {
	if before.Status == after.Status || before.Comment == "" {
		return nil
	}
	c := message(enqueueJudgement, feedback.CommentStatusChanged, before.ID, t.now, before.Version+1, string(before.Status), string(after.Status))
	_, err := t.run(c.Statement, c.Args...)
	return err
}
