package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

const (
	ledPrefix      = "led-"
	blinkingSuffix = "-blinking"
)

// cues are the signals that a device can give. All lights but led-off may also
// blink.
var cues = map[string]bool{
	"led-red": true, "led-orange": true, "led-yellow": true, "led-green": true, "led-cyan": true,
	"led-blue": true, "led-purple": true, "led-white": true, "led-off": true,
	"beep": true, "voice": true, "click": true, "screen": true, "vibration": true,
}

// cue is "[solid red](cue:led-red)" in a step.
type cue struct {
	ast.BaseInline
	name     string // without "-blinking"
	blinking bool
}

var kindCue = ast.NewNodeKind("Cue")

func (*cue) Kind() ast.NodeKind { return kindCue }
func (n *cue) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, nil, nil)
}

// cueLink replaces a link with a cue, or reports a problem.
func (c *check) cueLink(n *ast.Link, written string) {
	inspectInlines(c, n)
	found, ok := parseCue(written)
	switch problem := c.markProblem("cue", n); {
	case problem != "":
		c.problem(position(n), "%s", problem)
	case !ok:
		c.problem(position(n), "%q is not a cue; write led-red, led-red-blinking and so on, beep, voice, click, screen or vibration", written)
	default:
		c.step.Cues = append(c.step.Cues, written)
		replaceLink(n, found)
		return
	}
	unwrap(n)
}

func parseCue(written string) (*cue, bool) {
	name, blinking := strings.CutSuffix(written, blinkingSuffix)
	if blinking && (!strings.HasPrefix(name, ledPrefix) || name == "led-off") {
		return nil, false
	}
	return &cue{name: name, blinking: blinking}, cues[name]
}

func renderCue(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</span>")
		return ast.WalkContinue, nil
	}
	n := node.(*cue)
	_, _ = w.WriteString(`<span class="cue cue-`)
	_, _ = w.WriteString(n.name) // one of cues
	if n.blinking {
		_, _ = w.WriteString(" cue-blinking")
	}
	_, _ = w.WriteString(`">`)
	return ast.WalkContinue, nil
}
