package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// FuzzRequests asks the whole server for anything: no address, query, header or body makes it fail,
// and what was sent never comes back as a part of the page.
func FuzzRequests(f *testing.F) {
	s := newSite(f, nil)
	for _, seed := range [][4]string{
		{"GET", "/", "", ""}, {"GET", articlePath, "gzip;q=0.5, br", ""}, {"HEAD", articlePath + ".md", "*", ""}, {"GET", "/es/lorex", "", ""},
		{"GET", "/search?q=<script>alert(1)</script>", "", ""}, {"GET", "/find?device=nvr&brand=lorex&goal=get-in&done=1&have=monitor", "br;q=9", ""},
		{"GET", "/api/v1/articles?cursor=-1&limit=99999999999999999999", "", ""}, {"GET", "/api/v1/search?q=%00%ff", "", ""},
		{"GET", "/static/x/../../go.mod", "", ""}, {"GET", "/drawings/..%2f", "", ""}, {"GET", "//lorex//", "", ""}, {"GET", "/feedback/AAAAAAAAAAAAAAAAAAAAAA", "", ""},
		{"POST", "/feedback", "", "article=" + articleID + "&helpful=no&comment=<b>"}, {"POST", "/api/v1/feedback", "", "%%%"}, {"POST", "/search", "", "q=x"},
		{"PUT", "/", "", ""}, {"GET", "/models/%2a", "", ""}, {"GET", "/manifest.webmanifest", "", ""}, {"GET", "/sw.js", "identity;q=0", ""},
	} {
		f.Add(seed[0], seed[1], seed[2], seed[3])
	}
	f.Fuzz(func(t *testing.T, method, target, accept, body string) {
		if len(target) > 4<<10 || len(body) > 16<<10 {
			return
		}
		r, err := http.NewRequest(method, "http://help.example/"+strings.TrimPrefix(target, "/"), strings.NewReader(body))
		if err != nil || r.URL.Host != "help.example" {
			return // no request that net/http would hand on
		}
		r.RequestURI, r.RemoteAddr = r.URL.RequestURI(), "192.0.2.1:1234"
		r.Header.Set("Accept-Encoding", accept)
		if method == http.MethodPost {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Errorf("%s %s: status %d\n%s", method, target, w.Code, s.log)
		}
		if w.Body.Len() > 2<<20 {
			t.Errorf("%s %s: %d bytes", method, target, w.Body.Len())
		}
		if strings.Contains(w.Header().Get("Content-Type"), "text/html") && w.Header().Get("Content-Encoding") == "" && strings.Contains(w.Body.String(), "<script>alert") {
			t.Errorf("%s %s: a script comes back", method, target)
		}
	})
}
