package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/web"
)

var (
	link      = regexp.MustCompile(`<(?:a|form|link)\b[^>]*\b(?:href|action)="(/[^"]*)"[^>]*>`)
	alternate = regexp.MustCompile(`<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">`)
)

// oneForAll are the addresses that exist once for all languages.
var oneForAll = regexp.MustCompile(`^/(static/|drawings/|feedback|feed\.xml|manifest\.webmanifest|llms\.txt)`)

// TestSpanishPagesLeadToSpanishPages follows no link; it looks at each one of every kind of page.
func TestSpanishPagesLeadToSpanishPages(t *testing.T) {
	lib := small(t)
	s := newSite(t, func(c *web.Config) { c.Library = func() *article.Library { return lib }; c.Offline = true })
	for _, path := range []string{"/es", "/es/acme", "/es/acme/everything", "/es/acme/contact-support", "/es/general/laws", "/es/devices/nvr", "/es/goals/reboot",
		"/es/models/N841A81", "/es/find", "/es/find?device=any", "/es/find?device=any&brand=acme&goal=get-in&done=1", "/es/search", "/es/symptoms", "/es/questions/no-login", "/es/questions/no-login/who-tries", "/es/coverage", "/es/privacy", "/es/offline", "/es/nowhere"} {
		body := s.answer(get(path)).Body.String()
		if !strings.HasPrefix(body, `<!doctype html><html lang="es">`) {
			t.Errorf("%s is not in Spanish: %.60s", path, body)
		}
		links := link.FindAllStringSubmatch(body, -1)
		for _, l := range links {
			spanish := l[1] == "/es" || strings.HasPrefix(l[1], "/es/") || strings.HasPrefix(l[1], "/es#")
			if !spanish && !oneForAll.MatchString(l[1]) && !strings.Contains(l[0], `hreflang="en"`) {
				t.Errorf("%s leads to %s", path, l[0])
			}
		}
		if len(links) < 8 {
			t.Errorf("%s has only %d links", path, len(links))
		}
	}
}

func TestEveryPageNamesItsOtherLanguages(t *testing.T) {
	lib := small(t)
	s := newSite(t, func(c *web.Config) { c.Library = func() *article.Library { return lib } })
	const site = "https://help.example"
	for path, want := range map[string]struct{ english, spanish, canonical string }{
		"/":                        {"/", "/es", "/"},
		"/es":                      {"/", "/es", "/es"},
		"/es/acme":                 {"/acme", "/es/acme", "/es/acme"},
		"/find":                    {"/find", "/es/find", "/find"},
		"/es/general/laws":         {"/general/laws", "/es/general/laws", "/es/general/laws"},
		"/acme/contact-support":    {"", "", "/acme/contact-support"},
		"/es/acme/contact-support": {"", "", "/acme/contact-support"}, // it is in English below that address, too
		"/es/search?q=x":           {"", "", ""},
	} {
		body := s.answer(get(path)).Body.String()
		found := map[string]string{}
		for _, a := range alternate.FindAllStringSubmatch(body, -1) {
			found[a[1]] = strings.TrimPrefix(a[2], site)
		}
		if found["en"] != want.english || found["es"] != want.spanish || found["x-default"] != want.english {
			t.Errorf("%s names the languages %v", path, found)
		}
		if has := strings.Contains(body, `<link rel="canonical" href="`+site+want.canonical+`">`); has != (want.canonical != "") {
			t.Errorf("%s is not under %s for search engines", path, want.canonical)
		}
	}
	for path, other := range map[string]string{
		"/acme/contact-support":    `<a href="/es/acme/contact-support" hreflang="es" lang="es" dir="ltr">Español</a>`,
		"/es/acme/contact-support": `<a href="/acme/contact-support" hreflang="en" lang="en" dir="ltr">English</a>`,
		"/es/find?device=any":      `<a href="/find?device=any" hreflang="en" lang="en" dir="ltr">English</a>`,
	} {
		if body := s.answer(get(path)).Body.String(); !strings.Contains(body, other) {
			t.Errorf("%s does not lead to %s", path, other)
		}
	}
}

// TestAnswersStayInTheLanguageOfTheirPage answers on the Spanish page of an article that is in
// English alone.
func TestAnswersStayInTheLanguageOfTheirPage(t *testing.T) {
	lib := small(t)
	s := newSite(t, func(c *web.Config) { c.Library = func() *article.Library { return lib } })
	if body := s.answer(get("/es/acme/everything")).Body.String(); !strings.Contains(body, `<input type="hidden" name="language" value="es">`) {
		t.Fatal("the form does not say in which language it is")
	}
	form := url.Values{"article": {"acme-everything"}, "language": {"es"}, "helpful": {"no"}}
	address := s.answer(post("/feedback", form)).Header().Get("Location")
	receipt, err := feedback.ParseReceipt(strings.TrimSuffix(strings.TrimPrefix(address, "/feedback/"), "?language=es"))
	if err != nil || !strings.HasSuffix(address, "?language=es") {
		t.Fatalf("the answer's page is %s: %v", address, err)
	}
	stored, err := s.store.Feedback(t.Context(), receipt.ID())
	if err != nil || stored.Language != "en" {
		t.Errorf("what was judged is in %q: %v", stored.Language, err)
	}
	for _, part := range []string{`<html lang="es">`, "Anotado. Pruebe ahora esto:", `action="` + address + `"`, `lang="en">Everything: `} {
		if body := s.answer(get(address)).Body.String(); !strings.Contains(body, part) {
			t.Errorf("%s lacks %q", address, part)
		}
	}
	changed := s.answer(post(address, url.Values{"comment": {"La luz sigue roja."}}))
	if changed.Header().Get("Location") != address {
		t.Errorf("after a comment: %d to %s", changed.Code, changed.Header().Get("Location"))
	}
	for problem, form := range map[string]url.Values{
		"Su comentario tiene 4.001 caracteres, pero caben 4.000 como máximo. Acórtelo en 1.": {"comment": {strings.Repeat("x", 4001)}},
		"Elija uno de los motivos": {"reason": {"bored"}},
	} {
		if body := s.answer(post(address, form)).Body.String(); !strings.Contains(body, problem) {
			t.Errorf("the page does not say %q", problem)
		}
	}
	form.Del("helpful")
	if body := s.answer(post("/feedback", form)).Body.String(); !strings.Contains(body, "Elija Sí o No.") || !strings.Contains(body, `href="/es/acme/everything"`) {
		t.Errorf("a form without a verdict is refused in another language: %s", body)
	}
	form.Set("article", "acme-gone")
	form.Set("helpful", "yes")
	if w := s.answer(post("/feedback", form)); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "Esta respuesta trata de un artículo que no está aquí.") {
		t.Errorf("status %d, %s", w.Code, w.Body)
	}
}
