package article

import (
	"fmt"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// reader turns YAML nodes of one file into typed values and collects what is wrong with them, each with its line.
type reader struct {
	file     string
	before   int // lines of the file that stand before the YAML text
	today    time.Time
	problems Problems
}

func (r *reader) fail(line int, format string, args ...any) {
	r.problems = append(r.problems, Problem{File: r.file, Line: max(1, line+r.before), Message: fmt.Sprintf(format, args...)})
}

func (r *reader) warn(line int, format string, args ...any) {
	r.problems = append(r.problems, Problem{File: r.file, Line: max(1, line+r.before), Warning: true, Message: fmt.Sprintf(format, args...)})
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// root parses text and gives its top mapping, or nil after noting why there is none.
func (r *reader) root(text []byte) *yaml.Node {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		m := yamlLine.FindStringSubmatch(err.Error())
		line := 1
		if m != nil && m[1] != "" {
			line, _ = strconv.Atoi(m[1])
		}
		r.fail(line, "this is not valid YAML: %s; check indentation and quotes", yamlLine.ReplaceAllString(err.Error(), ""))
		return nil
	}
	if doc.Kind == 0 {
		return &yaml.Node{Kind: yaml.MappingNode, Line: 1}
	}
	if doc.Content[0].Kind != yaml.MappingNode {
		r.fail(doc.Content[0].Line, "expected keys and values, such as \"title: …\"")
		return nil
	}
	return doc.Content[0]
}

type field struct {
	key string
	set func(*yaml.Node)
}

// fields hands each value of a mapping to its setter. Unknown and repeated keys are problems; empty values are passed over.
func (r *reader) fields(n *yaml.Node, known []field) {
	if n.Kind != yaml.MappingNode {
		r.fail(n.Line, "expected keys and values here, not %s", kindName(n))
		return
	}
	seen := make(map[string]bool, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		at := slices.IndexFunc(known, func(f field) bool { return f.key == key.Value })
		switch {
		case at < 0:
			r.fail(key.Line, "unknown key %q; known here: %s", key.Value, keyNames(known))
		case seen[key.Value]:
			r.fail(key.Line, "%q stands here twice; keep one", key.Value)
		case value.Kind == yaml.AliasNode:
			r.fail(value.Line, "YAML aliases (*name) are not supported; write the value out")
		case value.Kind == yaml.ScalarNode && value.Tag == "!!null":
		default:
			known[at].set(value)
		}
		seen[key.Value] = true
	}
}

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

// text sets one line of plain text of at most limit code points.
func (r *reader) text(to *string, limit int) func(*yaml.Node) {
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

// list calls add for each entry of a list.
func (r *reader) list(add func(*yaml.Node)) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.SequenceNode {
			r.fail(n.Line, "expected a list, such as [one, two], not %s", kindName(n))
			return
		}
		for _, item := range n.Content {
			add(item)
		}
	}
}

func (r *reader) texts(to *[]string, limit int) func(*yaml.Node) {
	return r.list(func(n *yaml.Node) {
		var s string
		r.text(&s, limit)(n)
		switch {
		case s == "":
			r.fail(n.Line, "an entry of this list is empty; remove it")
		case slices.Contains(*to, s):
			r.fail(n.Line, "%q stands in this list twice; keep one", s)
		default:
			*to = append(*to, s)
		}
	})
}

// word sets one of a closed list of words.
func word[T ~string](r *reader, to *T, known []T) func(*yaml.Node) {
	return func(n *yaml.Node) {
		w := T(n.Value)
		if n.Kind != yaml.ScalarNode || !slices.Contains(known, w) {
			r.fail(n.Line, "%s is not known here; use one of %s", kindName(n), join(known))
			return
		}
		*to = w
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

func (r *reader) day(to *time.Time) func(*yaml.Node) {
	return func(n *yaml.Node) {
		day, err := time.Parse(time.DateOnly, n.Value)
		if err != nil {
			r.fail(n.Line, "%q is not a day; write it as 2026-11-22", n.Value)
			return
		}
		*to = day
	}
}

// address sets a link to another site: https with a host name.
func (r *reader) address(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Value == "" {
			return
		}
		u, err := url.Parse(n.Value)
		switch {
		case n.Kind != yaml.ScalarNode || err != nil || u.Host == "":
			r.fail(n.Line, "%s is not an address; write it as https://…", kindName(n))
		case u.Scheme != "https":
			r.fail(n.Line, "%q does not begin with https://; cite it by title and publisher, without a link", n.Value)
		case net.ParseIP(u.Hostname()) != nil:
			r.fail(n.Line, "%q is a bare IP address; cite it by title and publisher, without a link", n.Value)
		case u.User != nil:
			r.fail(n.Line, "%q holds a user name; remove it", n.Value)
		default:
			*to = n.Value
		}
	}
}
