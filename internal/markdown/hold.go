package markdown

import (
	"strconv"
	"strings"
	"time"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

const (
	minHold = time.Second
	maxHold = 10 * time.Minute
)

// hold is "[hold for 15 seconds](hold:15s)" in a step.
type hold struct {
	ast.BaseInline
	seconds int
}

var kindHold = ast.NewNodeKind("Hold")

func (*hold) Kind() ast.NodeKind { return kindHold }
func (n *hold) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, nil, nil)
}

// holdLink replaces a link with a hold, or reports a problem.
func (c *check) holdLink(n *ast.Link, written string) {
	start := len(c.text)
	inspectInlines(c, n)
	length, ok := parseHold(written)
	switch problem := c.markProblem("hold", n); {
	case problem != "":
		c.problem(position(n), "%s", problem)
	case !ok:
		c.problem(position(n), "%q is no time to hold; write 1s to 10m, for example 15s, 2m or 1m30s", written)
	default:
		c.step.Holds = append(c.step.Holds, length)
		c.otherNumber(n, string(c.text[start:]), length)
		replaceLink(n, &hold{seconds: int(length / time.Second)})
		return
	}
	unwrap(n)
}

// parseHold parses minutes and seconds, each at most once and in this order.
func parseHold(written string) (time.Duration, bool) {
	var length time.Duration
	rest := strings.ToLower(written)
	if minutes, after, found := strings.Cut(rest, "m"); found {
		n, ok := smallNumber(minutes)
		if !ok {
			return 0, false
		}
		length, rest = time.Duration(n)*time.Minute, after
	}
	if seconds, found := strings.CutSuffix(rest, "s"); found {
		n, ok := smallNumber(seconds)
		if !ok {
			return 0, false
		}
		length, rest = length+time.Duration(n)*time.Second, ""
	}
	return length, rest == "" && minHold <= length && length <= maxHold
}

// smallNumber parses one to three digits.
func smallNumber(digits string) (int, bool) {
	if len(digits) > 3 || strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil
}

// otherNumber warns if the text contains numbers, but not that of the timer.
func (c *check) otherNumber(n *ast.Link, words string, length time.Duration) {
	numbers := strings.FieldsFunc(words, func(r rune) bool { return r < '0' || r > '9' })
	for _, digits := range numbers {
		number, _ := strconv.Atoi(digits)
		if d := time.Duration(number); d == length/time.Second || d == length/time.Minute {
			return
		}
	}
	if len(numbers) > 0 {
		c.warning(position(n), "the words %q do not fit a timer of %s; make them agree", words, length)
	}
}

func renderHold(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</span>")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString(`<span class="hold" data-seconds="`)
	_, _ = w.WriteString(strconv.Itoa(node.(*hold).seconds))
	_, _ = w.WriteString(`">`)
	return ast.WalkContinue, nil
}
