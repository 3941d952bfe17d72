package web

import (
	"maps"
	"net/http"
	"strconv"
	"time"

	"github.com/go-chi/httprate"

	"pinhole/internal/clientip"
	"pinhole/static"
)

// contentSecurityPolicy allows what the pages use and nothing else. Everything comes from this site; inside the pages stand only
// the styles and the one script that are named by their hashes.
func contentSecurityPolicy() string {
	return "default-src 'none'; script-src 'self' " + static.Theme().Hash + "; style-src 'self' " + static.Styles().Hash + " " + static.ArticleStyles().Hash +
		"; img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}

// policies are the headers that say what a browser may do with an answer. A header's values are a slice: these are made once
// and shared by all answers, and nothing changes them.
func policies(secure bool) http.Header {
	h := http.Header{
		"Content-Security-Policy": {contentSecurityPolicy()},
		"X-Content-Type-Options":  {"nosniff"},
		// With no-referrer browsers send "Origin: null" on plain HTTP, and honest posts would be refused.
		"Referrer-Policy":              {"strict-origin-when-cross-origin"},
		"Permissions-Policy":           {"accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"},
		"Cross-Origin-Opener-Policy":   {"same-origin"},
		"Cross-Origin-Resource-Policy": {"same-origin"},
	}
	if secure {
		h["Strict-Transport-Security"] = []string{"max-age=31536000"}
	}
	return h
}

// withoutBody takes the policies off an answer that has nothing to which they could apply: most of a short answer's bytes.
func withoutBody(h http.Header) {
	for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"} {
		delete(h, name)
	}
}

// headersOf puts the same headers on every answer.
func headersOf(shared http.Header) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			maps.Copy(w.Header(), shared)
			next.ServeHTTP(w, r)
		})
	}
}

// limitPosts keeps one client from flooding the store. Addresses are held in memory only, for two minutes at most.
func (s *Server) limitPosts() func(http.Handler) http.Handler {
	if s.FeedbackLimit == 0 {
		return func(next http.Handler) http.Handler { return next }
	}
	limit := httprate.LimitBy(s.FeedbackLimit, time.Minute,
		func(r *http.Request) (string, error) {
			return httprate.CanonicalizeIP(clientip.From(r.Context()).String()), nil
		},
		httprate.WithResponseHeaders(httprate.ResponseHeaders{RetryAfter: "Retry-After"}),
		httprate.WithLimitHandler(s.page(s.tooManyPosts)))
	return func(next http.Handler) http.Handler { return s.withClient(limit(next)) }
}

func (s *Server) tooManyPosts(w http.ResponseWriter, r *http.Request) error {
	seconds, _ := strconv.Atoi(w.Header().Get("Retry-After"))
	return s.keepText(r, &refusal{status: http.StatusTooManyRequests, retry: max(1, seconds),
		message: "refusal.too-many"})
}
