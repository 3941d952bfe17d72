package store

import "context"

const listRevisions = `SELECT article, revision, language, first_seen FROM revision ORDER BY article, language, first_seen, revision`

const findRevisionText = `SELECT markdown FROM revision WHERE article = $1 AND revision = $2`

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

// RevisionText returns the Markdown of a revision of an article, in whichever language it was served, or [ErrNotFound].
func (s *Store) RevisionText(ctx context.Context, article, revision string) ([]byte, error) {
	text, err := queryOne(ctx, s, findRevisionText, func(row row) (text []byte, err error) {
		err = row.Scan(&text)
		return text, err
	}, article, revision)
	return text, s.failure("read a revision", err)
}
