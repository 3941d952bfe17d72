package language

import (
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	printing "golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Locale is one language's messages and formats. It is immutable and safe for concurrent use.
type Locale struct {
	tag      string
	language language.Tag
	messages map[string]*message
	printer  *printing.Printer
	months   []string
}

func newLocale(tag language.Tag, messages map[string]*message) *Locale {
	l := &Locale{tag: tag.String(), language: tag, messages: messages, printer: printing.NewPrinter(tag)}
	l.months = strings.Fields(l.T("date.months"))
	return l
}

// Tag returns the language's tag, such as "es".
func (l *Locale) Tag() string { return l.tag }

// Name returns the language's name in itself.
func (l *Locale) Name() string { return l.T("language.name") }

// Dir returns the direction of writing: "ltr" or "rtl".
func (l *Locale) Dir() string { return l.T("language.direction") }

// Source reports whether this is the source language, whose addresses have no prefix.
func (l *Locale) Source() bool { return l.tag == Source }

// Path returns the address of a page in this language: "/es/find" for "/find". An address that
// already has the prefix is unchanged.
func (l *Locale) Path(path string) string {
	switch first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/"); {
	case l.Source() || first == l.tag:
		return path
	case path == "/":
		return "/" + l.tag
	case strings.HasPrefix(path, "/#"):
		return "/" + l.tag + path[1:]
	}
	return "/" + l.tag + path
}

// T returns a message. Arguments alternate between names of placeholders and their values; ints are
// formatted for the language. An unknown id is returned unchanged.
func (l *Locale) T(id string, args ...any) string { return l.form(id, plural.Other, args) }

// N returns the plural form of a message for a count; {{.Count}} stands for the count itself.
func (l *Locale) N(id string, count int, args ...any) string {
	form := plural.Cardinal.MatchPlural(l.language, count, 0, 0, 0, 0)
	return l.form(id, form, append(args, "Count", count))
}

func (l *Locale) form(id string, form plural.Form, args []any) string {
	m := l.messages[id]
	if m == nil {
		return id
	}
	pieces, ok := m.forms[form]
	if !ok {
		pieces = m.forms[plural.Other]
	}
	return l.write(pieces, args)
}

// Has reports whether a message with this id exists.
func (l *Locale) Has(id string) bool { return l.messages[id] != nil }

// IDs returns the sorted ids of all messages.
func (l *Locale) IDs() []string { return slices.Sorted(maps.Keys(l.messages)) }

// Number formats a whole number: "4,000".
func (l *Locale) Number(n int) string { return l.printer.Sprint(number.Decimal(n)) }

// Percent formats a fraction as a percentage without decimals: "82%".
func (l *Locale) Percent(part float64) string {
	return l.printer.Sprint(number.Percent(part, number.MaxFractionDigits(0)))
}

// Day formats a date in full: "3 March 2026". It returns "" for the zero time.
func (l *Locale) Day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.UTC()
	return l.T("date.long", "Day", l.plain(t.Day()), "Month", l.months[t.Month()-1], "Year", l.plain(t.Year()))
}

// Month formats a date without its day: "March 2026". It returns "" for the zero time.
func (l *Locale) Month(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.UTC()
	return l.T("date.month", "Month", l.months[t.Month()-1], "Year", l.plain(t.Year()))
}

// Moment formats a date with the time of day.
func (l *Locale) Moment(t time.Time) string {
	return l.T("date.moment", "Day", l.Day(t), "Time", t.UTC().Format("15:04"))
}

// plain formats a number without separators.
func (l *Locale) plain(n int) string {
	return l.printer.Sprint(number.Decimal(n, number.NoSeparator()))
}

// List formats a list: "a", "a and b", "a, b and c".
func (l *Locale) List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return l.T(and(items[last]), "Some", strings.Join(items[:last], l.T("list.comma")), "Last", items[last])
}

// and returns the message for "and" before a word: Spanish uses another one before an i sound.
func and(next string) string {
	next = strings.ToLower(next)
	if strings.HasPrefix(next, "i") || strings.HasPrefix(next, "hi") && !strings.HasPrefix(next, "hie") {
		return "list.and-before-i"
	}
	return "list.and"
}

// Capital capitalizes a text's first letter.
func (l *Locale) Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
