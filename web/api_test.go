package web_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"pinhole/content"
	"pinhole/internal/article"
	sitepkg "pinhole/internal/site"
	"pinhole/web"
)

// withIndex lets a site search the shipped articles.
func withIndex(t *testing.T) func(*web.Config) {
	t.Helper()
	s, err := sitepkg.Open(article.NewLoader(content.FS, article.Options{Today: time.Now(), Pages: web.Pages}), content.FS, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return func(c *web.Config) { c.Index, c.Library = s, s.Library }
}

// TestTheAPIIsAsItIsDescribed asks for every described address, for good and for bad, and holds the
// answers to openapi.json as it is served.
func TestTheAPIIsAsItIsDescribed(t *testing.T) {
	s := newSite(t, withIndex(t))
	doc, err := openapi3.NewLoader().LoadFromData(s.answer(get("/openapi.json")).Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Fatal(err)
	}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	receipt := s.answer(post("/feedback", url.Values{"article": {articleID}, "helpful": {"no"}, "model": {"N841A81"}, "comment": {"Too short."}})).Header().Get("Location")
	seen := map[string]bool{}
	for _, request := range []struct {
		path   string
		status int
		form   url.Values
	}{
		{path: "/api/v1/articles", status: 200},
		{path: "/api/v1/articles?brand=lorex&language=es&limit=2", status: 200},
		{path: "/api/v1/articles?model=N841A81&device=nvr", status: 200},
		{path: "/api/v1/articles?limit=9999", status: 400},
		{path: "/api/v1/articles?cursor=x", status: 400},
		{path: "/api/v1/articles/" + articleID, status: 200},
		{path: "/api/v1/articles/" + articleID + "?language=es", status: 200},
		{path: "/api/v1/articles/nothing", status: 404},
		{path: "/api/v1/brands", status: 200},
		{path: "/api/v1/brands/lorex", status: 200},
		{path: "/api/v1/brands/nobody", status: 404},
		{path: "/api/v1/search?q=n841a81", status: 200},
		{path: "/api/v1/search?q=forgot+pasword&brand=lorex&limit=3&cursor=1", status: 200},
		{path: "/api/v1/search?q=x&limit=-1", status: 400},
		{path: "/api/v1/suggest?q=lor", status: 200},
		{path: "/api/v1/feedback", status: 201, form: url.Values{"article": {articleID}, "helpful": {"yes"}}},
		{path: "/api/v1/feedback", status: 404, form: url.Values{"article": {"nothing"}, "helpful": {"yes"}}},
		{path: "/api/v1/feedback", status: 422, form: url.Values{"article": {articleID}, "helpful": {"perhaps"}}},
		{path: receipt, status: 200},
		{path: "/feedback/AAAAAAAAAAAAAAAAAAAAAA", status: 404},
	} {
		r := get(request.path)
		r.Header.Set("Accept", "application/json")
		if request.form != nil {
			r = post(request.path, request.form)
		}
		w := s.answer(r)
		if w.Code != request.status {
			t.Errorf("%s answers %d, want %d:\n%s", request.path, w.Code, request.status, w.Body)
			continue
		}
		if request.form == nil && strings.HasPrefix(request.path, "/api/") && w.Header().Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s cannot be read from other sites", request.path)
		}
		seen[describes(t, router, r, w)] = true
	}
	for path := range doc.Paths.Map() {
		if !seen[path] {
			t.Errorf("%s is described and never asked for", path)
		}
	}
}

// describes holds an answer to the description, and gives the address's pattern.
func describes(t *testing.T, router routers.Router, r *http.Request, w *httptest.ResponseRecorder) string {
	t.Helper()
	route, parameters, err := router.FindRoute(r)
	if err != nil {
		t.Errorf("%s: %v", r.URL, err)
		return ""
	}
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, PathParams: parameters, Route: route},
		Status:                 w.Code, Header: w.Header(), Body: io.NopCloser(strings.NewReader(w.Body.String())),
	}
	if err := openapi3filter.ValidateResponse(t.Context(), input); err != nil {
		t.Errorf("%s: %v\n%s", r.URL, err, w.Body)
	}
	return route.Path
}

func TestPagesOfTheAPIFitTogether(t *testing.T) {
	s := newSite(t, nil)
	whole := strings.Count(s.answer(get("/api/v1/articles?limit=500")).Body.String(), `"id":`)
	count, cursor := 0, "0"
	for pages := 0; cursor != ""; pages++ {
		if pages > 100 {
			t.Fatal("the list does not end")
		}
		body := s.answer(get("/api/v1/articles?limit=50&cursor=" + cursor)).Body.String()
		count += strings.Count(body, `"id":`)
		_, cursor, _ = strings.Cut(body, `"next":"`)
		cursor, _, _ = strings.Cut(cursor, `"`)
	}
	if count != whole || whole < 200 {
		t.Errorf("the pages hold %d articles, the whole %d", count, whole)
	}
}

// The small library has ways with both, which few of the shipped articles have.
func TestTheAPISaysForWhomAWayIs(t *testing.T) {
	lib := small(t)
	s := newSite(t, func(c *web.Config) { c.Library = func() *article.Library { return lib } })
	doc, err := openapi3.NewLoader().LoadFromData(s.answer(get("/openapi.json")).Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	r := get("/api/v1/articles/acme-everything")
	r.Header.Set("Accept", "application/json")
	w := s.answer(r)
	describes(t, router, r, w)
	for _, want := range []string{`"needs":["signed-in-app"]`, `"needs":["computer"]`, `"for":"The owner`} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("the answer lacks %s:\n%s", want, w.Body)
		}
	}
}

func TestStructuredDataSaysWhatAWayNeeds(t *testing.T) {
	lib := small(t)
	s := newSite(t, func(c *web.Config) { c.Library = func() *article.Library { return lib } })
	if body := s.answer(get("/acme/everything")).Body.String(); !strings.Contains(body, `"description":"You need a computer"`) {
		t.Error("a way has no description")
	}
}
