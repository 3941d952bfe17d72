package article

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

const fence = "---" // the line above and the line below the front matter

// splitFront cuts a file into front matter and body. bodyLine is the body's first line, from 1. White space behind the dashes
// means nothing, as in YAML.
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
		case likeFence(trimmed):
			return nil, text, 1, false
		}
		at = next
	}
	return nil, text, 1, false
}

func trimRight(line []byte) string { return string(bytes.TrimRight(line, " \t\r")) }

// likeFence says that a line stands where others end or begin front matter: dots, other dashes, or a wrong number of them.
func likeFence(line string) bool {
	switch line {
	case fence:
		return false
	case "...", "…", "+++":
		return true
	}
	return line != "" && line != "-" && strings.Trim(line, "-‐‑‒–—―−") == ""
}

// frameTrouble says why splitFront finds no front matter, with the line from 1.
func frameTrouble(text []byte) (line int, trouble string) {
	lines := strings.Split(string(text), "\n")
	first := 0
	for first < len(lines)-1 && strings.TrimSpace(lines[first]) == "" {
		first++
	}
	switch begin := strings.TrimRight(lines[first], " \t\r"); {
	case begin == "+++":
		return first + 1, "this front matter is TOML; write it as YAML, between two lines ---"
	case likeFence(begin):
		return first + 1, fmt.Sprintf("the front matter begins with three hyphens (---), not with %q; correct this line", begin)
	case strings.TrimSpace(begin) != fence:
		return 1, "the front matter is missing: begin the file with a line ---, the keys, and another line ---"
	case first > 0:
		return 1, fmt.Sprintf("the front matter begins in the first line; delete the empty lines above the --- in line %d", first+1)
	case begin != fence:
		return 1, "the front matter begins with --- at the beginning of the line; delete the spaces before it"
	}
	return noEnd(lines)
}

// noEnd says what is wrong with the end of a front matter that begins in the first line.
func noEnd(lines []string) (line int, trouble string) {
	for i, written := range lines[1:] {
		if written = strings.TrimRight(written, " \t\r"); likeFence(written) {
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

// isUTF16 looks at the first character: a byte order mark, or one of ASCII with an empty byte.
func isUTF16(text []byte) bool {
	return len(text) >= 2 && (text[0] == 0xFE && text[1] == 0xFF || text[0] == 0xFF && text[1] == 0xFE || text[0] == 0 != (text[1] == 0))
}

// badLine gives the line, from 1, of the first byte that is no UTF-8; 0 where there is none.
func badLine(text []byte) int {
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
