package feedback

import (
	"strings"
	"unicode"

	"pinhole/internal/fold"
)

// cleanText normalizes a text of several lines: invalid UTF-8 becomes U+FFFD, line endings become
// \n, control characters other than \n and \t are removed, and a text without visible characters
// becomes empty. It is idempotent.
func cleanText(typed string) string {
	text := strings.ToValidUTF8(typed, "\uFFFD")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	text = strings.Map(dropControls, text)
	if strings.IndexFunc(text, isVisible) < 0 {
		return ""
	}
	return text
}

func isVisible(r rune) bool { return !unicode.IsSpace(r) && !fold.Invisible(r) }

// cleanLine is [cleanText] for a field of one line: each run of white space,
// line breaks included, becomes one space, and none is left at the ends.
func cleanLine(typed string) string {
	return strings.Join(strings.Fields(cleanText(typed)), " ")
}

func dropControls(r rune) rune {
	if unicode.IsControl(r) && r != '\n' && r != '\t' {
		return -1
	}
	return r
}

// isArticleID reports whether the id could be an article's: at most 80 of a-z,
// 0-9 and hyphen.
func isArticleID(id string) bool {
	return id != "" && len(id) <= maxName && consistsOf(id, "abcdefghijklmnopqrstuvwxyz0123456789-")
}

// isRevision reports whether the text could be a revision: 12 hex digits.
func isRevision(revision string) bool {
	return len(revision) == 12 && consistsOf(revision, "0123456789abcdef")
}

func consistsOf(text, allowed string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return !strings.ContainsRune(allowed, r) }) < 0
}

// isAnchor reports whether the text could be a step's anchor: at most 80
// letters of any language, digits, hyphens and underscores.
func isAnchor(anchor string) bool {
	count := 0
	for _, r := range anchor {
		if r != '-' && r != '_' && !unicode.In(r, unicode.Letter, unicode.Mark, unicode.Digit) {
			return false
		}
		count++
	}
	return count > 0 && count <= maxName
}
