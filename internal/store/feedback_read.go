package store

import (
	"context"
	"iter"
	"time"

	"pinhole/internal/feedback"
)

const feedbackColumns = `id, article, revision, held, helpful, rating,
    reason, step, model, firmware, outcome, comment, path,
    status, reply, fixed_in, language, given_at, received_at, changed_at, said_at`

const findFeedback = `SELECT ` + feedbackColumns + ` FROM feedback WHERE id = $1`

// exportColumns are an item's and the editor who changed it last.
const exportColumns = itemColumns + `, coalesce((
    SELECT audit.editor FROM audit_item JOIN audit ON audit.id = audit_item.audit
    WHERE audit_item.feedback = feedback.id ORDER BY audit.id DESC LIMIT 1), '')`

const pageOfFeedback = `SELECT ` + exportColumns + ` FROM feedback
WHERE (received_at, id) > ($1, $2) ORDER BY received_at, id LIMIT $3`

// exportPage is how many rows [Answers.AllFeedback] reads at a time.
const exportPage = 200

// Feedback returns what is stored under the ID, or [ErrNotFound].
func (s *Answers) Feedback(ctx context.Context, id feedback.ID) (feedback.Feedback, error) {
	f, err := queryOne(ctx, s.base, findFeedback, scanFeedback, id[:])
	return f, s.failure("read feedback", err)
}

// AllFeedback returns all feedback, first received first. It reads page by page and holds nothing
// while the caller is at work, so a slow caller blocks nobody. Every row that was there at the
// beginning comes exactly once, as it is when its page is read; rows that come in meanwhile may
// come too. An error comes as the last pair.
func (s *Answers) AllFeedback(ctx context.Context) iter.Seq2[feedback.Exported, error] {
	return func(yield func(feedback.Exported, error) bool) {
		after, id := int64(-1), []byte{}
		for {
			page, err := queryAll(ctx, s.base, pageOfFeedback, scanExported, after, id, exportPage)
			if err != nil {
				yield(feedback.Exported{}, s.failure("read all feedback", err))
				return
			}
			for _, f := range page {
				if !yield(f, nil) {
					return
				}
			}
			if len(page) < exportPage {
				return
			}
			last := page[len(page)-1]
			after, id = last.ReceivedAt.UnixMilli(), last.ID[:]
		}
	}
}

func scanExported(row row) (f feedback.Exported, err error) {
	f.Item, err = scanItem(extraColumns{row, []any{&f.Reviewer}})
	return f, err
}

func scanFeedback(row row) (feedback.Feedback, error) {
	var f feedback.Feedback
	var id []byte
	var given, received, changed, said int64
	err := row.Scan(&id, &f.Article, &f.Revision, &f.Held, &f.Verdict.Helpful, &f.Verdict.Rating,
		&f.Reason, &f.Step, &f.Model, &f.Firmware, &f.Outcome, &f.Comment, &f.Path,
		&f.Status, &f.Reply, &f.FixedIn, &f.Language, &given, &received, &changed, &said)
	if err != nil {
		return feedback.Feedback{}, err
	}
	copy(f.ID[:], id)
	f.GivenAt, f.ReceivedAt, f.ChangedAt, f.SaidAt = moment(given), moment(received), moment(changed), moment(said)
	return f, nil
}

// moment is the time that is stored as Unix milliseconds.
func moment(ms int64) time.Time { return time.UnixMilli(ms).UTC() }
