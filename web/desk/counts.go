package desk

import (
	"context"

	"golang.org/x/sync/errgroup"

	"pinhole/internal/feedback"
)

// countStore is what the desk asks of what readers said.
type countStore interface {
	// CountVerdicts counts the verdicts that a filter chooses by facets.
	CountVerdicts(context.Context, feedback.Filter, ...feedback.Facet) ([]feedback.Count, error)
	// CountItems counts what the inbox lists.
	CountItems(context.Context, feedback.Filter, ...feedback.Facet) ([]feedback.Count, error)
	// Items returns a page of what the inbox lists, latest first.
	Items(ctx context.Context, f feedback.Filter, after feedback.Cursor, limit int) ([]feedback.Item, error)
	// Served returns the revisions of an article in one language, oldest first.
	Served(ctx context.Context, article, language string) ([]feedback.Served, error)
}

// together asks several questions at once, so that a page takes as long as the longest of them.
func together(questions ...func() error) error {
	var g errgroup.Group
	for _, q := range questions {
		g.Go(q)
	}
	return g.Wait()
}

// counting asks for a count and puts it where it is wanted.
func counting(ctx context.Context, store countStore, into *[]feedback.Count, f feedback.Filter, by ...feedback.Facet) func() error {
	return func() (err error) {
		*into, err = store.CountVerdicts(ctx, f, by...)
		return err
	}
}

// total is a count of all as a number.
func total(counts []feedback.Count) (n int) {
	for _, c := range counts {
		n += c.Answers
	}
	return n
}
