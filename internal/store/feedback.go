package store

import (
	"context"
	"strings"

	"pinhole/internal/feedback"
	"pinhole/internal/fold"
	"pinhole/internal/store/sqldb"
)

// The rules of merging are in these statements, so that they hold whoever else writes meanwhile:
// NULL means that a detail is unchanged; beside a verdict of helpful there is no reason and no
// step; a withdrawal blanks every text, and a verdict after it begins without them; an answer that
// is older than the stored verdict and comes in after it fills empty details and changes nothing
// else, and nothing at all of withdrawn feedback.

const insertFeedback = `
INSERT INTO feedback (id, article, revision, held, helpful, rating,
    reason, step, model, firmware, outcome, comment,
    status, language, given_at, received_at, changed_at, said_at, comment_folded, path)
VALUES ($1, $2, $3, CASE WHEN $11 = 1 OR EXISTS (` + networkOver + `) THEN 'network' ELSE $4 END, $5, $6,
    CASE WHEN $5 = 1 THEN '' ELSE coalesce($15, '') END,
    CASE WHEN $5 = 1 THEN '' ELSE coalesce($16, '') END,
    coalesce($17, ''), coalesce($18, ''), coalesce($19, ''), coalesce($20, ''),
    $7, $8, $9, $10, $10, $9, coalesce($21, ''), coalesce($22, ''))
ON CONFLICT (id) DO UPDATE SET
    held = CASE WHEN feedback.held = 'revision' AND $4 <> 'revision' THEN $4 ELSE feedback.held END,
    helpful = CASE WHEN ` + late + ` THEN feedback.helpful ELSE excluded.helpful END,
    rating = CASE WHEN ` + late + ` THEN feedback.rating ELSE excluded.rating END,
    reason = CASE WHEN ` + helpfulNow + ` THEN '' WHEN ` + late + ` AND (feedback.reason <> '' OR ` + withdrawn + `) THEN feedback.reason ELSE coalesce($15, feedback.reason) END,
    step = CASE WHEN ` + helpfulNow + ` THEN '' WHEN ` + late + ` AND (feedback.step <> '' OR ` + withdrawn + `) THEN feedback.step ELSE coalesce($16, feedback.step) END,
    model = CASE WHEN ` + late + ` AND (feedback.model <> '' OR ` + withdrawn + `) THEN feedback.model ELSE coalesce($17, feedback.model) END,
    firmware = CASE WHEN ` + late + ` AND (feedback.firmware <> '' OR ` + withdrawn + `) THEN feedback.firmware ELSE coalesce($18, feedback.firmware) END,
    outcome = CASE WHEN ` + late + ` AND (feedback.outcome <> '' OR ` + withdrawn + `) THEN feedback.outcome ELSE coalesce($19, feedback.outcome) END,
    comment = CASE WHEN ` + late + ` AND (feedback.comment <> '' OR ` + withdrawn + `) THEN feedback.comment ELSE coalesce($20, feedback.comment) END,
    comment_folded = CASE WHEN ` + late + ` AND (feedback.comment <> '' OR ` + withdrawn + `) THEN feedback.comment_folded ELSE coalesce($21, feedback.comment_folded) END,
    path = CASE WHEN ` + late + ` AND (feedback.path <> '' OR ` + withdrawn + `) THEN feedback.path ELSE coalesce($22, feedback.path) END,
    reply = CASE WHEN ` + withdrawing + ` THEN '' ELSE feedback.reply END,
    note = CASE WHEN ` + withdrawing + ` THEN '' ELSE feedback.note END,
    fixed_in = CASE WHEN ` + withdrawing + ` THEN '' ELSE feedback.fixed_in END,
    status = CASE WHEN excluded.status = 'spam' AND feedback.status = 'new' THEN 'spam'
        WHEN ` + late + ` THEN feedback.status
        WHEN excluded.status = 'withdrawn' OR ` + withdrawn + ` THEN excluded.status
        ELSE feedback.status END,
    changed_at = excluded.changed_at,
    version = feedback.version + 1,
    said_at = CASE WHEN ` + late + ` THEN feedback.said_at ELSE excluded.said_at END`

