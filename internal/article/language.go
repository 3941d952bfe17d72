package article

import (
	"maps"
	"slices"
	"strings"

	"pinhole/internal/markdown"
)

// English is the source language of articles. All others are translations.
const English = "en"

// locale is what parsing needs to know of a language that articles are translated into.
type locale struct {
	headings map[string]markdown.Kind // of the known sections, in small letters
	labels   map[string]string        // that rendering adds to the HTML of a body
}

var locales = map[string]locale{
	"es": {
		headings: map[string]markdown.Kind{
			"antes de empezar":               markdown.Before,
			"pasos":                          markdown.Steps,
			"si no funciona":                 markdown.Fails,
			"después del restablecimiento":   markdown.After,
			"donde las fuentes no coinciden": markdown.Disagree,
			"lo que dicen las fuentes":       markdown.Evidence,
		},
		labels: map[string]string{
			"Note": "Nota", "Tip": "Consejo", "Important": "Importante", "Warning": "Advertencia", "Caution": "Cuidado",
			"Table": "Tabla", "Back to the text": "Volver al texto",
		},
	},
}

// TranslatedInto lists the languages that articles can be translated into, sorted.
func TranslatedInto() []string { return slices.Sorted(maps.Keys(locales)) }

// markdownOptions returns the options for parsing a body in a language.
func markdownOptions(language string) markdown.Options {
	t, ok := locales[language]
	if !ok {
		return markdown.Options{}
	}
	return markdown.Options{Headings: t.headings, Label: func(word string) string { return t.labels[word] }}
}

// heading returns a language's heading of a known section, for messages to authors.
func (t locale) heading(k markdown.Kind) string {
	for name, kind := range t.headings {
		if kind == k {
			first := []rune(name)
			return strings.ToUpper(string(first[:1])) + string(first[1:])
		}
	}
	return ""
}

// unlocalized lists the first path segments of addresses that have no language prefix.
var unlocalized = []string{
	"api", "desk", "drawings", "favicon.ico", "feed.xml", "feedback", "index", "live", "llms.txt", "manifest.webmanifest",
	"openapi.json", "robots.txt", "sitemap.xml", "static", "sw.js",
}

// InLanguage returns the address of a page in a language: "/lorex" is "/es/lorex" in Spanish.
// Addresses that already have a prefix, and those that never have one, are returned unchanged.
func InLanguage(address, language string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(address, "/"), "/")
	if _, prefixed := locales[first]; prefixed || language == English || slices.Contains(unlocalized, first) {
		return address
	}
	if path, rest, _ := strings.Cut(address, "/"); path == "" && (rest == "" || rest[0] == '#' || rest[0] == '?') {
		return "/" + language + rest // the home page
	}
	return "/" + language + address
}

// cutLanguage splits the language prefix from an address: "/es/lorex" is "/lorex" in Spanish.
func cutLanguage(address string) (rest, language string) {
	first, below, _ := strings.Cut(strings.TrimPrefix(address, "/"), "/")
	if _, known := locales[first]; known {
		return "/" + below, first
	}
	return address, English
}
