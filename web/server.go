// Package web is the site as readers meet it: addresses, pages, and the forms that bring their
// answers in. It holds no data of its own; what it needs it is given as small interfaces.
package web

import (
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5/middleware"

	"pinhole/internal/article"
	"pinhole/internal/clientip"
	"pinhole/internal/insight"
	"pinhole/internal/language"
	"pinhole/internal/outage"
	"pinhole/web/page"
	"pinhole/web/pagecache"
	"pinhole/web/reader"
	"pinhole/web/respond"
	"pinhole/web/verdict"
	"pinhole/web/view"
)

// Config is what a Server needs. All but Live, Editors, TrustedProxies, FeedbackLimit, Languages,
// Observer and PageCache must be set.
type Config struct {
	Library  func() *article.Library // the current one; called once for each request
	Feedback verdict.Store
	Index    reader.Index
	Searches reader.Searches
	// Revised tells when a revision replaced an earlier one here; not ok when it is the first that
	// is known.
	Revised func(article, revision string) (at time.Time, ok bool)
	// Evidence returns what readers said about an article that has this revision in a language now;
	// not ok while too few have.
	Evidence func(article, language, revision string) (insight.Evidence, bool)
	// Answered takes note of an answer about an article that comes in, and tells whether so many
	// come that it is to be held.
	Answered       func(article string) (burst bool)
	URL            *url.URL // the site's public address: scheme and host, perhaps a port
	Logger         *slog.Logger
	Now            func() time.Time
	Live           reader.Live      // refreshes open pages while authors write; nil: pages stay as they are
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

// Server answers everybody. It is an http.Handler.
type Server struct {
	Config
	settings view.Settings
	respond  *respond.Responder
	pages    *pagecache.Pages
	files    *pagecache.Pages // our own files
	reader   *reader.Reader
	verdicts *verdict.Verdicts
	handler  http.Handler
	reading  http.Handler // handler, for requests whose answers may be compressed
	changes  changes
	secrets  redaction
	outage   *outage.Log
	secure   bool                            // the public address is https
	client   func(http.Handler) http.Handler // finds out from which address a request comes

	deskHandler http.Handler // of a desk with a listener of its own
}

// fileCache is the memory for finished answers with our own files, in bytes: all of them fit.
const fileCache = 4 << 20

// New makes a Server, or says what the configuration lacks.
func New(c Config) (*Server, error) {
	if c.Library == nil || c.Feedback == nil || c.Index == nil || c.Searches == nil || c.Revised == nil || c.Evidence == nil || c.Answered == nil || c.URL == nil || c.Logger == nil || c.Now == nil {
		return nil, errors.New("web: Library, Feedback, Index, Searches, Revised, Evidence, Answered, URL, Logger and Now must all be set")
	}
	if c.Languages == nil {
		c.Languages = language.Embedded()
	}
	if c.Observer == nil {
		c.Observer = noopObserver{}
	}
	s := &Server{Config: c, secure: c.URL.Scheme == "https", client: clientip.Middleware(c.TrustedProxies, c.Logger, c.Observer.ForwardedIgnored)}
	s.settings = view.Settings{
		Locales: c.Languages, Origin: c.URL.Scheme + "://" + c.URL.Host, Offline: c.Offline, Live: c.Live != nil, Stars: c.Stars, EditURL: c.EditURL,
		Evidence: c.Evidence, Revised: c.Revised,
	}
	s.secrets.removed = c.Observer.Redacted
	s.outage = outage.New(c.Logger, "requests fail because the database is unavailable")
	s.respond = &respond.Responder{Logger: c.Logger, Outage: s.outage, Locale: s.locale, Page: s.problemPage}
	s.pages = &pagecache.Pages{Cache: pagecache.New(c.PageCache), Respond: s.respond, Version: s.versionOf, Seen: c.Observer.Request, Off: c.Live != nil}
	s.files = &pagecache.Pages{Cache: pagecache.New(fileCache), Respond: s.respond, Version: func(*http.Request) uint64 { return 0 }, Seen: c.Observer.Request, Off: c.Live != nil}
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

// ServeHTTP answers out of the page cache where it can, else by the table of routes. It takes the
// Library that the whole request is answered from.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	lib, get := s.Library(), r.Method == http.MethodGet || r.Method == http.MethodHead
	if get && (s.pages.Serve(w, r, s.version(lib, r.URL.Path)) || s.files.Serve(w, r, 0)) {
		return
	}
	r = r.WithContext(view.WithLibrary(r.Context(), lib))
	if get {
		s.reading.ServeHTTP(w, r)
		return
	}
	s.handler.ServeHTTP(w, r)
}

// EndLive ends every live answer, so that a server can shut down without waiting for open pages.
func (s *Server) EndLive() { s.reader.EndLive() }

// locale is the language of a request.
func (s *Server) locale(r *http.Request) *language.Locale {
	l, _ := s.settings.LocaleOf(r.URL.Path)
	return l
}

// problemPage shows a refusal to a reader.
func (s *Server) problemPage(r *http.Request, l *language.Locale, e *respond.Refusal) templ.Component {
	base := s.settings.Site(view.LibraryOf(r.Context()), l).Base(respond.Heading(l, e.Status), "")
	base.Private = true
	if e.Form == nil && len(e.Fields) == 0 && e.Back == "" {
		problem := page.Problem{Base: base, Heading: base.Title, Message: e.Text(l)}
		if e.Status == http.StatusNotFound {
			_, path := s.settings.LocaleOf(r.URL.Path)
			problem.Search = view.PathText(path)
		}
		return page.ProblemPage(problem)
	}
	v := page.Refused{Base: base, Status: e.Status, Heading: base.Title, Again: e.Form, Back: e.Back}
	for _, p := range e.Fields {
		v.Problems = append(v.Problems, respond.FieldProblem(l, p))
	}
	if len(v.Problems) == 0 {
		v.Problems = []string{e.Text(l)}
	} else {
		v.Next = e.Text(l)
	}
	return page.RefusedPage(v)
}
