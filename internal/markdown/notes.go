package markdown

import "github.com/yuin/goldmark/parser"

// notes is what our block parsers have to tell the checks that follow.
type notes struct {
	problems  []note
	footnotes []*footnoteDefinition
	limits    map[string]bool // limits that were reported already
}

type note struct {
	position int
	message  string
}

var notesKey = parser.NewContextKey()

func notesOf(context parser.Context) *notes { return context.Get(notesKey).(*notes) }

func (n *notes) add(position int, message string) {
	n.problems = append(n.problems, note{position, message})
}

// addOnce keeps a source that breaks a limit ten thousand times from giving as
// many problems.
func (n *notes) addOnce(position int, message string) {
	if n.limits[message] {
		return
	}
	if n.limits == nil {
		n.limits = map[string]bool{}
	}
	n.limits[message] = true
	n.add(position, message)
}
