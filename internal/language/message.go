package language

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// message is one message of one locale, split at its placeholders in advance.
type message struct {
	forms map[plural.Form][]piece // only Other if it has no plural forms
}

// piece is a text and the placeholder after it; the last piece has none.
type piece struct{ text, name string }

var placeholder = regexp.MustCompile(`\{\{\.([A-Z][A-Za-z]*)\}\}`)

func parse(m *i18n.Message) (*message, error) {
	parsed := &message{forms: map[plural.Form][]piece{}}
	for form, text := range map[plural.Form]string{
		plural.Zero: m.Zero, plural.One: m.One, plural.Two: m.Two, plural.Few: m.Few, plural.Many: m.Many, plural.Other: m.Other,
	} {
		if text == "" {
			continue
		}
		pieces := cut(text)
		for _, p := range pieces {
			if strings.Contains(p.text, "{{") {
				return nil, fmt.Errorf("%q holds something else than placeholders such as {{.Name}}", text)
			}
		}
		parsed.forms[form] = pieces
	}
	if parsed.forms[plural.Other] == nil {
		return nil, fmt.Errorf("it has no text")
	}
	return parsed, nil
}

func cut(text string) []piece {
	var pieces []piece
	start := 0
	for _, at := range placeholder.FindAllStringSubmatchIndex(text, -1) {
		pieces = append(pieces, piece{text[start:at[0]], text[at[2]:at[3]]})
		start = at[1]
	}
	return append(pieces, piece{text: text[start:]})
}

// write fills in placeholders. Arguments alternate between names and values.
func (l *Locale) write(pieces []piece, args []any) string {
	if len(pieces) == 1 {
		return pieces[0].text
	}
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
		for i := 0; p.name != "" && i+1 < len(args); i += 2 {
			if args[i] == p.name {
				b.WriteString(l.value(args[i+1]))
			}
		}
	}
	return b.String()
}

func (l *Locale) value(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return l.Number(v)
	}
	return fmt.Sprint(v)
}

func (m *message) counts() bool { return len(m.forms) > 1 }

// names returns a form's placeholders except Count, which is optional: "one article" has the number
// as a word.
func names(pieces []piece) []string {
	set := map[string]bool{}
	for _, p := range pieces {
		if p.name != "" && p.name != "Count" {
			set[p.name] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}

// compare returns the differences of a locale's messages from those of the source.
func compare(tag language.Tag, source, messages map[string]*message) (problems []error) {
	for _, id := range slices.Sorted(maps.Keys(source)) {
		m := messages[id]
		if m == nil {
			problems = append(problems, fmt.Errorf("%s: %s is missing", tag, id))
			continue
		}
		if m.counts() != source[id].counts() {
			problems = append(problems, fmt.Errorf("%s: %s counts in one language only", tag, id))
		}
		for _, form := range formsOf(tag) {
			if m.counts() && m.forms[form] == nil {
				problems = append(problems, fmt.Errorf("%s: %s lacks the plural form %d", tag, id, form))
			}
		}
		for _, pieces := range m.forms {
			if want, got := names(source[id].forms[plural.Other]), names(pieces); !slices.Equal(got, want) {
				problems = append(problems, fmt.Errorf("%s: %s has the placeholders %v, not %v", tag, id, got, want))
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(messages)) {
		if source[id] == nil {
			problems = append(problems, fmt.Errorf("%s: %s is not in %s", tag, id, Source))
		}
	}
	return problems
}

// formsOf returns the plural forms that a language has for whole numbers.
func formsOf(tag language.Tag) []plural.Form {
	set := map[plural.Form]bool{}
	for n := range 200 {
		set[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)] = true
	}
	return slices.Sorted(maps.Keys(set))
}
