package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// strikethrough only accepts "~~". In many countries a single "~" denotes a range, as in "5~10
// seconds", but goldmark would treat it as a mark too.
type strikethrough struct{ parser.InlineParser }

func newStrikethrough() strikethrough {
	return strikethrough{extension.NewStrikethroughParser()}
}

func (s strikethrough) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if run(line, 0) != len("~~") {
		return nil
	}
	return s.InlineParser.Parse(parent, block, pc)
}

// run returns the length of the run of equal bytes that begins at from.
func run(line []byte, from int) int {
	end := from
	for end < len(line) && line[end] == line[from] {
		end++
	}
	return end - from
}
