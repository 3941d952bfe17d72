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

// Locale is one language with its habits. It does not change, and any number of goroutines may use it.
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

// Tag is the language's tag, such as "es".
func (l *Locale) Tag() string { return l.tag }

// Name is what the language calls itself.
func (l *Locale) Name() string { return l.T("language.name") }

// Dir is the direction of its writing: "ltr" or "rtl".
func (l *Locale) Dir() string { return l.T("language.direction") }

// Source says whether this is the language of addresses without a language.
func (l *Locale) Source() bool { return l.tag == Source }

// Path is the address of a page in this language: "/es/find" for "/find". An address that has the language already stays.
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

// T gives a message. Arguments are the names of its placeholders and their values by turns; whole numbers are written as the
// language writes them. An id that is not known comes back as it is.
func (l *Locale) T(id string, args ...any) string { return l.form(id, plural.Other, args) }

// N gives the form of a message that fits a count; {{.Count}} stands for the count itself.
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

// Has says whether there is a message with this id.
func (l *Locale) Has(id string) bool { return l.messages[id] != nil }

// IDs gives the ids of all messages, in order.
func (l *Locale) IDs() []string { return slices.Sorted(maps.Keys(l.messages)) }

// Number writes a whole number: "4,000".
func (l *Locale) Number(n int) string { return l.printer.Sprint(number.Decimal(n)) }

// Percent writes a part of one as a percentage without decimals: "82%".
func (l *Locale) Percent(part float64) string {
	return l.printer.Sprint(number.Percent(part, number.MaxFractionDigits(0)))
}

// Day writes a day in full: "3 March 2026". It is empty for no time at all.
func (l *Locale) Day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.UTC()
	return l.T("date.long", "Day", l.plain(t.Day()), "Month", l.months[t.Month()-1], "Year", l.plain(t.Year()))
}

// Moment writes a day with the time of day.
func (l *Locale) Moment(t time.Time) string {
	return l.T("date.moment", "Day", l.Day(t), "Time", t.UTC().Format("15:04"))
}

// plain writes a number without marks between its digits.
func (l *Locale) plain(n int) string {
	return l.printer.Sprint(number.Decimal(n, number.NoSeparator()))
}

// List writes "a", "a and b", "a, b and c".
func (l *Locale) List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return l.T(and(items[last]), "Some", strings.Join(items[:last], l.T("list.comma")), "Last", items[last])
}

// and chooses between a language's words for "and": Spanish has another one before the sound of i.
func and(next string) string {
	next = strings.ToLower(next)
	if strings.HasPrefix(next, "i") || strings.HasPrefix(next, "hi") && !strings.HasPrefix(next, "hie") {
		return "list.and-before-i"
	}
	return "list.and"
}

// Capital begins a text with a capital letter.
func (l *Locale) Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
