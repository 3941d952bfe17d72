package markdown

import "github.com/yuin/goldmark/parser"

// parserResult is what our block parsers pass to the checks.
type parserResult struct {
	problems  []parserProblem
	footnotes []*footnoteDefinition
	limits    map[string]bool // limits that were reported already
}

type parserProblem struct {
	position int
	message  string
}

var resultKey = parser.NewContextKey()

func resultOf(context parser.Context) *parserResult { return context.Get(resultKey).(*parserResult) }

func (n *parserResult) add(position int, message string) {
	n.problems = append(n.problems, parserProblem{position, message})
}

// addOnce reports a problem only once, because a hostile source may exceed a limit many times.
func (n *parserResult) addOnce(position int, message string) {
	if n.limits[message] {
		return
	}
	if n.limits == nil {
		n.limits = map[string]bool{}
	}
	n.limits[message] = true
	n.add(position, message)
}
