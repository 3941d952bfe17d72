package store

import "context"

const listReplacements = `
SELECT article, revision, language, first_seen FROM revision AS later
WHERE EXISTS (
    SELECT 1 FROM revision AS earlier
    WHERE earlier.article = later.article AND earlier.language = later.language AND earlier.first_seen < later.first_seen
)`

const findRevisionText = `SELECT markdown FROM revision WHERE article = $1 AND revision = $2`

// Replacements returns, without titles and texts, every revision that came after another one of the same article and
// language. An article that never changed here is not among them.
func (s *Store) Replacements(ctx context.Context) ([]Revision, error) {
	list, err := queryAll(ctx, s, listReplacements, func(row row) (r Revision, err error) {
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
