package markdown

import (
	"bytes"
	"cmp"
	"strconv"

	"github.com/yuin/goldmark/ast"
)

// stepList is the numbered list of a Steps section, with the content around it.
type stepList struct {
	before, after []ast.Node
	list          *ast.List // nil if there is none
	anchors       []string
}

// findSteps finds the list in the body of a Steps section.
func findSteps(c *check, p *part) stepList {
	var found stepList
	var bullets *ast.List
	for _, n := range p.body {
		list, isList := n.(*ast.List)
		switch {
		case isList && !list.IsOrdered():
			bullets = list
		case isList && found.list == nil:
			found.list = list
			continue
		case isList:
			c.problem(position(list), "a second numbered list; number all steps in one list, and indent what belongs to a step to the step's words")
		}
		if found.list == nil {
			found.before = append(found.before, n)
		} else {
			found.after = append(found.after, n)
		}
	}
	checkStepList(c, p, found.list, bullets)
	return found
}

func checkStepList(c *check, p *part, list, bullets *ast.List) {
	switch {
	case list == nil && bullets != nil:
		c.problem(position(bullets), "steps need numbers; begin them with 1., 2., 3.")
	case list == nil:
		c.problem(p.position, "%q has no steps; write them as a numbered list", p.title)
	case list.Start != 1:
		c.problem(position(list), "the steps begin with %d; begin with 1", list.Start)
	default:
		writtenNumbers(c, list, "step")
	}
}

// writtenNumbers warns if the numbers in the source differ from those on the page. Writing 1.
// everywhere is common and fine.
func writtenNumbers(c *check, list *ast.List, noun string) {
	want, ones := list.Start-1, true
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		want++
		number := writtenNumber(c, position(item))
		ones = ones && number == list.Start
		if !ones && number != want {
			c.warning(position(item), "%s %d is written as %d; number them in their order", noun, want, number)
			return
		}
	}
}

func writtenNumber(c *check, at int) int {
	end := at
	for end < len(c.source) && '0' <= c.source[end] && c.source[end] <= '9' {
		end++
	}
	number, _ := strconv.Atoi(string(c.source[at:end])) // at most nine digits
	return number
}

// stepIDs sets the ids of a Steps section and its steps.
func stepIDs(c *check, p *part) {
	base, prefix := "steps", ""
	if p.name != "" || p.explicitID != "" {
		base = cmp.Or(p.explicitID, slugOr(p.name))
		prefix = base + "-"
	}
	p.id = stepID(c, p, base)
	if p.steps.list == nil {
		return
	}
	for i := range p.steps.list.ChildCount() {
		p.steps.anchors = append(p.steps.anchors, stepID(c, p, prefix+"step-"+strconv.Itoa(i+1)))
	}
}

func stepID(c *check, p *part, id string) string {
	given := c.ids.unique(id)
	if given != id && !p.clash {
		c.problem(p.position, "the address #%s belongs to other steps already; choose another name behind the colon", id)
		p.clash = true
	}
	return given
}

// stepsSection fills the fields of a Steps section.
func stepsSection(c *check, p *part, s *Section) {
	s.HTML = checkAndRender(c, p.steps.before)
	if p.steps.list != nil {
		s.Steps = make([]Step, 0, len(p.steps.anchors))
		item := p.steps.list.FirstChild()
		for i, anchor := range p.steps.anchors {
			s.Steps = append(s.Steps, stepOf(c, item, anchor, i+1))
			item = item.NextSibling()
		}
	}
	s.After = checkAndRender(c, p.steps.after)
}

func stepOf(c *check, item ast.Node, anchor string, number int) Step {
	at := position(item)
	step := Step{Anchor: anchor, Number: number, Line: c.line(at)}
	start := len(c.text)
	c.step = &step
	c.blocks(item)
	c.step = nil
	if len(bytes.TrimSpace(c.text[start:])) == 0 {
		c.problem(at, "step %d has no words; say what to do, or delete it", number)
	}
	step.Text = textSince(c, start)
	step.HTML = renderInside(c, item)
	return step
}
