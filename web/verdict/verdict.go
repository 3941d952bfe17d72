// Package verdict handles readers' feedback: the answer to "Was this helpful?", details, changes,
// and withdrawals.
package verdict

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/redact"
	"pinhole/internal/spam"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// Store stores verdicts. Its errors wrap feedback.ErrNotFound or feedback.ErrUnavailable where
// applicable.
type Store interface {
	// AddFeedback stores or updates a verdict, durably before it returns.
	AddFeedback(context.Context, feedback.Entry) error
	// ChangeFeedback changes feedback, durably before it returns.
	ChangeFeedback(context.Context, feedback.ID, feedback.Change) error
	// Feedback returns the feedback with an id.
	Feedback(context.Context, feedback.ID) (feedback.Feedback, error)
	// RevisionText returns the Markdown and language of a revision that was served here.
	RevisionText(ctx context.Context, article, revision string) (language string, text []byte, err error)
}

// Config holds the dependencies of Verdicts. All but Secure must be set.
type Config struct {
	Settings *view.Settings
	Respond  *respond.Responder
	Store    Store
	// Redactor returns the redactor for feedback on the articles of a Library.
	Redactor func(*article.Library) *redact.Redactor
	// Answered counts an answer about an article, and reports whether it is part of a burst, so
	// that it must be held.
	Answered func(article string) (burst bool)
	// Posted is called for each valid verdict, change or withdrawal, stored or not.
	Posted func(PostKind, Result)
	Logger *slog.Logger
	Now    func() time.Time
	Secure bool // the public address is https
}

// Verdicts handles readers' feedback.
type Verdicts struct {
	Config
	repeats *spam.Repeats
	doubles doubles
}

// New returns Verdicts, or an error if the configuration is incomplete.
func New(c Config) (*Verdicts, error) {
	if c.Settings == nil || c.Respond == nil || c.Store == nil || c.Redactor == nil || c.Answered == nil || c.Posted == nil || c.Logger == nil || c.Now == nil {
		return nil, errors.New("verdict: Settings, Respond, Store, Redactor, Answered, Posted, Logger and Now must all be set")
	}
	return &Verdicts{Config: c, repeats: spam.NewRepeats(c.Now)}, nil
}

// Routes adds the routes of verdicts and receipts. posts is middleware for routes that change
// something.
func (v *Verdicts) Routes(mux chi.Router, posts ...func(http.Handler) http.Handler) {
	mux.Get("/feedback", v.Respond.Handle(v.home))
	mux.Get("/feedback/{receipt}", v.Respond.Handle(v.thanks))
	mux.With(posts...).Post("/feedback", v.Respond.Handle(v.Add))
	mux.With(posts...).Post("/feedback/{receipt}", v.Respond.Handle(v.change))
}

// PostKind is the kind of a posted form.
type PostKind string

// The kinds of posted forms.
const (
	SaidHelpful    PostKind = "helpful"
	SaidNotHelpful PostKind = "not-helpful"
	SaidDetails    PostKind = "details" // a change without a verdict
	SaidWithdrawn  PostKind = "withdrawn"
)

// Result is the result of a posted form.
type Result string

// The results.
const (
	Stored      Result = "stored"
	StoredSpam  Result = "spam"
	Unavailable Result = "unavailable" // not stored; returned to the reader
)

func postKind(withdraw bool, v *feedback.Verdict) PostKind {
	switch {
	case withdraw:
		return SaidWithdrawn
	case v == nil:
		return SaidDetails
	case v.Helpful:
		return SaidHelpful
	}
	return SaidNotHelpful
}
