package store

import (
	"context"
	"fmt"
	"time"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
)

// heldRows is how many answers are decided in one commit: few enough that
// feedback that comes meanwhile does not wait for long.
const heldRows = 500

// MaxHeld is how many held answers are counted at most for the desk's navigation
// and for metrics: whoever watches them must not become a burden during a flood.
const MaxHeld = 10_000

// waitingHeld is in the words of the index feedback_held.
const waitingHeld = `held <> '' AND held <> 'void'`

const (
	countHeld = `SELECT held, count(*) FROM (SELECT held FROM feedback WHERE ` + waitingHeld + ` LIMIT $1) AS waiting GROUP BY held`
	listHeld  = `SELECT article, held, min(received_at), max(received_at), sum(helpful), count(*) FROM feedback WHERE ` + waitingHeld + `
GROUP BY article, held, received_at / 86400000 ORDER BY max(received_at) DESC, article, held LIMIT $1`

	insertHeldChange = `INSERT INTO held_change (audit, at, article, was, became, first_at, last_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`
	touchHeldChange  = `UPDATE held_change SET at = $1 WHERE audit = $2`
	findHeldChange   = `SELECT article, was, became, first_at, last_at FROM held_change WHERE audit = $1`
	listHeldChanges  = `
SELECT h.audit, h.at, audit.editor, h.article, h.was, h.became, h.first_at, h.last_at,
    NOT EXISTS (SELECT 1 FROM feedback AS f WHERE f.article = h.article AND f.received_at BETWEEN h.first_at AND h.last_at AND f.decided = h.audit)
FROM held_change AS h JOIN audit ON audit.id = h.audit WHERE audit.what IN ('answers-counted', 'answers-voided') ORDER BY h.audit DESC LIMIT $1`

	decideSpan = `
UPDATE feedback SET held = $1, decided = $2, version = version + 1 WHERE id IN (
    SELECT id FROM feedback WHERE article = $3 AND received_at BETWEEN $4 AND $5 AND held = $6 ORDER BY received_at LIMIT $7)`
	undecideSpan = `
UPDATE feedback SET held = $1, decided = $2, version = version + 1 WHERE id IN (
    SELECT id FROM feedback WHERE article = $3 AND received_at BETWEEN $4 AND $5 AND decided = $6 ORDER BY received_at LIMIT $7)`

	// What an editor has decided is no part of a burst any more.
	countBurst = `SELECT count(*) FROM (SELECT 1 FROM feedback
WHERE article = $1 AND received_at >= $2 AND decided = 0 AND held IN ('', 'burst') LIMIT $3) AS answers`
	countRate   = `SELECT count(*), coalesce(min(received_at), 0) FROM feedback WHERE article = $1 AND received_at >= $2 AND received_at < $3 AND held = ''`
	holdBurst   = `UPDATE feedback SET held = 'burst', version = version + 1 WHERE article = $1 AND received_at >= $2 AND decided = 0 AND held = ''`
	extendBurst = `UPDATE held_change SET at = $1, last_at = $1 WHERE audit = 0 AND article = $2 AND last_at >= $3`
)

// HeldCounts counts the answers that wait for an editor by the reason for which they are held, up
// to [MaxHeld] in all.
func (s *HeldAnswers) HeldCounts(ctx context.Context) (map[feedback.Held]int, error) {
	type pair struct {
		held  feedback.Held
		count int
	}
	list, err := queryAll(ctx, s.base, countHeld, func(row row) (p pair, err error) {
		err = row.Scan(&p.held, &p.count)
		return p, err
	}, MaxHeld)
	counts := map[feedback.Held]int{}
	for _, p := range list {
		counts[p.held] = p.count
	}
	return counts, s.failure("count held answers", err)
}

// HeldGroups lists the answers that wait for an editor, those of one article, reason and UTC day
// together, latest first.
func (s *HeldAnswers) HeldGroups(ctx context.Context, limit int) ([]feedback.HeldGroup, error) {
	list, err := queryAll(ctx, s.base, listHeld, func(row row) (g feedback.HeldGroup, err error) {
		var first, last int64
		err = row.Scan(&g.Article, &g.Held, &first, &last, &g.Helpful, &g.Answers)
		g.First, g.Last = moment(first), moment(last)
		return g, err
	}, limit)
	return list, s.failure("list held answers", err)
}

// HeldDecisions lists what editors decided about held answers, latest first.
func (s *HeldAnswers) HeldDecisions(ctx context.Context, limit int) ([]feedback.HeldDecision, error) {
	list, err := queryAll(ctx, s.base, listHeldChanges, func(row row) (d feedback.HeldDecision, err error) {
		var at, first, last int64
		err = row.Scan(&d.Change, &at, &d.Editor, &d.Article, &d.Held, &d.Became, &first, &last, &d.Undone)
		d.At, d.First, d.Last = moment(at), moment(first), moment(last)
		return d, err
	}, limit)
	return list, s.failure("list decisions", err)
}

