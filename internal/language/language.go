// Package language holds the texts of the user interface, one set of message files per locale, and
// other differences between languages: plurals, dates, numbers and the direction of writing.
//
// A message file is a flat YAML file in go-i18n's format, named NAME.TAG.yaml. A message is a text,
// or one text for each plural form of its language; {{.Name}} in it is a placeholder.
package language

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

// Source is the source language of messages, and that of addresses without a language prefix.
const Source = "en"

//go:embed messages
var files embed.FS

// Embedded returns the built-in locales.
var Embedded = sync.OnceValue(func() *Bundle {
	b, err := New(files)
	if err != nil {
		panic(err) // a test validates the embedded files
	}
	return b
})

// Bundle is an immutable set of locales with the same messages.
type Bundle struct {
	locales []*Locale        // the source first
	matcher language.Matcher // of their tags
}

// New loads the message files below messages. The error lists all problems: messages that are
// missing in a locale or in the source, different placeholders, and missing plural forms.
func New(fsys fs.FS) (*Bundle, error) {
	names, err := fs.Glob(fsys, "messages/*.yaml")
	if err != nil {
		return nil, err
	}
	byTag := map[language.Tag]map[string]*message{}
	for _, name := range names {
		if err := readFile(fsys, name, byTag); err != nil {
			return nil, err
		}
	}
	source := byTag[language.MustParse(Source)]
	if source == nil {
		return nil, fmt.Errorf("there are no messages in %s", Source)
	}
	b := &Bundle{}
	var problems []error
	for _, tag := range slices.SortedFunc(maps.Keys(byTag), sourceFirst) {
		problems = append(problems, compare(tag, source, byTag[tag])...)
		l := newLocale(tag, byTag[tag])
		if len(l.months) != 12 {
			problems = append(problems, fmt.Errorf("%s: date.months holds %d words, not 12", tag, len(l.months)))
		}
		b.locales = append(b.locales, l)
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	tags := make([]language.Tag, len(b.locales))
	for i, l := range b.locales {
		tags[i] = l.language
	}
	b.matcher = language.NewMatcher(tags)
	return b, nil
}

// readFile adds a file's messages to those of its language.
func readFile(fsys fs.FS, name string, byTag map[language.Tag]map[string]*message) error {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	file, err := i18n.ParseMessageFileBytes(text, name, map[string]i18n.UnmarshalFunc{"yaml": yaml.Unmarshal})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if file.Tag == language.Und {
		return fmt.Errorf("%s: name it NAME.TAG.yaml, with the language's tag", name)
	}
	known := byTag[file.Tag]
	if known == nil {
		known = map[string]*message{}
		byTag[file.Tag] = known
	}
	for _, m := range file.Messages {
		if known[m.ID] != nil {
			return fmt.Errorf("%s: %s is there twice", name, m.ID)
		}
		if known[m.ID], err = parse(m); err != nil {
			return fmt.Errorf("%s: %s: %w", name, m.ID, err)
		}
	}
	return nil
}

func sourceFirst(a, b language.Tag) int {
	switch {
	case a == b:
		return 0
	case a.String() == Source || b.String() != Source && a.String() < b.String():
		return -1
	}
	return 1
}

// Locales returns all locales, the source first.
func (b *Bundle) Locales() []*Locale { return b.locales }

// Source returns the locale of the source language.
func (b *Bundle) Source() *Locale { return b.locales[0] }

// Locale returns the locale with a tag.
func (b *Bundle) Locale(tag string) (*Locale, bool) {
	for _, l := range b.locales {
		if l.tag == tag {
			return l, true
		}
	}
	return nil, false
}
