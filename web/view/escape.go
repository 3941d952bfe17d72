package view

import (
	"html"
	"regexp"
	"strings"
)

func escape(s string) string { return html.EscapeString(s) }

var (
	// markdownMarks are the characters with a meaning anywhere in a line of CommonMark or GitHub's
	// dialect.
	markdownMarks = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "~", `\~`, "#", `\#`, "|", `\|`)
	addressMarks  = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "<", `\<`, ">", `\>`, " ", "%20")
	entity        = regexp.MustCompile(`&(#?[0-9A-Za-z]+;)`)
	// listMark matches the beginning of a list, a rule or a heading.
	listMark = regexp.MustCompile(`^([0-9]{1,9})([.)])|^([-+=])`)
)

// PlainText escapes a text as Markdown.
func PlainText(s string) string {
	s = entity.ReplaceAllString(markdownMarks.Replace(s), `\&$1`)
	return listMark.ReplaceAllString(s, `$1\$2$3`)
}

// PlainLink returns a link as Markdown, or only the text if there is no address.
func PlainLink(words, address string) string {
	if address == "" {
		return PlainText(words)
	}
	return "[" + PlainText(words) + "](" + entity.ReplaceAllString(addressMarks.Replace(address), `\&$1`) + ")"
}