// DecideHeld counts or voids all answers of a span, and records it in the audit trail. It returns
// the number of the change, by which it can be undone, and how many answers it has changed; 0 and 0
// when there is nothing in the span, as after the same form was sent twice. What is counted already
// (a span with [feedback.Counted]) can only be voided.
//
// It works in small parts, between which new feedback is written. After an error a part may be
// decided; the same call decides the rest.
func (s *HeldAnswers) DecideHeld(ctx context.Context, by string, span feedback.Span, became feedback.Held) (change int64, n int, err error) {
	if became.Waiting() || span.Held == became || span.Held == feedback.Void {
		return 0, 0, fmt.Errorf("answers that are held as %q cannot become %q", span.Held, became)
	}
	first, last := span.First.UnixMilli(), span.Last.UnixMilli()
	for {
		part := 0
		err := s.change(ctx, func(t *transaction) (err error) {
			now := change
			if n == 0 { // also at a second attempt of the first part
				if now, err = t.beginDecision(by, span, became); err != nil {
					return err
				}
			}
			part, err = t.run(decideSpan, string(became), now, span.Article, first, last, string(span.Held), heldRows)
			switch {
			case err != nil:
				return err
			case part == 0 && n == 0:
				return errNothing
			}
			change = now
			_, err = t.run(touchHeldChange, t.now, change)
			return err
		})
		if err == errNothing {
			return 0, 0, nil
		}
		if err != nil {
			return change, n, s.failure("decide about answers", err)
		}
		if n += part; part < heldRows {
			return change, n, nil
		}
	}
}

var errNothing = fmt.Errorf("nothing is to be changed: %w", ErrNotFound)

func (t *transaction) beginDecision(by string, span feedback.Span, became feedback.Held) (change int64, err error) {
	action := editor.CountedAnswers
	if became == feedback.Void {
		action = editor.VoidedAnswers
	}
	if change, err = t.audit(by, action, span.Article, span.First.UTC().Format(time.DateTime)+" – "+span.Last.UTC().Format(time.DateTime)); err != nil {
		return 0, err
	}
	_, err = t.run(insertHeldChange, change, t.now, span.Article, string(span.Held), string(became), span.First.UnixMilli(), span.Last.UnixMilli())
	return change, err
}

// undo takes a decision about answers back; done is false when the change is none, and undo is 0
// when there is nothing left to take back.
func (s *HeldAnswers) undo(ctx context.Context, by string, change int64) (undo int64, done bool, err error) {
	found, err := queryAll(ctx, s.base, findHeldChange, func(row row) (d feedback.HeldDecision, err error) {
		var first, last int64
		err = row.Scan(&d.Article, &d.Held, &d.Became, &first, &last)
		d.First, d.Last = moment(first), moment(last)
		return d, err
	}, change)
	if err != nil || len(found) == 0 {
		return 0, false, err
	}
	d, n := found[0], 0
	for {
		part := 0
		err := s.change(ctx, func(t *transaction) (err error) {
			now := undo
			if n == 0 { // also at a second attempt of the first part
				if now, err = t.beginUndo(by, change, d); err != nil {
					return err
				}
			}
			part, err = t.run(undecideSpan, string(d.Held), now, d.Article, d.First.UnixMilli(), d.Last.UnixMilli(), change, heldRows)
			switch {
			case err != nil:
				return err
			case part == 0 && n == 0:
				return errNothing
			}
			undo = now
			_, err = t.run(touchHeldChange, t.now, undo)
			return err
		})
		if err == errNothing {
			return 0, true, nil
		}
		if n += part; err != nil || part < heldRows {
			return undo, true, err
		}
	}
}

func (t *transaction) beginUndo(by string, change int64, d feedback.HeldDecision) (undo int64, err error) {
	if undo, err = t.audit(by, editor.UndidChange, d.Article, undone(change)); err != nil {
		return 0, err
	}
	_, err = t.run(insertHeldChange, undo, t.now, d.Article, string(d.Became), string(d.Held), d.First.UnixMilli(), d.Last.UnixMilli())
	return undo, err
}

// AnswerRate returns how many answers about an article were counted of those received in a time,
// and since when; the zero time when there are none.
func (s *HeldAnswers) AnswerRate(ctx context.Context, article string, from, to time.Time) (answers int, since time.Time, err error) {
	_, err = queryOne(ctx, s.base, countRate, func(row row) (_ struct{}, err error) {
		var first int64
		if err = row.Scan(&answers, &first); first > 0 {
			since = moment(first)
		}
		return struct{}{}, err
	}, article, from.UnixMilli(), to.UnixMilli())
	return answers, since, s.failure("count an article's answers", err)
}

// HoldBurst holds all answers about an article that were received since a time, if they are at
// least size, and returns how many those are that it has held just now. Answers that are held for
// other reasons and what editors have decided do not count and stay as they are. burst says whether
// there is one, held before or now. Answers received before unheld were held by an earlier call and
// are not looked at again: a flood's are too many for that. Any number of processes may call it at
// the same time.
func (s *HeldAnswers) HoldBurst(ctx context.Context, article string, since, unheld time.Time, size int) (held int, burst bool, err error) {
	from := since.UnixMilli()
	answers, err := queryOne(ctx, s.base, countBurst, scanInt, article, from, size)
	if err != nil || answers < size {
		return 0, false, s.failure("look for a burst", err)
	}
	err = s.change(ctx, func(t *transaction) error {
		if held, err = t.run(holdBurst, article, max(from, unheld.UnixMilli())); err != nil || held == 0 {
			return err
		}
		extended, err := t.run(extendBurst, t.now, article, from)
		if err == nil && extended == 0 {
			_, err = t.run(insertHeldChange, 0, t.now, article, "", string(feedback.HeldBurst), from, t.now)
		}
		return err
	})
	return held, true, s.failure("hold a burst", err)
}
