package store

import (
	"context"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store/sqldb"
)

// forgetRows is how many rows lose their texts in one commit: few enough that
// feedback that comes meanwhile does not wait for long.
const forgetRows = 200

// The conditions stand twice: a row that another process changes meanwhile is
// looked at again, but only by the outer ones.
const forgetComments = `
UPDATE feedback SET comment = '', comment_folded = '', firmware = ''
WHERE changed_at < $1 AND comment || firmware <> '' AND id IN (
    SELECT id FROM feedback WHERE changed_at < $1 AND comment || firmware <> ''
    ORDER BY changed_at LIMIT $2)`

const forgetFeedback = `DELETE FROM feedback WHERE id = $1`

// ForgetComments removes the comment and the firmware from all feedback that was
// last changed before a time, and returns from how many pieces. Everything that
// is counted stays: verdict, reason, step, outcome, and also the model, because
// the counts by model are what other readers go by.
//
// It works in small parts, between which new feedback is written. After an error
// some texts are gone, as many as it says, and the same call may be made again.
// Any number of processes may call it at the same time.
func (s *Answers) ForgetComments(ctx context.Context, olderThan time.Time) (n int, err error) {
	before := []any{olderThan.UnixMilli(), forgetRows}
	for {
		changed, err := s.db.Write(ctx, sqldb.Write{Statement: forgetComments, Rows: [][]any{before}})
		n += changed
		if err != nil {
			return n, s.failure("remove old comments", err)
		}
		if changed == 0 {
			return n, nil // fewer than a part can also mean that another process took the rest
		}
	}
}

// ForgetFeedback removes a piece of feedback for good, as if it had never been
// given, and what editors wrote about it. It returns [ErrNotFound] for an unknown ID.
func (s *Answers) ForgetFeedback(ctx context.Context, id feedback.ID) error {
	changed, err := s.db.Write(ctx, sqldb.Write{Statement: forgetFeedback, Key: string(id[:]), Rows: [][]any{{id[:]}},
		After: []sqldb.Call{newCall(blankFormerTexts, id[:])}})
	if err == nil && changed == 0 {
		err = ErrNotFound
	}
	return s.failure("remove feedback", err)
}
