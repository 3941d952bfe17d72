package respond

import (
	"maps"
	"net/http"

	"pinhole/static"
)

// contentSecurityPolicy allows what the pages use and nothing else. Everything comes from this site; inside the pages stand only
// the styles and the one script that are named by their hashes.
func contentSecurityPolicy() string {
	return "default-src 'none'; script-src 'self' " + static.Theme().Hash + "; style-src 'self' " + static.Styles().Hash + " " + static.ArticleStyles().Hash +
		"; img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}

// Policies returns the headers that say what a browser may do with an answer; secure is for sites over https. A header's values
// are a slice: these are made once and shared by all answers, and nothing may change them.
func Policies(secure bool) http.Header {
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

// WithoutBody takes the policies off an answer that has nothing to which they could apply: most of a short answer's bytes.
func WithoutBody(h http.Header) {
	for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"} {
		delete(h, name)
	}
}

// Headers puts the same headers on every answer.
func Headers(shared http.Header) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			maps.Copy(w.Header(), shared)
			next.ServeHTTP(w, r)
		})
	}
}
