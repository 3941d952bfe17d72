package markdown

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// hostAnchor is an additional anchor of a heading, the one that Git hosts generate, so that links
// that work there work here.
type hostAnchor struct {
	ast.BaseInline
	id string
}

var kindHostAnchor = ast.NewNodeKind("Place")

func (*hostAnchor) Kind() ast.NodeKind { return kindHostAnchor }
func (n *hostAnchor) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, nil, nil)
}

// addHostAnchors adds Git hosts' anchors to headings, unless they are the heading's own or taken.
func (c *check) addHostAnchors(root ast.Node, all []*part) {
	if c.pipe.strict {
		return
	}
	sections := map[ast.Node]*part{}
	for _, p := range all {
		if p.heading != nil {
			sections[p.heading] = p
		}
	}
	given := map[string]int{}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		heading, isHeading := n.(*ast.Heading)
		if !entering || !isHeading {
			return ast.WalkContinue, nil
		}
		id := hostSlug(wordsOf(heading, c.source), given)
		if id == "" || !c.ids.register(id) {
			return ast.WalkSkipChildren, nil
		}
		if p := sections[heading]; p != nil {
			p.hostID = id
		} else if first := heading.FirstChild(); first != nil {
			heading.InsertBefore(heading, first, &hostAnchor{id: id})
		}
		return ast.WalkSkipChildren, nil
	})
}

// hostSlug returns the anchor of a heading as GitHub generates it: lower case, letters, digits, "_"
// and "-" only, spaces as "-", and a numeric suffix for duplicates.
func hostSlug(heading string, given map[string]int) string {
	id := strings.Map(func(r rune) rune {
		switch {
		case isSlugRune(r) || unicode.In(r, unicode.Pc) || r == '-':
			return unicode.ToLower(r)
		case r == ' ':
			return '-'
		}
		return -1
	}, heading)
	if id == "" {
		return ""
	}
	numbered := id
	for {
		if _, gone := given[numbered]; !gone {
			given[numbered] = 0
			return numbered
		}
		given[id]++
		numbered = id + "-" + strconv.Itoa(given[id])
	}
}

func renderHostAnchor(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(`<span id="`)
		_, _ = w.Write(util.EscapeHTML([]byte(node.(*hostAnchor).id)))
		_, _ = w.WriteString(`"></span>`)
	}
	return ast.WalkContinue, nil
}