// insertVerdict is insertFeedback for an entry without details, which most entries are: a parameter
// that is always NULL costs as much time as any other.
var insertVerdict = strings.NewReplacer("$15", "NULL", "$16", "NULL", "$17", "NULL", "$18", "NULL", "$19", "NULL", "$20", "NULL", "$21", "NULL", "$22", "NULL").
	Replace(insertFeedback)

// verdictParameters is how many parameters of insertFeedback are those of insertVerdict.
const verdictParameters = 14

const (
	late        = `excluded.said_at < feedback.said_at`
	helpfulNow  = `CASE WHEN ` + late + ` THEN feedback.helpful ELSE excluded.helpful END = 1`
	withdrawn   = `feedback.status = 'withdrawn'`
	withdrawing = `excluded.status = 'withdrawn' AND NOT (` + late + `)`
)

const updateFeedback = `
UPDATE feedback SET
    helpful = coalesce($1, helpful),
    rating = coalesce($2, rating),
    reason = CASE WHEN coalesce($1, helpful) = 1 OR ` + staysWithdrawn + ` THEN '' ELSE coalesce($3, reason) END,
    step = CASE WHEN coalesce($1, helpful) = 1 OR ` + staysWithdrawn + ` THEN '' ELSE coalesce($4, step) END,
    model = CASE WHEN ` + staysWithdrawn + ` THEN '' ELSE coalesce($5, model) END,
    firmware = CASE WHEN ` + staysWithdrawn + ` THEN '' ELSE coalesce($6, firmware) END,
    outcome = CASE WHEN ` + staysWithdrawn + ` THEN '' ELSE coalesce($7, outcome) END,
    comment = CASE WHEN ` + staysWithdrawn + ` THEN '' ELSE coalesce($8, comment) END,
    comment_folded = CASE WHEN ` + staysWithdrawn + ` THEN '' ELSE coalesce($13, comment_folded) END,
    path = CASE WHEN ` + staysWithdrawn + ` THEN '' ELSE coalesce($14, path) END,
    reply = CASE WHEN $9 = 1 THEN '' ELSE reply END,
    note = CASE WHEN $9 = 1 THEN '' ELSE note END,
    fixed_in = CASE WHEN $9 = 1 THEN '' ELSE fixed_in END,
    status = CASE WHEN $9 = 1 THEN 'withdrawn'
        WHEN $10 = 1 AND (status = 'new' OR $1 IS NOT NULL AND status = 'withdrawn') THEN 'spam'
        WHEN $1 IS NOT NULL AND status = 'withdrawn' THEN 'new' ELSE status END,
    changed_at = $11,
    version = version + 1,
    said_at = $11
WHERE id = $12`

const staysWithdrawn = `($9 = 1 OR $1 IS NULL AND status = 'withdrawn')`

// blankFormerTexts removes what editors wrote about feedback from the record of
// their changes, unless the feedback still stands. It comes after the statement
// that withdraws or removes it, which waits for an editor's change under way.
const blankFormerTexts = `
UPDATE audit_item SET note = '', reply = '' WHERE feedback = $1 AND (note <> '' OR reply <> '')
    AND NOT EXISTS (SELECT 1 FROM feedback WHERE id = $1 AND status <> 'withdrawn')`

// AddFeedback stores new feedback, or merges it into what is stored under the same ID; it is on the
// disk when nil comes back.
//
// Merging replaces the verdict and keeps every detail that the entry does not give. A verdict of
// helpful clears reason and step. Withdrawn feedback that is given again is new again, and what was
// new becomes spam when an entry is judged so; other statuses stay. A withdrawal blanks every
// detail, the reply and the note at once, also in the record of editors' changes. GivenAt,
// ReceivedAt and the language stay the first ones, ChangedAt moves. What is held stays so, unless
// its revision is known by now. So the same entry may be sent any number of times.
//
// An entry that is older than the stored verdict and comes in after it is late: a phone was without
// network while its owner answered again. It adds the details that are not there yet and
// leaves the verdict alone; to withdrawn feedback it adds nothing.
//
// A new entry is held for the reason that it brings, or because its network has given
// [spam.NetworkLimit] new entries about the same revision on the same day (UTC). Several programs
// on one database count together.
//
// If the context or the time ends while the write waits, it may or may not be done.
func (s *Answers) AddFeedback(ctx context.Context, e feedback.Entry) error {
	s.networks.adding.Add(1)
	defer s.networks.adding.Add(-1)
	now := s.now()
	n, err := s.networkOf(ctx, e, now)
	if err != nil {
		return s.failure("add feedback", err)
	}
	at := now.UnixMilli()
	statement, row := insertFeedback, entryRow(e, n, at)
	if e.Details == (feedback.Details{}) && !e.Withdraw {
		statement, row = insertVerdict, row[:verdictParameters]
	}
	write := sqldb.Write{Before: append(s.outbox.announceEntry(e, at), n.calls(e.ID)...), Statement: statement, Key: string(n.hash[:]) + string(e.ID[:]), Rows: [][]any{row},
		After: afterWithdrawal(e.ID, e.Withdraw)}
	if _, err = s.db.Write(ctx, write); err != nil {
		return s.failure("add feedback", err)
	}
	s.networks.answered(ctx, s.base, n)
	return nil
}

