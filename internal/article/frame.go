package article

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

const fence = "---" // the line above and the line below the front matter

// splitFront splits a file into front matter and body. bodyLine is the body's first line, counted
// from 1. White space after the dashes is ignored, as in YAML.
func splitFront(text []byte) (head, body []byte, bodyLine int, ok bool) {
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	if trimRight(first) != fence {
		return nil, text, 1, false
	}
	line := 1
	for at := 0; at < len(rest); line++ {
		written, _, _ := bytes.Cut(rest[at:], []byte("\n"))
		next := min(at+len(written)+1, len(rest))
		switch trimmed := trimRight(written); {
		case trimmed == fence:
			return rest[:at:at], rest[next:], line + 2, true
		case looksLikeFence(trimmed):
			return nil, text, 1, false
		}
		at = next
	}
	return nil, text, 1, false
}

func trimRight(line []byte) string { return string(bytes.TrimRight(line, " \t\r")) }

// looksLikeFence reports whether a line looks like a mistyped fence: dots, other dashes, or a wrong
// number of them.
func looksLikeFence(line string) bool {
	switch line {
	case fence:
		return false
	case "...", "…", "+++":
		return true
	}
	return line != "" && line != "-" && strings.Trim(line, "-‐‑‒–—―−") == ""
}

// frameProblem describes why splitFront finds no front matter, with the line counted from 1.
func frameProblem(text []byte) (line int, problem string) {
	lines := strings.Split(string(text), "\n")
	first := 0
	for first < len(lines)-1 && strings.TrimSpace(lines[first]) == "" {
		first++
	}
	switch begin := strings.TrimRight(lines[first], " \t\r"); {
	case begin == "+++":
		return first + 1, "this front matter is TOML; write it as YAML, between two lines ---"
	case looksLikeFence(begin):
		return first + 1, fmt.Sprintf("the front matter begins with three hyphens (---), not with %q; correct this line", begin)
	case strings.TrimSpace(begin) != fence:
		return 1, "the front matter is missing: begin the file with a line ---, the keys, and another line ---"
	case first > 0:
		return 1, fmt.Sprintf("the front matter begins in the first line; delete the empty lines above the --- in line %d", first+1)
	case begin != fence:
		return 1, "the front matter begins with --- at the beginning of the line; delete the spaces before it"
	}
	return missingEndProblem(lines)
}

// missingEndProblem describes what is wrong with the end of a front matter that begins in the first
// line.
func missingEndProblem(lines []string) (line int, problem string) {
	for i, written := range lines[1:] {
		if written = strings.TrimRight(written, " \t\r"); looksLikeFence(written) {
			return i + 2, fmt.Sprintf("the front matter ends with three hyphens (---), not with %q; correct this line", written)
		}
	}
	for i, written := range lines[1:] {
		if strings.TrimSpace(written) == fence {
			return i + 2, "the front matter ends with --- at the beginning of the line; delete the spaces before it"
		}
	}
	return 1, "the front matter does not end: write a line --- below its last key"
}

// isUTF16 reports whether a text begins with a byte order mark of UTF-16 or with an ASCII character
// in UTF-16.
func isUTF16(text []byte) bool {
	return len(text) >= 2 && (text[0] == 0xFE && text[1] == 0xFF || text[0] == 0xFF && text[1] == 0xFE || text[0] == 0 != (text[1] == 0))
}

// invalidUTF8Line returns the line, counted from 1, of the first invalid byte; 0 for valid UTF-8.
func invalidUTF8Line(text []byte) int {
	if utf8.Valid(text) {
		return 0
	}
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return 1 + bytes.Count(text[:at], []byte("\n"))
}
