package desk

import (
	"context"
	"iter"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
)

// inboxStore is the store as the inbox sees it.
type inboxStore interface {
	editorLister
	triageStore
	// CountItems counts what the inbox lists.
	CountItems(context.Context, feedback.Filter, ...feedback.Facet) ([]feedback.Count, error)
	// OpenSteps counts the open comments that name a step.
	OpenSteps(context.Context) ([]feedback.StepCount, error)
	// Undo takes a change back, as Triage does.
	Undo(ctx context.Context, by string, change int64) (undo int64, err error)
	// ChosenFeedback returns all that a filter chooses; an error comes as the last pair.
	ChosenFeedback(context.Context, feedback.Filter) iter.Seq2[feedback.Exported, error]
	// AddAudit adds a line to the audit trail.
	AddAudit(ctx context.Context, by string, what editor.Action, on, detail string) error
}

// itemStore is the store as the page of one comment sees it.
type itemStore interface {
	editorLister
	triageStore
	flashStore
	// Served returns the revisions of an article in one language, oldest first.
	Served(ctx context.Context, article, language string) ([]feedback.Served, error)
}

// triageStore is where comments are found and settled.
type triageStore interface {
	// Items returns a page of what a filter chooses, latest first.
	Items(ctx context.Context, f feedback.Filter, after feedback.Cursor, limit int) ([]feedback.Item, error)
	// Triage sets what became of items and gives the change's number; what is not as it was seen is
	// left alone and told by a feedback.ChangedError.
	Triage(ctx context.Context, by string, refs []feedback.Ref, t feedback.Triage) (change int64, err error)
}
