package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// tables bounds the size of tables: goldmark pads every row to the number of columns, so that a
// short source could create millions of cells.
type tables struct{ parser.ParagraphTransformer }

func newTables() tables { return tables{extension.NewTableParagraphTransformer()} }

func (t tables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	columns := 1
	for i := range lines.Len() {
		line := lines.At(i)
		columns = max(columns, bytes.Count(line.Value(reader.Source()), []byte("|")))
	}
	if lines.Len()*columns <= maxCells {
		t.ParagraphTransformer.Transform(node, reader, pc)
		return
	}
	resultOf(pc).add(lines.At(0).Start, "the table is too large; make several of it")
}

// tableRegion makes a wide table scroll on its own, also by keyboard.
type tableRegion struct {
	ast.BaseBlock
	label string
}

var kindTableRegion = ast.NewNodeKind("TableRegion")

func (*tableRegion) Kind() ast.NodeKind { return kindTableRegion }
func (n *tableRegion) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, nil, nil)
}

var kindTableCell = east.KindTableCell

func (c *check) table(n *east.Table) {
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		start := len(c.text)
		c.extraCells(row, len(n.Alignments))
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			inspectInlines(c, cell)
			c.text = append(c.text, ' ')
		}
		c.endBlock(start)
	}
	region := &tableRegion{label: c.label("Table")}
	n.Parent().ReplaceChild(n.Parent(), n, region)
	region.AppendChild(region, n)
}

// extraCells reports cells of a row without a column, which goldmark, like Git hosts, drops.
func (c *check) extraCells(row ast.Node, columns int) {
	at := position(row)
	line := lineFrom(c.source, at)
	line = bytes.TrimSpace(line)
	if bytes.HasSuffix(line, []byte(`\|`)) {
		c.problem(at, `the row ends with \|, of which the bar is not shown; write another bar behind it`)
		return
	}
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("|")), []byte("|"))
	cells := bytes.Split(bytes.ReplaceAll(line, []byte(`\|`), []byte("--")), []byte("|"))
	switch {
	case len(cells) <= columns:
	case len(bytes.TrimSpace(bytes.Join(cells[columns:], nil))) == 0:
		c.warning(at, `the row has %d cells, the head has %d; delete the last bar, or write \| to show it`, len(cells), columns)
	default:
		c.problem(at, `the row has %d cells, the head has %d, so that the last words are not shown; write \| for a bar inside a cell`, len(cells), columns)
	}
}

// brokenTable warns about a paragraph that was meant as a table.
func (c *check) brokenTable(n ast.Node) {
	if c.pipe.strict {
		return
	}
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		row := bytes.TrimSpace(line.Value(c.source))
		if len(row) > 1 && row[0] == '|' && row[len(row)-1] == '|' {
			c.warning(line.Start, "%q is shown as it is, for this is no table; below its head a table has a line such as |---|---| with as many cells, and no other lines stand between its rows", excerpt(row))
			return
		}
	}
}

func renderTableRegion(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</div>\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString(`<div class="table" role="region" tabindex="0" aria-label="`)
	_, _ = w.Write(util.EscapeHTML([]byte(node.(*tableRegion).label)))
	_, _ = w.WriteString("\">\n")
	return ast.WalkContinue, nil
}

// renderTableCell aligns by class: the security policy forbids the style
// attribute that goldmark writes.
func renderTableCell(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*east.TableCell)
	tag := "td"
	if n.Parent().Kind() == east.KindTableHeader {
		tag = "th"
	}
	if !entering {
		_, _ = w.WriteString("</" + tag + ">\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("<" + tag)
	if n.Alignment != east.AlignNone {
		_, _ = w.WriteString(` class="align-` + n.Alignment.String() + `"`)
	}
	_ = w.WriteByte('>')
	return ast.WalkContinue, nil
}
