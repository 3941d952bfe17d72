package main_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const spanishPath = "/es/lorex/ip-camera-factory-reset"

func TestATranslationIsAPageOfItsLanguage(t *testing.T) {
	t.Parallel()
	p := start(t, "--url=https://help.example")
	c := p.client()
	a := c.get(spanishPath).is(http.StatusOK).
		says("Restablecer una cámara IP Lorex", "Pulse el botón y no lo suelte.", "en el grabador; Lorex no las menciona").
		holds(`<html lang="es"`, `<link rel="canonical" href="https://help.example`+spanishPath+`"`,
			`hreflang="en" href="https://help.example`+articlePath+`"`, `hreflang="es" href="https://help.example`+spanishPath+`"`,
			`href="/es/lorex/recorder-password#with-the-security-questions"`, `id="step-5"`)
	if strings.Contains(a.body, `lang="en">Restablecer`) || strings.Contains(text(a.page()), "todavía no está en español") {
		t.Error("the translation is called English")
	}
	c.get(articlePath).is(http.StatusOK).holds(`<html lang="en"`, `hreflang="es" href="https://help.example`+spanishPath+`"`, `href="`+spanishPath+`"`)
	c.get("/es/lorex").is(http.StatusOK).says("Restablecer una cámara IP Lorex").holds(`href="` + spanishPath + `"`)
	c.get(spanishPath+".md").is(http.StatusOK).holds("Pulse el botón y no lo suelte.", "## Antes de empezar")

	form := a.form("/feedback")
	form.Set("helpful", "no")
	form.Set("step", "step-5")
	receipt := c.post("/feedback", form).is(http.StatusSeeOther).header.Get("Location")
	if r := p.onlyRow(); r.Language != "es" || r.Step != "step-5" || r.Article != articleID {
		t.Errorf("stored: %+v", r)
	}
	c.get(receipt).is(http.StatusOK).says("siga pulsando 15 segundos").holds(`<html lang="es"`, `href="`+spanishPath+`"`)
}

func TestWhatIsNotTranslatedIsShownInEnglish(t *testing.T) {
	t.Parallel()
	c := shared(t).client()
	c.get("/es/arlo/hub-reset").is(http.StatusOK).
		says("Este artículo todavía no está en español.").
		holds(`<html lang="es"`, `lang="en"`, `<link rel="canonical" href="http://localhost`)
	c.get("/es/arlo").is(http.StatusOK).holds(`<html lang="es"`, `href="/es/arlo/hub-reset"`)
	c.get("/es/nowhere/at-all").is(http.StatusNotFound).holds(`<html lang="es"`)
}

func TestReadersLearnThatATranslationIsOlder(t *testing.T) {
	t.Parallel()
	folder, _, _ := bilingual(t)
	const notice = "Esta traducción es más antigua que su original"
	content := filepath.Join(folder, "content")
	p := start(t, "--content="+content)
	c := p.client()
	if strings.Contains(text(c.get("/es/acme/reset").is(http.StatusOK).page()), notice) {
		t.Error("a translation that is up to date is called older")
	}
	p.edit(filepath.Join(content, "en/acme/reset.md"), "Plug it in", "Push it in", "/acme/reset")
	c.get("/es/acme/reset").is(http.StatusOK).says(notice, "Vuelva a enchufarlo.").holds(`href="/acme/reset"`)
	eventually(t, "the page says when the original changed", func() bool {
		return strings.Contains(text(c.get("/es/acme/reset").page()), "El original cambió el ")
	})
}

// A translation may have a name of its own; the original's leads to it.
func TestATranslationUnderAnotherName(t *testing.T) {
	t.Parallel()
	folder, _, _ := bilingual(t)
	content := filepath.Join(folder, "content")
	if err := os.Rename(filepath.Join(content, "es/acme/reset.md"), filepath.Join(content, "es/acme/reiniciar.md")); err != nil {
		t.Fatal(err)
	}
	c := start(t, "--content="+content).client()
	c.get("/es/acme/reiniciar").is(http.StatusOK).says("Reiniciar una cámara Acme")
	c.get("/es/acme/reset").is(http.StatusMovedPermanently).has("Location", "/es/acme/reiniciar")
	c.get("/es/acme/reset.md").is(http.StatusMovedPermanently).has("Location", "/es/acme/reiniciar.md")
	c.get("/acme/reset").is(http.StatusOK).holds(`href="/es/acme/reiniciar"`)
	c.get("/es/acme").is(http.StatusOK).holds(`href="/es/acme/reiniciar"`)
	c.get("/acme/reiniciar").is(http.StatusNotFound)
}

func TestReadersOfSpanishSearchInSpanish(t *testing.T) {
	t.Parallel()
	c := shared(t).client()
	eventually(t, "the search answers", func() bool { return c.get("/es/search?q=lorex").status == http.StatusOK })
	c.get("/es/search?q=olvide+la+contrasena+del+grabador+lorex").is(http.StatusOK).
		says("Olvidé la contraseña de mi grabador Lorex").holds(`href="/es/lorex/recorder-password"`)
	c.get("/es/search?q=resetear+grabador+reolink").is(http.StatusOK).holds(`href="/es/reolink/recorder-factory-reset"`)
	c.get("/api/v1/suggest?language=es&q=restablecer+camara").is(http.StatusOK).holds(spanishPath)
	if strings.Contains(c.get("/api/v1/suggest?q=ip+camera+lorex").is(http.StatusOK).body, "/es/") {
		t.Error("a reader of English is led to Spanish pages")
	}
}

// Search engines learn which pages say the same in another language.
func TestTheSitemapNamesTheOtherLanguages(t *testing.T) {
	t.Parallel()
	c := shared(t, "--url=https://help.example").client()
	map1 := c.get("/sitemap.xml").is(http.StatusOK).body
	for _, path := range []string{articlePath, spanishPath} {
		_, entry, ok := strings.Cut(map1, "<loc>https://help.example"+path+"</loc>")
		entry, _, _ = strings.Cut(entry, "</url>")
		for _, want := range []string{`hreflang="en" href="https://help.example` + articlePath + `"`, `hreflang="es" href="https://help.example` + spanishPath + `"`} {
			if !ok || !strings.Contains(entry, want) {
				t.Errorf("%s: %q lacks %s", path, entry, want)
			}
		}
	}
	if strings.Contains(map1, "/es/arlo/hub-reset") {
		t.Error("an address at which an English text is repeated is offered to search engines")
	}
}
