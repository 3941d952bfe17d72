package article

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// reader decodes the YAML nodes of one file and collects problems with their lines.
type reader struct {
	file     string
	language string // of an article's file; English for all others
	lines    int    // of the file
	before   int    // lines of the file before the YAML text
	problems Problems
	dated    []dated
	external []ExternalLink
	pictures map[string]Picture
}

// line converts a line of the YAML text into one of the file, both counted from 1. It clamps,
// because the YAML library may name a line past the end.
func (r *reader) line(n int) int { return max(1, min(n+r.before, r.lines)) }

func (r *reader) fail(line int, format string, args ...any) {
	r.problems = append(r.problems, Problem{File: r.file, Line: r.line(line), Message: fmt.Sprintf(format, args...)})
}

func (r *reader) warn(line int, format string, args ...any) {
	r.fail(line, format, args...)
	r.problems[len(r.problems)-1].Warning = true
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// root parses text and returns its top-level mapping, or reports a problem and returns nil.
func (r *reader) root(text []byte) *yaml.Node {
	if line := invalidUTF8Line(text); line > 0 {
		r.fail(line, "the line has bytes that are no text; save the file as UTF-8")
		return nil
	}
	var doc, second yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	err := decoder.Decode(&doc)
	if err == nil {
		err = decoder.Decode(&second)
	}
	switch {
	case err == nil:
		r.fail(second.Line, "a second YAML document begins here, which nobody would see; write all keys below one another, without --- between them")
		return nil
	case !errors.Is(err, io.EOF) && bytes.Contains(text, []byte("\n## ")):
		before, _, _ := bytes.Cut(text, []byte("\n## "))
		r.fail(2+bytes.Count(before, []byte("\n")), "a heading stands among the keys; end them with a line --- above it")
		return nil
	case !errors.Is(err, io.EOF):
		line, problem := yamlProblem(err)
		r.fail(line, "this is not valid YAML: %s; check indentation and quotes", problem)
		return nil
	}
	if doc.Kind == 0 || isNull(doc.Content[0]) { // nothing but blank lines and comments
		return &yaml.Node{Kind: yaml.MappingNode, Line: 1}
	}
	if doc.Content[0].Kind != yaml.MappingNode {
		r.fail(doc.Content[0].Line, "expected keys and values, such as \"title: …\"")
		return nil
	}
	return doc.Content[0]
}

// yamlProblem splits a YAML error into line and message. The library counts lines from 0 in errors
// of its parser, from 1 in all others.
func yamlProblem(err error) (line int, problem string) {
	problem = yamlLine.ReplaceAllString(err.Error(), "")
	m := yamlLine.FindStringSubmatch(err.Error())
	if m == nil || m[1] == "" {
		return 1, problem
	}
	line, _ = strconv.Atoi(m[1])
	if strings.HasPrefix(problem, "did not find expected") {
		line++
	}
	return line, problem
}

type field struct {
	key string
	set func(*yaml.Node)
}

// fields calls the setter of each key of a mapping. Unknown and duplicate keys are problems; empty
// values are skipped.
func (r *reader) fields(n *yaml.Node, known []field) {
	if n.Kind != yaml.MappingNode {
		r.fail(n.Line, "expected keys and values here, not %s", kindName(n))
		return
	}
	seen := make([]bool, len(known))
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		at := slices.IndexFunc(known, func(f field) bool { return f.key == key.Value })
		switch {
		case at < 0:
			r.fail(key.Line, "unknown key %q; known here: %s", key.Value, keyNames(known))
		case seen[at]:
			r.fail(key.Line, "%q stands here twice; keep one", key.Value)
		case value.Kind == yaml.AliasNode:
			r.fail(value.Line, "YAML aliases (*name) are not supported; write the value out")
		case isNull(value):
			r.warnComment(key)
		default:
			known[at].set(value)
		}
		if at >= 0 {
			seen[at] = true
		}
	}
}

// warnComment warns about a value that YAML parses as a comment, as in "note: #2 is the reset
// button". It ignores comments with a space after "#".
func (r *reader) warnComment(key *yaml.Node) {
	if comment := key.LineComment; len(comment) > 1 && comment[1] != ' ' {
		r.warn(key.Line, "%q is a comment in YAML, so that %s is empty; put the text between quotes", comment, key.Value)
	}
}

// checkPlainScalar reports parts of an unquoted text that YAML drops: comments, anchors and tags.
func (r *reader) checkPlainScalar(n *yaml.Node) {
	switch {
	case n.Kind != yaml.ScalarNode:
	case n.Anchor != "":
		r.fail(n.Line, "%q is not shown, for YAML reads it as a name; put the whole text between quotes", "&"+n.Anchor)
	case n.Style&yaml.TaggedStyle != 0:
		r.fail(n.Line, "%q is not shown, for YAML reads it as a type; put the whole text between quotes", n.Tag)
	case n.LineComment != "" && n.Style == 0:
		r.warn(n.Line, "%q is a comment in YAML and not shown; put the whole text between quotes, or the comment on a line of its own", n.LineComment)
	}
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

func keyNames(known []field) string {
	names := make([]string, len(known))
	for i, f := range known {
		names[i] = f.key
	}
	return strings.Join(names, ", ")
}

func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "a list"
	case yaml.MappingNode:
		return "keys and values"
	}
	return fmt.Sprintf("%q", n.Value)
}

// text sets one line of plain text that readers see, of at most limit code points.
func (r *reader) text(to *string, limit int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.checkPlainScalar(n)
		r.value(to, limit)(n)
	}
}

