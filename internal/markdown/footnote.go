package markdown

import (
	"fmt"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// footnoteDefinitions records definitions of footnotes, because goldmark silently drops
// unreferenced ones, and bounds their number, because goldmark searches all of them for each
// reference.
type footnoteDefinitions struct{ parser.BlockParser }

type footnoteDefinition struct {
	node     ast.Node
	position int
}

func newFootnoteDefinitions() footnoteDefinitions {
	return footnoteDefinitions{extension.NewFootnoteBlockParser()}
}

func (f footnoteDefinitions) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, at := reader.Position()
	start := at.Start + max(pc.BlockOffset(), 0)
	n := resultOf(pc)
	if len(n.footnotes) >= maxFootnotes {
		n.addOnce(start, fmt.Sprintf("more than %d footnotes; write fewer", maxFootnotes))
		return nil, parser.NoChildren
	}
	if len(pc.OpenedBlocks()) >= maxDepth {
		return nil, parser.NoChildren
	}
	node, state := f.BlockParser.Open(parent, reader, pc)
	if node != nil {
		n.footnotes = append(n.footnotes, &footnoteDefinition{node, start})
	}
	return node, state
}

// collectFootnotes checks and renders the list of footnotes.
func collectFootnotes(c *check, list *east.FootnoteList, defined []*footnoteDefinition) {
	unusedFootnotes(c, defined)
	if list == nil {
		return
	}
	c.blocks(list)
	registerFootnoteIDs(c, list)
	c.document.Footnotes = renderBlocks(c, list)
}

// unusedFootnotes reports the definitions that goldmark dropped.
func unusedFootnotes(c *check, defined []*footnoteDefinition) {
	first := map[string]bool{}
	for _, d := range defined {
		name := string(d.node.(*east.Footnote).Ref)
		switch {
		case first[name]:
			c.problem(d.position, "there is another footnote [^%s] above; give each a name of its own", name)
		case d.node.Parent() == nil:
			c.problem(d.position, "nothing refers to the footnote [^%s]; write [^%s] in the text or delete it", name, name)
		}
		first[name] = true
	}
}

// registerFootnoteIDs registers the ids that goldmark's renderer writes. They contain a colon,
// which ids of headings never do.
func registerFootnoteIDs(c *check, list *east.FootnoteList) {
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		c.ids.register("fn:" + strconv.Itoa(n.(*east.Footnote).Index))
	}
}

// registerFootnoteRef registers the id of a reference.
func registerFootnoteRef(c *check, n *east.FootnoteLink) {
	c.ids.register("fnref" + nth(n.RefIndex) + ":" + strconv.Itoa(n.Index))
}

// nth returns what goldmark puts between "fnref" and the colon.
func nth(index int) string {
	if index == 0 {
		return ""
	}
	return strconv.Itoa(index)
}

// inspectBacklink is the link from a footnote back to the text. Unlike goldmark's it has a label
// for screen readers.
type backlink struct {
	ast.BaseInline
	target, label string
}

var kindBacklink = ast.NewNodeKind("Backlink")

func (*backlink) Kind() ast.NodeKind { return kindBacklink }
func (n *backlink) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, nil, nil)
}

func inspectBacklink(c *check, n *east.FootnoteBacklink) {
	n.Parent().ReplaceChild(n.Parent(), n, &backlink{
		target: "#fnref" + nth(n.RefIndex) + ":" + strconv.Itoa(n.Index),
		label:  c.label("Back to the text"),
	})
}

func renderBacklink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*backlink)
	_, _ = w.WriteString(`&#160;<a href="` + n.target + `" class="footnote-backref" role="doc-backlink" aria-label="`)
	_, _ = w.Write(util.EscapeHTML([]byte(n.label)))
	_, _ = w.WriteString(`">&#x21a9;&#xfe0e;</a>`)
	return ast.WalkContinue, nil
}
