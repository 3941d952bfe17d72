package respond

import (
	"crypto/rand"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5"
)

// Request describes a handled request for logs and metrics, without data on the reader.
type Request struct {
	Route  string // the pattern of the address, such as /feedback/{receipt}
	Method string
	Status int
	Bytes  int // of the body
	Took   time.Duration
	ID     string // identifies the request in the log; empty for a response from the page cache
	Cached bool   // served from the page cache
}

// Route returns the pattern of a request's route, for logs: the address itself can contain a
// receipt.
func Route(r *http.Request) string {
	if c := chi.RouteContext(r.Context()); c != nil && c.RoutePattern() != "" {
		return c.RoutePattern()
	}
	return "none"
}

// statusRecorder records the status and size of a response.
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

// Unwrap supports http.ResponseController.
func (c *statusRecorder) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// Observe calls seen after each request, and gives each an ID for the log.
func Observe(seen func(Request)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			start, recorder := time.Now(), &statusRecorder{ResponseWriter: w, id: newRequestID()}
			defer func() {
				status := recorder.status
				if status == 0 {
					status = http.StatusOK
				}
				seen(Request{Route: Route(r), Method: r.Method, Status: status, Bytes: recorder.bytes, Took: time.Since(start), ID: recorder.id})
			}()
			next.ServeHTTP(recorder, r)
		})
	}
}

var (
	requestPrefix = rand.Text()[:6] + "-" // distinguishes processes that share a log
	requestNumber atomic.Uint64
)

func newRequestID() string { return requestPrefix + strconv.FormatUint(requestNumber.Add(1), 36) }

// RequestID returns the ID of a writer's request; empty without [Observe]. The writer holds it
// instead of the request's context, which would need another copy of the request.
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
