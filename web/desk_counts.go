package web

import (
	"context"

	"pinhole/internal/feedback"
)

// deskCounts is what the desk asks of what readers said.
type deskCounts interface {
	// CountVerdicts counts the verdicts that a filter chooses by facets.
	CountVerdicts(context.Context, feedback.Filter, ...feedback.Facet) ([]feedback.Count, error)
	// CountItems counts what the inbox lists.
	CountItems(context.Context, feedback.Filter, ...feedback.Facet) ([]feedback.Count, error)
}
