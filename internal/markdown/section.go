package markdown

import (
	"bytes"
	"cmp"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// part is a section being checked.
type part struct {
	heading    *ast.Heading // nil before the first one
	position   int
	title      string
	kind       Kind
	name       string // the text after "Steps:"
	explicitID string // the explicit id after the title
	id         string
	hostID     string // the anchor of Git hosts, if it differs from id
	body       []ast.Node
	steps      stepList
	clash      bool // a duplicate id was reported
}

// parts splits a document at its headings. The list of footnotes, which goldmark puts last, is
// returned separately.
func parts(document ast.Node) (all []*part, footnotes *east.FootnoteList) {
	var current *part
	for n := document.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *east.FootnoteList:
			footnotes = n
			continue
		case *ast.LinkReferenceDefinition:
			continue
		case *ast.Heading:
			if n.Level <= 2 {
				current = &part{heading: n, position: position(n)}
				all = append(all, current)
				continue
			}
		}
		if current == nil {
			current = &part{position: position(n)}
			all = append(all, current)
		}
		current.body = append(current.body, n)
	}
	return all, footnotes
}

// buildOutline sets titles, kinds and ids of the parts. Steps get their ids first, because feedback
// and external links depend on them.
func buildOutline(c *check, all []*part) {
	for _, p := range all {
		if p.heading == nil {
			continue
		}
		p.title, p.explicitID = c.cutID(p.position, wordsOf(p.heading, c.source))
		p.kind, p.name = c.kindOfSection(p.position, p.title)
		plainHeading(c, p.heading)
		if p.kind == Steps {
			p.steps = findSteps(c, p)
			stepIDs(c, p)
		}
	}
	for _, p := range all {
		if p.heading != nil && p.id == "" {
			sectionID(c, p)
		}
	}
}

// sectionID sets a section's id: the explicit one, else that of its kind, which is the same in
// every language, else one derived from its title.
func sectionID(c *check, p *part) {
	want := cmp.Or(p.explicitID, knownIDs[p.kind], slugOr(p.title))
	p.id = c.ids.unique(want)
	if p.explicitID != "" && p.id != p.explicitID {
		c.problem(p.position, "the address #%s belongs to another heading already; choose another name", p.explicitID)
	}
}

// renderSection checks and renders one part.
func renderSection(c *check, p *part) Section {
	s := Section{Title: p.title, ID: p.id, HostID: p.hostID, Kind: p.kind, Line: c.line(p.position)}
	if p.heading != nil {
		s.Level = 2
		headingTitle(c, p.heading)
	}
	start := len(c.text)
	if p.kind == Steps {
		stepsSection(c, p, &s)
	} else {
		s.HTML = checkAndRender(c, p.body)
	}
	if words := countWords(c.text[start:]); p.kind == Before && words > MaxBefore {
		c.warning(p.position, "%d words under %q; keep to %d: say what is lost in effects, what is needed in needs, what to do in steps, and the rest under the last headings, about sources",
			words, p.title, MaxBefore)
	}
	s.Text = textSince(c, start)
	if !c.options.OutlineOnly {
		c.document.Words += countWords([]byte(p.title)) + countWords(c.text[start:])
	}
	return s
}

// checkAndRender returns the HTML of sibling blocks. They get a common parent, because checks may
// replace them.
func checkAndRender(c *check, blocks []ast.Node) string {
	if len(blocks) == 0 {
		return ""
	}
	parent := ast.NewDocument()
	for _, n := range blocks {
		parent.AppendChild(parent, n)
	}
	c.blocks(parent)
	return renderBlocks(c, parent)
}

func renderBlocks(c *check, n ast.Node) string {
	if c.options.OutlineOnly {
		return ""
	}
	c.html.Reset()
	appendHTML(c, n)
	return c.html.String()
}

func appendHTML(c *check, n ast.Node) {
	// Neither the buffer nor the renderers return errors.
	_ = c.pipe.renderer.Render(c.html, c.source, n)
}

// renderInside renders the children of a node without the node itself.
func renderInside(c *check, n ast.Node) string {
	if c.options.OutlineOnly {
		return ""
	}
	c.html.Reset()
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		appendHTML(c, child)
	}
	return string(bytes.TrimRight(c.html.Bytes(), "\n"))
}

// textSince returns the plain text collected since start.
func textSince(c *check, start int) string {
	if c.options.OutlineOnly {
		return ""
	}
	return string(bytes.TrimSpace(c.text[start:]))
}
