package markdown

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Limits far above anything that a person writes. They bound time and memory for hostile sources
// and files that are not articles: goldmark's run time is quadratic in some of these.
const (
	maxDepth     = 40       // blocks within blocks
	maxParagraph = 64 << 10 // bytes of one paragraph, heading or table
	maxLine      = 8 << 10  // bytes of one line
	maxCells     = 20_000   // rows times columns of one table
	maxFootnotes = 500      // definitions in one document
	maxProblems  = 1000     // reported for one document
)

// boundedBlockParsers returns goldmark's block parsers with quotes and lists limited to maxDepth;
// deeper ones become text. List items need no limit, because they only occur in lists.
func boundedBlockParsers() []util.PrioritizedValue {
	parsers := parser.DefaultBlockParsers()
	for i, p := range parsers {
		if opens := p.Value.(parser.BlockParser); isContainer(opens) {
			parsers[i].Value = depthLimit{opens}
		}
	}
	return parsers
}

func isContainer(p parser.BlockParser) bool {
	return p == parser.NewListParser() || p == parser.NewBlockquoteParser()
}

type depthLimit struct{ parser.BlockParser }

func (d depthLimit) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) < maxDepth {
		return d.BlockParser.Open(parent, reader, pc)
	}
	_, at := reader.Position()
	resultOf(pc).addOnce(at.Start, "quotes and lists are nested too deeply; take some levels away")
	return nil, parser.NoChildren
}

// paragraphLimit drops overlong paragraphs before their inline content is parsed.
type paragraphLimit struct{}

func (paragraphLimit) Transform(node *ast.Paragraph, _ text.Reader, pc parser.Context) {
	lines := node.Lines()
	last := lines.Len() - 1
	if last < 0 || lines.At(last).Stop-lines.At(0).Start <= maxParagraph {
		return
	}
	resultOf(pc).add(lines.At(0).Start, fmt.Sprintf("the paragraph has more than %d bytes; split it with blank lines", maxParagraph))
	node.Parent().RemoveChild(node.Parent(), node)
}

// longLine returns the position of the first line longer than maxLine, or -1.
func longLine(lines lineTable, size int) int {
	for i, start := range lines {
		end := size
		if i+1 < len(lines) {
			end = lines[i+1]
		}
		if end-start > maxLine {
			return start
		}
	}
	return -1
}