// afterWithdrawal is what follows the statement of a write that withdraws feedback.
func afterWithdrawal(id feedback.ID, withdraw bool) []sqldb.Call {
	if !withdraw {
		return nil
	}
	return []sqldb.Call{newCall(blankFormerTexts, id[:])}
}

// blankDetails clears every detail.
func blankDetails() feedback.Details {
	return feedback.Details{Reason: new(feedback.Reason), Step: new(string), Model: new(string), Firmware: new(string), Outcome: new(feedback.Outcome), Comment: new(string), Path: new(string)}
}

func entryRow(e feedback.Entry, n networkAnswer, now int64) []any {
	status := feedback.New
	switch {
	case e.Withdraw:
		status, e.Details = feedback.Withdrawn, blankDetails()
	case e.Spam:
		status = feedback.Spam
	}
	return []any{
		e.ID[:], e.Article, e.Revision, string(e.Held), boolToInt(e.Verdict.Helpful), e.Verdict.Rating,
		string(status), e.Language, givenAt(e, now), now, boolToInt(n.over), n.day, n.bytes(), n.allowed(),
		nullable(e.Reason), nullable(e.Step), nullable(e.Model), nullable(e.Firmware), nullable(e.Outcome), nullable(e.Comment), folded(e.Comment), nullable(e.Path),
	}
}

// givenAt is when an entry was given, in Unix milliseconds.
func givenAt(e feedback.Entry, now int64) int64 {
	if e.GivenAt.IsZero() {
		return now
	}
	return e.GivenAt.UnixMilli()
}

// ChangeFeedback changes stored feedback: a nil verdict and nil details keep
// what is there, by the rules of [Answers.AddFeedback]. A change of details alone
// leaves withdrawn feedback withdrawn and blank. It returns [ErrNotFound] for an unknown
// ID. If the context or the time ends while the write waits, it may or may not be done.
func (s *Answers) ChangeFeedback(ctx context.Context, id feedback.ID, c feedback.Change) error {
	var helpful, rating any
	if c.Verdict != nil {
		helpful, rating = boolToInt(c.Verdict.Helpful), c.Verdict.Rating
	}
	now := s.now().UnixMilli()
	row := []any{
		helpful, rating,
		nullable(c.Reason), nullable(c.Step), nullable(c.Model), nullable(c.Firmware), nullable(c.Outcome), nullable(c.Comment),
		boolToInt(c.Withdraw), boolToInt(c.Spam), now, id[:], folded(c.Comment), nullable(c.Path),
	}
	changed, err := s.db.Write(ctx, sqldb.Write{Before: s.outbox.announceChange(id, c, now), Statement: updateFeedback, Key: string(id[:]), Rows: [][]any{row},
		After: afterWithdrawal(id, c.Withdraw)})
	if err == nil && changed == 0 {
		err = ErrNotFound
	}
	return s.failure("change feedback", err)
}

// nullable returns a detail as a parameter: NULL where it is not given.
func nullable[T ~string](detail *T) any {
	if detail == nil {
		return nil
	}
	return string(*detail)
}

// folded returns the form of a comment that is searched as a parameter: NULL where there is no
// comment.
func folded(comment *string) any {
	if comment == nil {
		return nil
	}
	return fold.Text(*comment)
}

// boolToInt returns 1 or 0: SQLite has no type for truth values, and PostgreSQL does not convert
// them.
func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
