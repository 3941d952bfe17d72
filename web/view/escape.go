package view

import (
	"html"
	"regexp"
	"strings"
)

func escape(s string) string { return html.EscapeString(s) }

var (
	// markdownMarks are the characters that mean something anywhere in a line of CommonMark or of its GitHub flavour.
	markdownMarks = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "~", `\~`, "#", `\#`, "|", `\|`)
	addressMarks  = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "<", `\<`, ">", `\>`, " ", "%20")
	entity        = regexp.MustCompile(`&(#?[0-9A-Za-z]+;)`)
	// listMark is what would make a list, a rule or a heading of a line that begins with it.
	listMark = regexp.MustCompile(`^([0-9]{1,9})([.)])|^([-+=])`)
)

// PlainText writes a text that has no markup as Markdown that shows every character of it.
func PlainText(s string) string {
	s = entity.ReplaceAllString(markdownMarks.Replace(s), `\&$1`)
	return listMark.ReplaceAllString(s, `$1\$2$3`)
}

// PlainLink writes a link, or the words alone where there is no address.
func PlainLink(words, address string) string {
	if address == "" {
		return PlainText(words)
	}
	return "[" + PlainText(words) + "](" + entity.ReplaceAllString(addressMarks.Replace(address), `\&$1`) + ")"
}
