package insight_test

import (
	"testing"
	"testing/fstest"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/insight"
)

// Labels that sources name are spelled as they spell them; other labels of a family, and those of
// brands without articles, are not made public.
func TestLabelsOfFamiliesAreSpelled(t *testing.T) {
	t.Parallel()
	source := ", confidence: vendor, source: {title: Labels, publisher: Maker, kind: vendor, checked: 2026-11-22}}\n"
	lib, problems := article.Load(fstest.MapFS{
		"site.yaml":                  {Data: []byte("name: Test\n")},
		"brands/acme.yaml":           {Data: []byte("name: Acme\n")},
		"families/acme.yaml":         {Data: []byte("families:\n- {pattern: 'RX-*', devices: [nvr], examples: [RX-810A]" + source)},
		"families/nobody.yaml":       {Data: []byte("other: Nobody\nfamilies:\n- {pattern: 'NB-*', devices: [nvr], examples: [NB-100]" + source)},
		"families/other-brands.yaml": {Data: []byte("brands:\n- {name: Nobody, source: {title: List, publisher: Maker, kind: vendor, checked: 2026-11-22}}\n")},
	}, article.Options{Today: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)})
	if lib == nil {
		t.Fatal(problems)
	}
	models := insight.ModelsOf(lib)
	for typed, want := range map[string]string{"rx810a": "RX-810A", "RX 810 a": "RX-810A", "RX-999": "", "NB-100": "", "my secret": ""} {
		if got, ok := models.Find(typed); got != want || ok != (want != "") {
			t.Errorf("%q is spelled %q, want %q", typed, got, want)
		}
	}
}
