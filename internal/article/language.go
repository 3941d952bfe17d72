package article

import (
	"maps"
	"slices"
	"strings"

	"pinhole/internal/markdown"
)

// English is the language in which articles are written first. All others are translations.
const English = "en"

// tongue is what the content model must know of a language that articles are translated into.
type tongue struct {
	headings map[string]markdown.Kind // of the known sections, in small letters
	labels   map[string]string        // of what the HTML of a body adds to it
}

var tongues = map[string]tongue{
	"es": {
		headings: map[string]markdown.Kind{
			"donde las fuentes no coinciden": markdown.Disagree,
			"antes de empezar":               markdown.Before,
			"pasos":                          markdown.Steps,
			"si no funciona":                 markdown.Fails,
			"después del restablecimiento":   markdown.After,
		},
		labels: map[string]string{
			"Note": "Nota", "Tip": "Consejo", "Important": "Importante", "Warning": "Advertencia", "Caution": "Cuidado",
			"Table": "Tabla", "Back to the text": "Volver al texto",
		},
	},
}

// TranslatedInto lists the languages that articles can be translated into, sorted.
func TranslatedInto() []string { return slices.Sorted(maps.Keys(tongues)) }

// reading gives the options with which a body in a language is read.
func reading(language string) markdown.Options {
	t, ok := tongues[language]
	if !ok {
		return markdown.Options{}
	}
	return markdown.Options{Headings: t.headings, Label: func(word string) string { return t.labels[word] }}
}

// heading is how a language calls a known section, to be shown to authors.
func (t tongue) heading(k markdown.Kind) string {
	for name, kind := range t.headings {
		if kind == k {
			first := []rune(name)
			return strings.ToUpper(string(first[:1])) + string(first[1:])
		}
	}
	return ""
}

// oneForAll are the first path segments of addresses that exist once for all languages.
var oneForAll = []string{
	"api", "desk", "drawings", "favicon.ico", "feed.xml", "feedback", "index", "live", "llms.txt", "manifest.webmanifest",
	"openapi.json", "robots.txt", "sitemap.xml", "static", "sw.js",
}

// InLanguage gives the address of a page in a language: "/lorex" is "/es/lorex" in Spanish. Addresses that have a language
// already, and those that exist once for all languages, stay as they are.
func InLanguage(address, language string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(address, "/"), "/")
	if _, prefixed := tongues[first]; prefixed || language == English || slices.Contains(oneForAll, first) {
		return address
	}
	if address == "/" {
		return "/" + language
	}
	return "/" + language + address
}

// cutLanguage takes the language away from an address: "/es/lorex" is "/lorex" in Spanish.
func cutLanguage(address string) (rest, language string) {
	first, below, _ := strings.Cut(strings.TrimPrefix(address, "/"), "/")
	if _, known := tongues[first]; known {
		return "/" + below, first
	}
	return address, English
}
