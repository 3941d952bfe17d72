package store

import (
	"context"

	"pinhole/internal/feedback"
)

// What a reader has withdrawn stays withdrawn: the editors have nothing to say about it any more.
const judgeFeedback = `
UPDATE feedback SET status = $1, reply = $2, fixed_in = $3 WHERE id = $4 AND status <> 'withdrawn'`

// JudgeFeedback sets what became of a piece of feedback, as its receipt shows. It returns [ErrNotFound] for an unknown ID and
// for feedback that was withdrawn.
func (s *Store) JudgeFeedback(ctx context.Context, id feedback.ID, j feedback.Judgement) error {
	row := []any{string(j.Status), j.Reply, j.FixedIn, id[:]}
	changed, err := s.writer.do(ctx, write{statement: judgeFeedback, key: string(id[:]), rows: [][]any{row}})
	if err == nil && changed == 0 {
		err = ErrNotFound
	}
	return s.failure("judge feedback", err)
}
