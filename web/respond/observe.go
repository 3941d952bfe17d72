package respond

import (
	"crypto/rand"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5"
)

// Request is an answered request as operators may see it: nothing in it tells about the reader.
type Request struct {
	Route  string // the pattern of the address, such as /feedback/{receipt}
	Method string
	Status int
	Bytes  int // of the body
	Took   time.Duration
	ID     string // names the request in the log; empty for an answer out of the page cache, which logs nothing else
	Cached bool   // served from the page cache
}

// Route is the pattern of a request's address, for logs: the address itself can hold a receipt.
func Route(r *http.Request) string {
	if c := chi.RouteContext(r.Context()); c != nil && c.RoutePattern() != "" {
		return c.RoutePattern()
	}
	return "none"
}

// statusRecorder notes how a handler answered.
type statusRecorder struct {
	http.ResponseWriter
	id            string
	status, bytes int
}

func (c *statusRecorder) WriteHeader(status int) {
	if c.status == 0 && status >= http.StatusOK {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *statusRecorder) Write(p []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(p)
	c.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController find what is beneath.
func (c *statusRecorder) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// Observe tells seen about each request after its answer, and gives each an ID for the log.
func Observe(seen func(Request)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			begun, answer := time.Now(), &statusRecorder{ResponseWriter: w, id: newRequestID()}
			defer func() {
				status := answer.status
				if status == 0 {
					status = http.StatusOK
				}
				seen(Request{Route: Route(r), Method: r.Method, Status: status, Bytes: answer.bytes, Took: time.Since(begun), ID: answer.id})
			}()
			next.ServeHTTP(answer, r)
		})
	}
}

var (
	requestPrefix = rand.Text()[:6] + "-" // several programs write into one log
	requestNumber atomic.Uint64
)

func newRequestID() string { return requestPrefix + strconv.FormatUint(requestNumber.Add(1), 36) }

// RequestID is the ID of the request that a writer answers; empty without [Observe]. It stands there and not in the request's
// context, because a context would be one more copy of the request.
func RequestID(w http.ResponseWriter) string {
	for {
		switch answer := w.(type) {
		case *statusRecorder:
			return answer.id
		case interface{ Unwrap() http.ResponseWriter }:
			w = answer.Unwrap()
		default:
			return ""
		}
	}
}
