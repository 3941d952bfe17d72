package store

import (
	"context"
	"slices"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store/sqldb"
)

const insertRevision = `
INSERT INTO revision (article, revision, language, title, markdown, first_seen)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (article, revision, language) DO NOTHING`

const findRevision = `SELECT title, markdown, first_seen FROM revision
WHERE article = $1 AND revision = $2 AND language = $3`

// revisionRows is how many revisions are written at once: few enough that
// feedback that comes meanwhile does not wait for long.
const revisionRows = 100

// Revision is the text of an article as it once was, in one language.
type Revision struct {
	Article   string // the article's id
	Revision  string // 12 hex digits
	Language  string
	Title     string
	Markdown  []byte
	FirstSeen time.Time // when it was first recorded; [RevisionTexts.RecordRevisions] sets it
}

// RecordRevisions stores the revisions that are not stored yet and does not change the others. They
// are written in parts, between which new feedback is written; after an error some may have been
// recorded, and the same call may be made again.
func (s *RevisionTexts) RecordRevisions(ctx context.Context, revisions []Revision) error {
	now := s.now().UnixMilli()
	for part := range slices.Chunk(revisions, revisionRows) {
		rows := make([][]any, len(part))
		for i, r := range part {
			rows[i] = []any{r.Article, r.Revision, r.Language, r.Title, string(r.Markdown), now}
		}
		if _, err := s.db.Write(ctx, sqldb.Write{Statement: insertRevision, Rows: rows}); err != nil {
			return s.failure("record revisions", err)
		}
	}
	return nil
}

// Revision returns a recorded revision, or [ErrNotFound].
func (s *RevisionTexts) Revision(ctx context.Context, article, revision, language string) (Revision, error) {
	r, err := queryOne(ctx, s.base, findRevision, func(row row) (Revision, error) {
		r := Revision{Article: article, Revision: revision, Language: language}
		var first int64
		err := row.Scan(&r.Title, &r.Markdown, &first)
		r.FirstSeen = moment(first)
		return r, err
	}, article, revision, language)
	return r, s.failure("read a revision", err)
}

const listRevisions = `SELECT article, revision, language, first_seen FROM revision ORDER BY article, language, first_seen, revision`

const listServed = `SELECT revision, title, first_seen FROM revision WHERE article = $1 AND language = $2 ORDER BY first_seen, revision`

const findRevisionText = `SELECT language, markdown FROM revision WHERE article = $1 AND revision = $2`

// Revisions returns every revision that was ever recorded, without titles and texts: those of one
// article and language stand together, oldest first.
func (s *RevisionTexts) Revisions(ctx context.Context) ([]Revision, error) {
	list, err := queryAll(ctx, s.base, listRevisions, func(row row) (r Revision, err error) {
		var first int64
		err = row.Scan(&r.Article, &r.Revision, &r.Language, &first)
		r.FirstSeen = moment(first)
		return r, err
	})
	return list, s.failure("list revisions", err)
}

// Served returns the revisions of an article in one language, oldest first, for
// its time line.
func (s *RevisionTexts) Served(ctx context.Context, article, language string) ([]feedback.Served, error) {
	list, err := queryAll(ctx, s.base, listServed, func(row row) (r feedback.Served, err error) {
		var first int64
		err = row.Scan(&r.Revision, &r.Title, &first)
		r.Since = moment(first)
		return r, err
	}, article, language)
	return list, s.failure("list revisions", err)
}

// RevisionText returns the Markdown of a revision of an article, and the language in which it was
// served, or [ErrNotFound].
func (s *RevisionTexts) RevisionText(ctx context.Context, article, revision string) (language string, text []byte, err error) {
	r, err := queryOne(ctx, s.base, findRevisionText, func(row row) (r Revision, err error) {
		err = row.Scan(&r.Language, &r.Markdown)
		return r, err
	}, article, revision)
	return r.Language, r.Markdown, s.failure("read a revision", err)
}
