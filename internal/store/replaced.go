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
	rows, err := s.reader.QueryContext(ctx, listReplacements)
	if err != nil {
		return nil, s.failure("list revisions", err)
	}
	defer rows.Close()
	var list []Revision
	for rows.Next() {
		var r Revision
		var first int64
		if err := rows.Scan(&r.Article, &r.Revision, &r.Language, &first); err != nil {
			return nil, s.failure("list revisions", err)
		}
		r.FirstSeen = moment(first)
		list = append(list, r)
	}
	if err := rows.Err(); err != nil {
		return nil, s.failure("list revisions", err)
	}
	return list, nil
}

// HasRevision reports whether a revision of an article was ever recorded, in any language.
func (s *Store) HasRevision(ctx context.Context, article, revision string) (bool, error) {
	var has bool
	if err := s.reader.QueryRowContext(ctx, hasRevision, article, revision).Scan(&has); err != nil {
		return false, s.failure("look for a revision", err)
	}
	return has, nil
}
