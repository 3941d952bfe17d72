package search_test

import (
	"os"
	"sync"
	"testing"

	"pinhole/internal/search"
)

var spanishIndex = sync.OnceValues(func() (*search.Index, error) {
	lib, err := shipped()
	if err != nil {
		return nil, err
	}
	synonyms, problems := search.ReadSynonyms(os.DirFS(contentDir), "es")
	if len(problems) > 0 {
		return nil, problems
	}
	return search.New(lib.In("es"), search.Options{Language: "es", Synonyms: synonyms}), nil
})

func inSpanish(t testing.TB) *search.Index {
	t.Helper()
	i, err := spanishIndex()
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// What a reader of Spanish types finds translations, and English articles where there are none.
func TestReadersOfSpanishFindTheRightArticle(t *testing.T) {
	i := inSpanish(t)
	for text, want := range map[string]struct{ id, language string }{
		"olvidé la contraseña del grabador lorex":     {"lorex-recorder-password", "es"},
		"olvide la contrasena del grabador lorex":     {"lorex-recorder-password", "es"},
		"clave dvr lorex":                             {"lorex-recorder-password", "es"},
		"restablecer cámara ip lorex":                 {"lorex-ip-camera-factory-reset", "es"},
		"lorex preguntas de seguridad":                {"lorex-recorder-password", "es"},
		"número de teléfono de lorex":                 {"lorex-contact-support", "es"},
		"vender mi camara lorex":                      {"lorex-release-before-selling", "es"},
		"contraceña grabador lorex":                   {"lorex-recorder-password", "es"},
		"N841A81":                                     {"lorex-recorder-password", "es"},
		"timbre lorex":                                {"lorex-wifi-camera-doorbell-reset", "es"},
		"resetear grabador reolink":                   {"reolink-recorder-factory-reset", "en"},
		"olvidé la contraseña del grabador hikvision": {"hikvision-recorder-password", "en"},
		"ring doorbell reset":                         {"ring-doorbell-reset", "en"},
	} {
		r := find(t, i, search.Query{Text: text, Limit: 3})
		if len(r.Hits) == 0 || r.Hits[0].Article.ID != want.id || r.Hits[0].Article.Language != want.language {
			t.Errorf("%q finds %v, want %s in %s first", text, ids(r), want.id, want.language)
		}
	}
	r := find(t, i, search.Query{Text: "cable de red"})
	marked := ""
	for _, f := range r.Hits[0].Passage {
		if f.Mark {
			marked += f.Text + " "
		}
	}
	if marked == "" {
		t.Errorf("nothing is marked in %+v", r.Hits[0].Passage)
	}
}

// A Spanish text without its accents is no typing error.
func TestAccentsDoNotCount(t *testing.T) {
	i := inSpanish(t)
	with, without := find(t, i, search.Query{Text: "contraseña olvidé"}), find(t, i, search.Query{Text: "contrasena olvide"})
	if with.Total == 0 || with.Total != without.Total || without.DidYouMean != "" {
		t.Errorf("%d hits with accents, %d without, %q", with.Total, without.Total, without.DidYouMean)
	}
}
