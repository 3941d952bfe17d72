package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// strikethrough takes "~~" alone for a mark. A single "~" stands for a range in
// many countries, as in "5~10 seconds", and goldmark would strike through what
// lies between two of them.
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

// run gives how many times the byte at a position is repeated from there on.
func run(line []byte, from int) int {
	end := from
	for end < len(line) && line[end] == line[from] {
		end++
	}
	return end - from
}
