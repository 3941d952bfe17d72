package markdown

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// place is a second address of a heading: the one that Git hosts give it, so
// that a link which works there works here.
type place struct {
	ast.BaseInline
	id string
}

var kindPlace = ast.NewNodeKind("Place")

func (*place) Kind() ast.NodeKind { return kindPlace }
func (n *place) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, nil, nil)
}

// hostPlaces gives the headings of a document their second addresses, where
// they differ from the first and no other heading has them.
func (c *check) hostPlaces(root ast.Node, all []*part) {
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
		if id == "" || !c.ids.take(id) {
			return ast.WalkSkipChildren, nil
		}
		if p := sections[heading]; p != nil {
			p.hostID = id
		} else if first := heading.FirstChild(); first != nil {
			heading.InsertBefore(heading, first, &place{id: id})
		}
		return ast.WalkSkipChildren, nil
	})
}

// hostSlug is the address of a heading on GitHub and those that do as it does:
// small letters, digits, "_" and "-" stay, spaces become "-", the rest goes; a
// number tells equal ones apart.
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

func renderPlace(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(`<span id="`)
		_, _ = w.Write(util.EscapeHTML([]byte(node.(*place).id)))
		_, _ = w.WriteString(`"></span>`)
	}
	return ast.WalkContinue, nil
}
