package web

import (
	"crypto/rand"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"pinhole/internal/feedback"
)

// Observer is told what the server does, for metrics and the access log. It is called by many requests at once and must not
// wait for anything.
type Observer interface {
	// Request is told of each request after its answer.
	Request(Request)
	// Feedback is told of each valid verdict, change or withdrawal that was sent, stored or not.
	Feedback(verdict Said, result Result)
	// Login is told of each login at the desk.
	Login(LoginResult)
	// RoleRefused is told of each request of an editor for what only owners may do.
	RoleRefused()
}

// Request is an answered request as operators may see it: nothing in it tells about the reader.
type Request struct {
	Route  string // the pattern of the address, such as /feedback/{receipt}
	Method string
	Status int
	Bytes  int // of the body
	Took   time.Duration
	ID     string // names the request in the log; empty for an answer out of memory, which logs nothing else
	Cached bool   // served from the page cache
}

// Said is what a post said.
type Said string

// What a post said.
const (
	SaidHelpful    Said = "helpful"
	SaidNotHelpful Said = "not-helpful"
	SaidDetails    Said = "details" // a change without a verdict
	SaidWithdrawn  Said = "withdrawn"
)

// Result is what became of a post.
type Result string

// What became of a post.
const (
	Stored      Result = "stored"
	StoredSpam  Result = "spam"
	Unavailable Result = "unavailable" // the store did not take it; the reader has it back
)

// LoginResult is what became of a login.
type LoginResult string

// What became of a login.
const (
	LoginOK      LoginResult = "ok"
	LoginWrong   LoginResult = "wrong"   // the name or the password
	LoginLimited LoginResult = "limited" // too many tries of this client, under this name or in this browser
	LoginBusy    LoginResult = "busy"    // too many tries of others
	LoginError   LoginResult = "error"   // the database did not do its part
)

func saidBy(withdraw bool, v *feedback.Verdict) Said {
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

// nobody is the Observer of a server that has none.
type nobody struct{}

func (nobody) Request(Request)       {}
func (nobody) Feedback(Said, Result) {}
func (nobody) Login(LoginResult)     {}
func (nobody) RoleRefused()          {}

// counted notes how a handler answered.
type counted struct {
	http.ResponseWriter
	id            string
	status, bytes int
}

func (c *counted) WriteHeader(status int) {
	if c.status == 0 && status >= http.StatusOK {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *counted) Write(p []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(p)
	c.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController find what is beneath.
func (c *counted) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// observed tells the Observer about requests that go through the table of routes, and names each for the log.
func (s *Server) observed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun, answer := time.Now(), &counted{ResponseWriter: w, id: newRequestID()}
		defer func() {
			status := answer.status
			if status == 0 {
				status = http.StatusOK
			}
			s.Observer.Request(Request{Route: route(r), Method: r.Method, Status: status, Bytes: answer.bytes, Took: time.Since(begun), ID: answer.id})
		}()
		next.ServeHTTP(answer, r)
	})
}

var (
	requestPrefix = rand.Text()[:6] + "-" // several programs write into one log
	requestNumber atomic.Uint64
)

func newRequestID() string { return requestPrefix + strconv.FormatUint(requestNumber.Add(1), 36) }

// requestID finds the name of the request that a writer answers. It stands there and not in the request's context, because a
// context would be a copy of the request more.
func requestID(w http.ResponseWriter) string {
	for {
		switch answer := w.(type) {
		case *counted:
			return answer.id
		case interface{ Unwrap() http.ResponseWriter }:
			w = answer.Unwrap()
		default:
			return ""
		}
	}
}
