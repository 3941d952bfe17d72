package store

import (
	"context"
	"slices"
	"time"
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
	FirstSeen time.Time // when it was first recorded; [Store.RecordRevisions] sets it
}

// RecordRevisions keeps the revisions that are not kept yet and leaves the
// others as they are. They are written in parts, between which feedback gets its
// turn; after an error some may have been recorded, and the same call may be
// made again.
func (s *Store) RecordRevisions(ctx context.Context, revisions []Revision) error {
	now := s.now().UnixMilli()
	for part := range slices.Chunk(revisions, revisionRows) {
		rows := make([][]any, len(part))
		for i, r := range part {
			rows[i] = []any{r.Article, r.Revision, r.Language, r.Title, string(r.Markdown), now}
		}
		if _, err := s.writer.do(ctx, write{statement: insertRevision, rows: rows}); err != nil {
			return s.failure("record revisions", err)
		}
	}
	return nil
}

// Revision returns a recorded revision, or [ErrNotFound].
func (s *Store) Revision(ctx context.Context, article, revision, language string) (Revision, error) {
	r, err := queryOne(ctx, s, findRevision, func(row row) (Revision, error) {
		r := Revision{Article: article, Revision: revision, Language: language}
		var first int64
		err := row.Scan(&r.Title, &r.Markdown, &first)
		r.FirstSeen = moment(first)
		return r, err
	}, article, revision, language)
	return r, s.failure("read a revision", err)
}
