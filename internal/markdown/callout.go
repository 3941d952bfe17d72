package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// callouts maps the types allowed in "> [!…]" to their titles.
var callouts = map[string]string{
	"note":      "Note",
	"tip":       "Tip",
	"important": "Important",
	"warning":   "Warning",
	"caution":   "Caution",
}

// callout is a quote that begins with such a marker.
type callout struct {
	ast.BaseBlock
	name, title string
}

var kindCallout = ast.NewNodeKind("Callout")

func (*callout) Kind() ast.NodeKind { return kindCallout }
func (n *callout) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, nil, nil)
}

// calloutName is the attribute in which calloutMarker passes a quote's type to the checks.
const calloutName = "callout"

const strayMarker = `"[!…]" only makes a callout at the beginning of a quote; ` +
	`write "> " before it and before all lines of the callout, and a blank line above`

// calloutMarker removes the line "[!WARNING]" from a quote before its inline content is parsed.
type calloutMarker struct{}

func (calloutMarker) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		name, rest, found := calloutWord(line.Value(reader.Source()))
		if !found {
			continue
		}
		quote, inQuote := node.Parent().(*ast.Blockquote)
		if i > 0 || !inQuote || quote.FirstChild() != node {
			resultOf(pc).add(line.Start, strayMarker)
			return
		}
		if rest != "" {
			resultOf(pc).add(line.Start, `write "[!…]" on a line of its own, and the text below it`)
		}
		quote.SetAttributeString(calloutName, name)
		dropMarker(node, rest != "", reader.Source())
		return
	}
}

// dropMarker removes the first line of a callout's first paragraph, or only the marker if text
// follows it.
func dropMarker(first *ast.Paragraph, wordsBehind bool, source []byte) {
	lines := first.Lines()
	switch {
	case wordsBehind:
		line := lines.At(0)
		marker := bytes.IndexByte(source[line.Start:line.Stop], ']') + 1
		line.Start += marker
		lines.Set(0, line.TrimLeftSpace(source))
	case lines.Len() > 1:
		lines.SetSliced(1, lines.Len())
	default:
		first.Parent().RemoveChild(first.Parent(), first)
	}
}

// calloutWord splits "[!WARNING] rest".
func calloutWord(line []byte) (name, rest string, found bool) {
	line = bytes.TrimSpace(line)
	if !bytes.HasPrefix(line, []byte("[!")) {
		return "", "", false
	}
	word, after, found := strings.Cut(string(line[2:]), "]")
	if !found || word == "" || strings.ContainsFunc(word, notLetter) || strings.HasPrefix(after, "(") {
		return "", "", false
	}
	return strings.ToLower(word), strings.TrimSpace(after), true
}

func notLetter(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') }

// quote checks a quote and converts it to a callout if calloutMarker marked it.
func (c *check) quote(n *ast.Blockquote) {
	name, marked := n.AttributeString(calloutName)
	if !marked {
		checkInterruption(c, n)
		c.blocks(n)
		return
	}
	n.RemoveAttributes()
	title, known := callouts[name.(string)]
	if !known {
		c.problem(position(n), "[!%s] is no callout; write NOTE, TIP, IMPORTANT, WARNING or CAUTION", strings.ToUpper(name.(string)))
		c.blocks(n)
		return
	}
	if !n.HasChildren() {
		c.problem(position(n), "the callout is empty; write its text on the next line, after >")
	}
	box := &callout{name: name.(string), title: c.label(title)}
	for child := n.FirstChild(); child != nil; child = n.FirstChild() {
		box.AppendChild(box, child)
	}
	box.SetPos(position(n))
	n.Parent().ReplaceChild(n.Parent(), n, box)
	c.blocks(box)
}

func renderCallout(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</aside>\n")
		return ast.WalkContinue, nil
	}
	n := node.(*callout)
	_, _ = w.WriteString(`<aside class="callout callout-`)
	_, _ = w.WriteString(n.name) // one of callouts
	_, _ = w.WriteString(`" role="note"><p class="callout-title">`)
	_, _ = w.Write(util.EscapeHTML([]byte(n.title)))
	_, _ = w.WriteString("</p>\n")
	return ast.WalkContinue, nil
}
