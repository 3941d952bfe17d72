// Package verdict takes what readers say: the answer to "Was this helpful?", what follows it, a changed mind, and a withdrawal.
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

// Store is where verdicts are kept. Errors wrap feedback.ErrNotFound or feedback.ErrUnavailable where these fit.
type Store interface {
	// AddFeedback stores a verdict, or repeats one, durably before it returns.
	AddFeedback(context.Context, feedback.Entry) error
	// ChangeFeedback changes what a receipt's owner said, durably before it returns.
	ChangeFeedback(context.Context, feedback.ID, feedback.Change) error
	// Feedback gives what is stored under an id.
	Feedback(context.Context, feedback.ID) (feedback.Feedback, error)
	// RevisionText gives the Markdown of a revision that was once served here, and its language.
	RevisionText(ctx context.Context, article, revision string) (language string, text []byte, err error)
}

// Config is what taking verdicts needs. All but Secure must be set.
type Config struct {
	Settings *view.Settings
	Respond  *respond.Responder
	Store    Store
	// Redactor takes secrets out of what readers write about the articles of a Library.
	Redactor func(*article.Library) *redact.Redactor
	// Answered takes note of an answer about an article that comes in, and tells whether so many come that it is to be held.
	Answered func(article string) (burst bool)
	// Posted is told of each valid verdict, change or withdrawal that was sent, stored or not.
	Posted func(PostKind, Result)
	Logger *slog.Logger
	Now    func() time.Time
	Secure bool // the public address is https
}

// Verdicts takes what readers say.
type Verdicts struct {
	Config
	repeats *spam.Repeats
	doubles doubles
}

// New makes Verdicts, or says what the configuration lacks.
func New(c Config) (*Verdicts, error) {
	if c.Settings == nil || c.Respond == nil || c.Store == nil || c.Redactor == nil || c.Answered == nil || c.Posted == nil || c.Logger == nil || c.Now == nil {
		return nil, errors.New("verdict: Settings, Respond, Store, Redactor, Answered, Posted, Logger and Now must all be set")
	}
	return &Verdicts{Config: c, repeats: spam.NewRepeats(c.Now)}, nil
}

// Routes adds the addresses of verdicts and receipts. posts guard what changes something.
func (v *Verdicts) Routes(mux chi.Router, posts ...func(http.Handler) http.Handler) {
	mux.Get("/feedback", v.Respond.Handle(v.home))
	mux.Get("/feedback/{receipt}", v.Respond.Handle(v.thanks))
	mux.With(posts...).Post("/feedback", v.Respond.Handle(v.Add))
	mux.With(posts...).Post("/feedback/{receipt}", v.Respond.Handle(v.change))
}

// PostKind is what a post said.
type PostKind string

// What a post said.
const (
	SaidHelpful    PostKind = "helpful"
	SaidNotHelpful PostKind = "not-helpful"
	SaidDetails    PostKind = "details" // a change without a verdict
	SaidWithdrawn  PostKind = "withdrawn"
)

// Result is what became of a post.
type Result string

// What became of a post.
const (
	Stored      Result = "stored"
	StoredSpam  Result = "spam"
	Unavailable Result = "unavailable" // the store did not take it; the reader has it back
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
