package respond

import (
	"fmt"
	"net/http"
	"strings"
)

// SameOrigin calls deny for posts from other origins, by the headers that browsers send. Posts
// without them, from other programs, are allowed.
func SameOrigin(origin string, deny http.Handler) (func(http.Handler) http.Handler, error) {
	guard := http.NewCrossOriginProtection()
	if err := guard.AddTrustedOrigin(origin); err != nil {
		return nil, fmt.Errorf("the public address %s cannot be trusted as an origin: %w", origin, err)
	}
	guard.SetDenyHandler(deny)
	return guard.Handler, nil
}

// CleanPath redirects addresses with trailing or repeated slashes.
func CleanPath(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isClean(r.URL.Path) || (r.Method != http.MethodGet && r.Method != http.MethodHead) {
			next.ServeHTTP(w, r)
			return
		}
		to := *r.URL
		to.Path = "/" + strings.Join(strings.FieldsFunc(r.URL.Path, func(c rune) bool { return c == '/' }), "/")
		to.RawPath, to.Scheme, to.Host = "", "", ""
		http.Redirect(w, r, to.String(), http.StatusMovedPermanently)
	})
}

func isClean(path string) bool {
	return path == "/" || strings.HasPrefix(path, "/") && !strings.HasSuffix(path, "/") && !strings.Contains(path, "//")
}

// CrossSite refuses a post that comes from another site.
func CrossSite(http.ResponseWriter, *http.Request) error {
	return Refuse(http.StatusForbidden, "refusal.cross-site")
}
