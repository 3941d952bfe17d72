package web

import (
	"context"
	"iter"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
)

// deskInbox is the store as the inbox sees it.
type deskInbox interface {
	// Items gives a page of what a filter chooses, latest first.
	Items(ctx context.Context, f feedback.Filter, after feedback.Cursor, limit int) ([]feedback.Item, error)
	// Item gives one.
	Item(context.Context, feedback.ID) (feedback.Item, error)
	// History tells what editors did to an item, earliest first.
	History(context.Context, feedback.ID) ([]editor.Entry, error)
	// OpenSteps counts the open comments that name a step.
	OpenSteps(context.Context) ([]feedback.StepCount, error)
	// Triage sets what became of items and gives the change's number; what is not as it was seen is left alone and told by a
	// feedback.ChangedError.
	Triage(ctx context.Context, by string, refs []feedback.Ref, t feedback.Triage) (change int64, err error)
	// Undo takes a change back, as Triage does.
	Undo(ctx context.Context, by string, change int64) (undo int64, err error)
	// Served gives the revisions of an article in one language, oldest first.
	Served(ctx context.Context, article, language string) ([]feedback.Served, error)
	// ChosenFeedback gives all that a filter chooses; an error comes as the last pair.
	ChosenFeedback(context.Context, feedback.Filter) iter.Seq2[feedback.Exported, error]
}
