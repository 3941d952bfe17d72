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

// footnoteDefinitions remembers goldmark's definitions of footnotes, which
// silently drops those that nothing refers to, and bounds their number, since
// it looks through all of them for each reference.
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
	n := notesOf(pc)
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

// footnotes checks and renders the list of footnotes.
func (c *check) footnotes(list *east.FootnoteList, defined []*footnoteDefinition) {
	c.unusedFootnotes(defined)
	if list == nil {
		return
	}
	c.blocks(list)
	c.footnoteIDs(list)
	c.document.Footnotes = c.render(list)
}

// unusedFootnotes reports the definitions that goldmark has dropped.
func (c *check) unusedFootnotes(defined []*footnoteDefinition) {
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

// footnoteIDs gives away the ids that goldmark's renderer writes. They have a
// colon, so that no heading can have the same.
func (c *check) footnoteIDs(list *east.FootnoteList) {
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		c.ids.take("fn:" + strconv.Itoa(n.(*east.Footnote).Index))
	}
}

// footnoteLink gives away the id of a reference.
func (c *check) footnoteLink(n *east.FootnoteLink) {
	c.ids.take("fnref" + nth(n.RefIndex) + ":" + strconv.Itoa(n.Index))
}

// nth is what goldmark puts between "fnref" and the colon.
func nth(index int) string {
	if index == 0 {
		return ""
	}
	return strconv.Itoa(index)
}

// backlink is the way from a footnote back to the text, with a name that can
// be read aloud in place of goldmark's arrow alone.
type backlink struct {
	ast.BaseInline
	target, label string
}

var kindBacklink = ast.NewNodeKind("Backlink")

func (*backlink) Kind() ast.NodeKind { return kindBacklink }
func (n *backlink) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, nil, nil)
}

func (c *check) backlink(n *east.FootnoteBacklink) {
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
