package main_test

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/chromedp"
	"go.yaml.in/yaml/v3"

	"pinhole/internal/article"
	"pinhole/internal/insight"
	"pinhole/internal/language"
	"pinhole/internal/site"
	"pinhole/internal/store"
	"pinhole/static"
	"pinhole/web"
)

func TestASpanishReaderAnswersInSpanish(t *testing.T) {
	t.Parallel()
	p := start(t)
	b := newTab(t)
	b.open(p.base + "/")
	b.through(`.languages a[hreflang=es]`)
	b.through(`.brands a[href="/es/lorex"]`)
	b.through(`a[href="/es` + articlePath + `"]`)
	b.says("¿Funcionó?")
	b.do(chromedp.ScrollIntoView(chromedp.CSS(noButton)))
	b.click(noButton)
	b.announces("Guardado.")
	if got := b.focused(); got != "Anotado. Pruebe ahora esto:" {
		t.Errorf("the focus is on %q", got)
	}
	b.write(comment, "La luz sigue roja.")
	b.says("18 de 4.000 caracteres")
	b.click(sendMore)
	b.announces("Guardado. El equipo de redacción lee todos los comentarios.")
	b.through(inPlace + ` .news a`)
	b.says("el equipo de redacción lee todos los comentarios.")
	if got := eval[string](b, `document.documentElement.lang`); got != "es" {
		t.Errorf("the receipt's page is in %q", got)
	}
}

// TestPagesTurnAroundForLanguagesFromRightToLeft shows pages in a made language that is written
// like Arabic.
func TestPagesTurnAroundForLanguagesFromRightToLeft(t *testing.T) {
	t.Parallel()
	source := axe(t)
	base := mirrored(t)
	for name, path := range map[string]string{
		"home": "/ar", "article": "/ar" + articlePath, "brand": "/ar/lorex", "find": "/ar/find", "find-have": "/ar/find?device=recorder&brand=lorex&goal=get-in",
		"search": "/ar/search?q=lorex+password", "question": "/ar" + questionPath, "symptoms": "/ar/symptoms", "coverage": "/ar/coverage",
	} {
		t.Run(name, func(t *testing.T) {
			b := newTab(t)
			b.open(base + path)
			if got := eval[string](b, `getComputedStyle(document.body).direction + " " + document.documentElement.lang`); got != "rtl ar" {
				t.Errorf("the page is %s", got)
			}
			b.do(chromedp.Evaluate[chromedp.Void](source))
			for scheme, rules := range map[string]string{"light": allRules, "dark": colourRules} {
				b.media(scheme)
				for _, violation := range b.violations(rules) {
					t.Errorf("%s: %s", scheme, violation)
				}
			}
			b.narrow()
		})
	}
	b := newTab(t)
	b.open(base + "/ar" + articlePath)
	if got := eval[string](b, `document.querySelector(".now .step-done").innerText.replace(/[\p{N}\s]/gu, "")`); strings.Trim(got, arabicLetters) != "" || got == "" {
		t.Errorf("the scripts say %q", got)
	}
}

// mirrored serves the program's pages in a language from right to left beside its own.
func mirrored(t *testing.T) (base string) {
	t.Helper()
	logger := slog.New(slog.DiscardHandler)
	pictures := map[string]article.Picture{}
	for _, d := range static.Drawings() {
		pictures[d.Path()] = article.Picture{Width: d.Width, Height: d.Height}
	}
	current, err := site.Open(article.NewLoader(os.DirFS(few), article.Options{Today: time.Now(), Pages: web.Pages, Pictures: pictures}), os.DirFS(few), logger)
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(t.Context(), store.Config{Database: filepath.Join(t.TempDir(), "pinhole.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	server := httptest.NewUnstartedServer(nil)
	address, err := url.Parse("http://" + server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	handler, err := web.New(web.Config{
		Library: current.Library, Feedback: st, Index: current, Searches: uncounted{}, Languages: withArabic(t), URL: address, Logger: logger, Now: time.Now,
		Evidence: func(string, string, string) (insight.Evidence, bool) { return insight.Evidence{}, false },
		Answered: func(string) bool { return false },
		Revised:  func(string, string) (time.Time, bool) { return time.Time{}, false },
	})
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = handler
	server.Start()
	t.Cleanup(server.Close)
	return server.URL
}

// uncounted lets searches go by.
type uncounted struct{}

func (uncounted) CountSearch(netip.Addr, string, int)                     {}
func (uncounted) ReportMissing(context.Context, netip.Addr, string) error { return nil }

const arabicLetters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"

// withArabic returns the program's messages, and the English ones once more in letters from right
// to left.
func withArabic(t *testing.T) *language.Bundle {
	t.Helper()
	const folder = "../../internal/language/messages"
	names, err := filepath.Glob(folder + "/*.en.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d files of messages: %v", len(names), err)
	}
	fsys := fstest.MapFS{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var messages map[string]any
		if err := yaml.Unmarshal(text, &messages); err != nil {
			t.Fatal(err)
		}
		for id, m := range messages {
			messages[id] = inArabic(m)
		}
		if messages["language.direction"] != nil {
			messages["language.direction"] = "rtl"
		}
		arabic, err := yaml.Marshal(messages)
		if err != nil {
			t.Fatal(err)
		}
		base := filepath.Base(name)
		fsys["messages/"+base] = &fstest.MapFile{Data: text}
		fsys["messages/"+strings.Replace(base, ".en.", ".ar.", 1)] = &fstest.MapFile{Data: arabic}
	}
	bundle, err := language.New(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return bundle
}

// inArabic writes a message, in each form that Arabic has, in other letters.
func inArabic(m any) any {
	if text, ok := m.(string); ok {
		return turned(text)
	}
	forms := map[string]string{}
	for _, form := range []string{"zero", "one", "two", "few", "many", "other"} {
		forms[form] = turned(m.(map[string]any)["other"].(string))
	}
	return forms
}

// turned puts an Arabic letter in the place of each Latin one, outside placeholders.
func turned(text string) string {
	letters := []rune(arabicLetters)
	var b strings.Builder
	inside := 0
	for _, r := range text {
		switch r {
		case '{':
			inside++
		case '}':
			inside--
		}
		if lower := r | 0x20; inside == 0 && lower >= 'a' && lower <= 'z' {
			r = letters[lower-'a']
		}
		b.WriteRune(r)
	}
	return b.String()
}
