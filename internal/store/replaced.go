package store

import "context"

const listReplacements = `
SELECT article, revision, language, first_seen FROM revision AS later
WHERE EXISTS (
    SELECT 1 FROM revision AS earlier
    WHERE earlier.article = later.article AND earlier.language = later.language AND earlier.first_seen < later.first_seen
)`

const hasRevision = `SELECT EXISTS (SELECT 1 FROM revision WHERE article = $1 AND revision = $2)`

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

// HasRevision reports whether a revision of an article was ever recorded, in any language.
func (s *Store) HasRevision(ctx context.Context, article, revision string) (bool, error) {
	has, err := queryOne(ctx, s, hasRevision, scanBool, article, revision)
	return has, s.failure("look for a revision", err)
}