// value sets one line of plain text of at most limit code points.
func (r *reader) value(to *string, limit int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode {
			r.fail(n.Line, "expected text, not %s", kindName(n))
			return
		}
		s := strings.TrimSpace(n.Value)
		if length := utf8.RuneCountInString(s); length > limit {
			r.fail(n.Line, "this text has %d characters; shorten it to %d", length, limit)
		}
		if strings.ContainsFunc(s, unicode.IsControl) {
			r.fail(n.Line, "write this text on one line, without tabs or control characters")
		}
		*to = s
	}
}

// curlyQuotes are the characters that word processors substitute for " and '.
const curlyQuotes = "“”„‟‘’‚‛"

// name sets a text without curly quotes around it.
func (r *reader) name(to *string, limit int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.text(to, limit)(n)
		r.checkCurlyQuotes(*to, n.Line)
	}
}

// checkCurlyQuotes reports curly quotes around a text, which YAML takes for part of it.
func (r *reader) checkCurlyQuotes(text string, line int) {
	if strings.Trim(text, curlyQuotes) != text {
		r.fail(line, "%s has curly quotes around it; write \" or ', or none", text)
	}
}

// maxEntries bounds a list, whose entries are compared with one another.
const maxEntries = 10_000

// list calls add for each entry of a list.
func (r *reader) list(add func(*yaml.Node)) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.SequenceNode {
			r.fail(n.Line, "expected a list, such as [one, two], not %s", kindName(n))
			return
		}
		if len(n.Content) > maxEntries {
			r.fail(n.Line, "this list has %d entries; shorten it to %d", len(n.Content), maxEntries)
			return
		}
		for _, item := range n.Content {
			add(item)
		}
	}
}

// located is an entry of a list with its line in the file.
type located struct {
	text string
	line int
}

// entries sets a list of distinct texts.
func (r *reader) entries(to *[]located, limit int) func(*yaml.Node) {
	return r.list(func(n *yaml.Node) {
		var s string
		r.value(&s, limit)(n)
		switch {
		case n.Kind != yaml.ScalarNode:
		case s == "" && isNull(n):
			r.fail(n.Line, "an entry of this list is empty; put quotes around a text that begins with #, or remove the entry")
		case s == "":
			r.fail(n.Line, "an entry of this list is empty; remove it")
		case slices.ContainsFunc(*to, func(w located) bool { return w.text == s }):
			r.fail(n.Line, "%q stands in this list twice; keep one", s)
		default:
			*to = append(*to, located{s, r.line(n.Line)})
		}
	})
}

func (r *reader) texts(to *[]string, limit int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		var list []located
		for _, entry := range n.Content {
			r.checkPlainScalar(entry)
		}
		r.entries(&list, limit)(n)
		for _, w := range list {
			*to = append(*to, w.text)
		}
	}
}

// names sets a list of texts without curly quotes around them.
func (r *reader) names(to *[]string, limit int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		var list []located
		for _, entry := range n.Content {
			r.checkPlainScalar(entry)
		}
		r.entries(&list, limit)(n)
		for _, w := range list {
			r.checkCurlyQuotes(w.text, w.line-r.before)
			*to = append(*to, w.text)
		}
	}
}

// word sets a value from a closed list.
func word[T ~string](r *reader, to *T, known []T) func(*yaml.Node) {
	return func(n *yaml.Node) {
		at := slices.Index(known, T(n.Value))
		if n.Kind != yaml.ScalarNode || at < 0 {
			r.fail(n.Line, "%s is not known here; use one of %s", kindName(n), join(known))
			return
		}
		*to = known[at] // shares the constant's memory
	}
}

func words[T ~string](r *reader, to *[]T, known []T) func(*yaml.Node) {
	return r.list(func(n *yaml.Node) {
		var w T
		word(r, &w, known)(n)
		switch {
		case w == "":
		case slices.Contains(*to, w):
			r.fail(n.Line, "%q stands in this list twice; keep one", w)
		default:
			*to = append(*to, w)
		}
	})
}

func join[T ~string](known []T) string {
	s := make([]string, len(known))
	for i, k := range known {
		s[i] = string(k)
	}
	return strings.Join(s, ", ")
}

// day sets a date and records it for checkDates.
func (r *reader) day(to *time.Time, review bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		day, err := time.Parse(time.DateOnly, n.Value)
		if err != nil {
			r.fail(n.Line, "%s is not a day; write it as 2026-11-22", kindName(n))
			return
		}
		*to = day
		r.dated = append(r.dated, dated{line: r.line(n.Line), day: day, review: review})
	}
}

// address sets a link to another site: https with a host name.
func (r *reader) address(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode {
			r.fail(n.Line, "expected an address, not %s", kindName(n))
			return
		}
		if n.Value == "" {
			return
		}
		if problem := externalProblem(n.Value); problem != "" {
			r.fail(n.Line, "%q %s, or name it without a link", n.Value, problem)
			return
		}
		*to = n.Value
		r.external = append(r.external, ExternalLink{File: r.file, Line: r.line(n.Line), URL: n.Value})
	}
}

// securityContact sets an e-mail or https address, in the form of a contact of RFC 9116.
func (r *reader) securityContact(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if mailbox, err := mail.ParseAddress(n.Value); err == nil && mailbox.Address == n.Value {
			*to = "mailto:" + n.Value
			return
		}
		if n.Value != "" && (n.Kind != yaml.ScalarNode || externalProblem(n.Value) != "") {
			r.fail(n.Line, "security is neither an e-mail address nor one of a page; write security@example.com or https://…")
			return
		}
		*to = n.Value
	}
}
