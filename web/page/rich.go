package page

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"

	"pinhole/internal/language"
)

// rich writes a message some of whose placeholders hold markup: names and values by turns, where a
// value may be a component.
func rich(l *language.Locale, id string, args ...any) templ.Component {
	args, parts := marked(args)
	return mixed(l.T(id, args...), parts)
}

// richN is rich for a message that counts.
func richN(l *language.Locale, id string, count int, args ...any) templ.Component {
	args, parts := marked(args)
	return mixed(l.N(id, count, args...), parts)
}

// firstMark and the characters after it stand for components in a text. They are for private use:
// no text means anything by them.
const firstMark = '\uE000'

func marked(args []any) (plain []any, parts []templ.Component) {
	for _, a := range args {
		if c, ok := a.(templ.Component); ok {
			a = string(firstMark + rune(len(parts)))
			parts = append(parts, c)
		}
		plain = append(plain, a)
	}
	return plain, parts
}

func mixed(text string, parts []templ.Component) templ.Component {
	isMark := func(r rune) bool { return r >= firstMark && int(r-firstMark) < len(parts) }
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		for _, r := range splitKeeping(text, isMark) {
			if first := []rune(r)[0]; isMark(first) {
				if err := parts[first-firstMark].Render(ctx, w); err != nil {
					return err
				}
			} else if _, err := io.WriteString(w, templ.EscapeString(r)); err != nil {
				return err
			}
		}
		return nil
	})
}

// splitKeeping cuts a text before and after each rune that f finds.
func splitKeeping(text string, f func(rune) bool) []string {
	var list []string
	for text != "" {
		at := strings.IndexFunc(text, f)
		switch {
		case at < 0:
			return append(list, text)
		case at == 0:
			at = len(string(firstMark))
		}
		list, text = append(list, text[:at]), text[at:]
	}
	return list
}
