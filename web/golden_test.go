package web_test

import (
	"flag"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"pinhole/internal/article"
	"pinhole/web"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// small holds what stands below testdata/content.
func small(t *testing.T) *article.Library {
	t.Helper()
	lib, problems := article.Load(os.DirFS("testdata/content"), article.Options{Today: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC), Pages: web.Pages})
	if lib == nil || len(problems) > 0 {
		t.Fatal(problems)
	}
	return lib
}

// TestGolden compares pages with testdata/NAME.golden; two of them with the frame around all pages.
// The question under an article and the page after it have tests of their own, which know what a
// browser makes of them.
func TestGolden(t *testing.T) {
	lib := small(t)
	s := newSite(t, func(c *web.Config) { c.Library = func() *article.Library { return lib } })
	receipt := s.answer(post("/feedback", url.Values{"article": {"acme-everything"}, "helpful": {"no"}})).Header().Get("Location")
	for name, page := range map[string]struct {
		path   string
		status int
		part   *regexp.Regexp // of the page that is compared
	}{
		"article":       {"/acme/everything", http.StatusOK, mainPart},
		"guide":         {"/general/laws", http.StatusOK, mainPart},
		"translation":   {"/es/general/laws", http.StatusOK, mainPart},
		"untranslated":  {"/es/acme/contact-support", http.StatusOK, mainPart},
		"es-home":       {"/es", http.StatusOK, whole},
		"es-brand":      {"/es/acme", http.StatusOK, mainPart},
		"es-device":     {"/es/devices/nvr", http.StatusOK, mainPart},
		"es-model":      {"/es/models/n841-a81", http.StatusOK, mainPart},
		"es-find":       {"/es/find", http.StatusOK, mainPart},
		"es-find-have":  {"/es/find?device=recorder&brand=acme&goal=get-in", http.StatusOK, mainPart},
		"es-search":     {"/es/search", http.StatusOK, mainPart},
		"es-symptoms":   {"/es/symptoms", http.StatusOK, mainPart},
		"es-coverage":   {"/es/coverage", http.StatusOK, mainPart},
		"es-privacy":    {"/es/privacy", http.StatusOK, mainPart},
		"es-404":        {"/es/nowhere", http.StatusNotFound, mainPart},
		"brand":         {"/acme", http.StatusOK, mainPart},
		"brand-unknown": {"/bolt", http.StatusOK, mainPart},
		"device":        {"/devices/nvr", http.StatusOK, mainPart},
		"goal":          {"/goals/reboot", http.StatusOK, mainPart},
		"model":         {"/models/n841-a81", http.StatusOK, mainPart},
		"model-unknown": {"/models/none", http.StatusNotFound, mainPart},
		"home":          {"/", http.StatusOK, mainPart},
		"question":      {"/questions/no-login", http.StatusOK, mainPart},
		"question-2":    {"/questions/no-login/who-tries", http.StatusOK, mainPart},
		"es-question":   {"/es/questions/no-login/who-tries", http.StatusOK, mainPart},
		"404":           {"/nowhere", http.StatusNotFound, whole},
		"thanks":        {receipt, http.StatusOK, whole},
	} {
		t.Run(name, func(t *testing.T) {
			w := s.answer(get(page.path))
			if w.Code != page.status {
				t.Fatalf("status %d, want %d", w.Code, page.status)
			}
			body := strings.ReplaceAll(w.Body.String(), strings.TrimPrefix(receipt, "/feedback/"), "RECEIPT")
			golden(t, name, lines(page.part.FindString(stable(body))))
		})
	}
	for _, path := range []string{"/acme/everything.md", "/acme.md", "/llms.txt", "/questions/no-login.md", "/find.md"} {
		golden(t, strings.NewReplacer("/", "-", ".", "-").Replace(path[1:]), s.answer(get(path)).Body.String())
	}
}

var (
	whole    = regexp.MustCompile(`(?s)^.*$`)
	mainPart = regexp.MustCompile(`(?s)<main.*</main>`)
	styles   = regexp.MustCompile(`<style>[^<]*</style>`)
	version  = regexp.MustCompile(`/static/[0-9a-f]{10}/`)
	asked    = regexp.MustCompile(`(?s)<section class="(ask|thanks)".*?</section>`)
	modules  = regexp.MustCompile(`<path stroke="#000" d="(M\d+ \d+\.5(m\d+ 0)?(h\d+(m\d+ 0)?)+)+">`)
	blocks   = regexp.MustCompile(`<(?:/?(?:html|head|body|header|main|footer|nav|article|section|aside|div|ul|ol|dl|table|thead|tbody|figure|svg)|(?:title|meta|link|script|h\d|p|li|dt|dd|tr|th|td|pre|figcaption|form|button|path|circle|hr|img))[ >]`)
)

// stable takes out of a page what changes without a change of the page: versions of files, and
// parts with tests of their own.
func stable(body string) string {
	body = version.ReplaceAllString(body, "/static/VERSION/")
	body = styles.ReplaceAllString(body, "<style>STYLES</style>")
	body = asked.ReplaceAllString(body, "<!-- $1 -->")
	return modules.ReplaceAllString(body, `<path stroke="#000" d="MODULES">`)
}

// lines begins a line with each block, so that a difference can be read.
func lines(body string) string {
	return strings.TrimPrefix(blocks.ReplaceAllStringFunc(body, func(tag string) string { return "\n" + tag }), "\n") + "\n"
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	at := 0
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for at < min(len(gotLines), len(wantLines))-1 && gotLines[at] == wantLines[at] {
		at++
	}
	t.Errorf("%s:%d is\n%s\nwant\n%s\nLook at the whole of it with git diff after go test -update.", file, at+1, gotLines[at], wantLines[at])
}
