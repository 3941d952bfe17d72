// Package web is the site as readers meet it: addresses, pages, and the forms that bring their answers in. It holds no data
// of its own; what it needs it is given as small interfaces.
package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/desk"
	"pinhole/internal/feedback"
)

// Feedback is the store as this package sees it. Errors wrap feedback.ErrNotFound or feedback.ErrUnavailable where these fit.
type Feedback interface {
	// AddFeedback stores a verdict, or repeats one, durably before it returns.
	AddFeedback(context.Context, feedback.Entry) error
	// ChangeFeedback changes what a receipt's owner said, durably before it returns.
	ChangeFeedback(context.Context, feedback.ID, feedback.Change) error
	// Feedback gives what is stored under an id.
	Feedback(context.Context, feedback.ID) (feedback.Feedback, error)
	// RevisionText gives the Markdown of a revision that was once served here, and its language.
	RevisionText(ctx context.Context, article, revision string) (language string, text []byte, err error)
}

// Config is what a Server needs. All but Live, TrustedProxies and FeedbackLimit must be set.
type Config struct {
	Library  func() *article.Library // the current one; called once for each request
	Feedback Feedback
	Index    Index
	Searches Searches
	// Revised tells when a revision replaced an earlier one here; not ok when it is the first that is known.
	Revised func(article, revision string) (at time.Time, ok bool)
	// Evidence gives what readers said about an article that has this revision in a language now; not ok while too few have.
	Evidence       func(article, language, revision string) (desk.Evidence, bool)
	URL            *url.URL // the site's public address: scheme and host, perhaps a port
	Logger         *slog.Logger
	Now            func() time.Time
	Live           Live           // refreshes open pages while authors write; nil: pages stay as they are
	TrustedProxies []netip.Prefix // proxies whose X-Forwarded-For is believed
	FeedbackLimit  int            // posts a minute and client address; 0: no limit
	Stars          bool           // ask for one to five instead of Yes and No
}

// Server answers readers. It is an http.Handler.
type Server struct {
	Config
	handler http.Handler
	secrets redaction
	repeats *feedback.Repeats
	origin  string // URL without a final slash
	secure  bool   // the public address is https
	ended   chan struct{}
	endLive func() // closes ended
}

// New makes a Server, or says what the configuration lacks.
func New(c Config) (*Server, error) {
	if c.Library == nil || c.Feedback == nil || c.Index == nil || c.Searches == nil || c.Revised == nil || c.Evidence == nil || c.URL == nil || c.Logger == nil || c.Now == nil {
		return nil, errors.New("web: Library, Feedback, Index, Searches, Revised, Evidence, URL, Logger and Now must all be set")
	}
	s := &Server{Config: c, origin: c.URL.Scheme + "://" + c.URL.Host, secure: c.URL.Scheme == "https", repeats: feedback.NewRepeats(c.Now), ended: make(chan struct{})}
	s.endLive = sync.OnceFunc(func() { close(s.ended) })
	handler, err := s.routes()
	if err != nil {
		return nil, err
	}
	s.handler = handler
	return s, nil
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }
