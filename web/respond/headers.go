package respond

import (
	"maps"
	"net/http"

	"pinhole/static"
)

// contentSecurityPolicy allows only what the pages use: resources of this site, and inline styles
// and one inline script by their hashes.
func contentSecurityPolicy() string {
	return "default-src 'none'; script-src 'self' " + static.Theme().Hash + "; style-src 'self' " + static.Styles().Hash + " " + static.ArticleStyles().Hash +
		"; img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}

// Policies returns the security headers of responses; secure is for sites over https. Their values
// are shared by all responses and must not be modified.
func Policies(secure bool) http.Header {
	h := http.Header{
		"Content-Security-Policy": {contentSecurityPolicy()},
		"X-Content-Type-Options":  {"nosniff"},
		// With no-referrer browsers send "Origin: null" on plain HTTP, and valid posts would be
		// refused.
		"Referrer-Policy":              {"strict-origin-when-cross-origin"},
		"Permissions-Policy":           {permissionsPolicy("()")},
		"Cross-Origin-Opener-Policy":   {"same-origin"},
		"Cross-Origin-Resource-Policy": {"same-origin"},
	}
	if secure {
		h["Strict-Transport-Security"] = []string{"max-age=31536000"}
	}
	return h
}

// permissionsPolicy denies what the pages do not use. camera is the list of origins that may use
// the camera.
func permissionsPolicy(camera string) string {
	return "accelerometer=(), camera=" + camera + ", geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
}

// AllowCamera lets the pages of a handler use the camera, which all others are denied.
func AllowCamera(next http.HandlerFunc) http.HandlerFunc {
	allowed := []string{permissionsPolicy("(self)")}
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Permissions-Policy"] = allowed
		next(w, r)
	}
}

// WithoutBody removes the policies from a response without a body, to which they do not apply: they
// are most of its bytes.
func WithoutBody(h http.Header) {
	for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"} {
		delete(h, name)
	}
}

// Headers sets the same headers on every response.
func Headers(shared http.Header) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			maps.Copy(w.Header(), shared)
			next.ServeHTTP(w, r)
		})
	}
}
