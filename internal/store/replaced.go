package store

import (
	"context"

	"pinhole/internal/feedback"
)

const listRevisions = `SELECT article, revision, language, first_seen FROM revision ORDER BY article, language, first_seen, revision`

const listServed = `SELECT revision, title, first_seen FROM revision WHERE article = $1 AND language = $2 ORDER BY first_seen, revision`

const findRevisionText = `SELECT language, markdown FROM revision WHERE article = $1 AND revision = $2`

// Revisions returns every revision that was ever recorded, without titles and texts: those of one article and language stand
// together, oldest first.
func (s *Store) Revisions(ctx context.Context) ([]Revision, error) {
	list, err := queryAll(ctx, s, listRevisions, func(row row) (r Revision, err error) {
		var first int64
		err = row.Scan(&r.Article, &r.Revision, &r.Language, &first)
		r.FirstSeen = moment(first)
		return r, err
	})
	return list, s.failure("list revisions", err)
}

// Served returns the revisions of an article in one language, oldest first, for
// its time line.
func (s *Store) Served(ctx context.Context, article, language string) ([]feedback.Served, error) {
	list, err := queryAll(ctx, s, listServed, func(row row) (r feedback.Served, err error) {
		var first int64
		err = row.Scan(&r.Revision, &r.Title, &first)
		r.Since = moment(first)
		return r, err
	}, article, language)
	return list, s.failure("list revisions", err)
}

// RevisionText returns the Markdown of a revision of an article, and the language in which it was served, or [ErrNotFound].
func (s *Store) RevisionText(ctx context.Context, article, revision string) (language string, text []byte, err error) {
	r, err := queryOne(ctx, s, findRevisionText, func(row row) (r Revision, err error) {
		err = row.Scan(&r.Language, &r.Markdown)
		return r, err
	}, article, revision)
	return r.Language, r.Markdown, s.failure("read a revision", err)
}
