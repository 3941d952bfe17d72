// Package web is the site as readers meet it: addresses, pages, and the forms that bring their answers in. It holds no data
// of its own; what it needs it is given as small interfaces.
package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/go-chi/chi/v5/middleware"

	"pinhole/internal/article"
	"pinhole/internal/clientip"
	"pinhole/internal/desk"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/internal/outage"
	"pinhole/internal/spam"
	"pinhole/web/pagecache"
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

// Config is what a Server needs. All but Live, Editors, TrustedProxies, FeedbackLimit, Languages, Observer and PageCache must be set.
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
	Live           Live             // refreshes open pages while authors write; nil: pages stay as they are
	Editors        *Desk            // the editors' pages; nil: there are none
	TrustedProxies clientip.Proxies // proxies whose X-Forwarded-For and Forwarded are believed
	FeedbackLimit  int              // posts a minute and client address; 0: no limit
	Languages      *language.Bundle // the locales; nil: those that come with the program
	Observer       Observer         // is told about requests and feedback; nil: nobody is
	PageCache      int              // bytes of memory for finished pages; 0: none are kept
	Offline        bool             // let browsers keep pages for times without a network
	EditURL        string           // address of the content folder where sources are edited; empty: what site.yaml says
	Stars          bool             // ask for one to five instead of Yes and No
}

// Server answers readers. It is an http.Handler.
type Server struct {
	Config
	handler    http.Handler
	reading    http.Handler // handler, for requests whose answers may be compressed
	pages      *pagecache.Cache
	files      *pagecache.Cache // our own files
	changes    changes
	secrets    redaction
	repeats    *spam.Repeats
	origin     string // URL without a final slash
	secure     bool   // the public address is https
	ended      chan struct{}
	endLive    func() // closes ended
	outage     *outage.Log
	withClient func(http.Handler) http.Handler // finds out from which address a request comes

	deskHandler http.Handler // of a desk with a listener of its own
}

// fileCache is the memory for finished answers with our own files, in bytes: all of them fit.
const fileCache = 4 << 20

// New makes a Server, or says what the configuration lacks.
func New(c Config) (*Server, error) {
	if c.Library == nil || c.Feedback == nil || c.Index == nil || c.Searches == nil || c.Revised == nil || c.Evidence == nil || c.URL == nil || c.Logger == nil || c.Now == nil {
		return nil, errors.New("web: Library, Feedback, Index, Searches, Revised, Evidence, URL, Logger and Now must all be set")
	}
	if c.Languages == nil {
		c.Languages = language.Embedded()
	}
	s := &Server{Config: c, origin: c.URL.Scheme + "://" + c.URL.Host, secure: c.URL.Scheme == "https", repeats: spam.NewRepeats(c.Now), ended: make(chan struct{})}
	s.pages, s.files = pagecache.New(c.PageCache), pagecache.New(fileCache)
	s.outage = outage.New(c.Logger, "requests fail because the database is unavailable")
	s.withClient = clientip.Middleware(c.TrustedProxies, c.Logger)
	s.endLive = sync.OnceFunc(func() { close(s.ended) })
	if s.Observer == nil {
		s.Observer = nobody{}
	}
	handler, err := s.routes()
	if err != nil {
		return nil, err
	}
	s.handler, s.reading = handler, handler
	if s.Live == nil { // what goes on for long is not held back to be compressed
		s.reading = middleware.Compress(pagecache.GzipLevel, "text/html", "text/markdown", "application/json")(handler)
	}
	return s, nil
}

// ServeHTTP answers out of memory where it can, else by the table of routes.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		s.handler.ServeHTTP(w, r)
	case !s.serveCached(w, r):
		s.reading.ServeHTTP(w, r)
	}
}
