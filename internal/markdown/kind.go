package markdown

import "strings"

var englishHeadings = map[string]Kind{
	"before you start":       Before,
	"steps":                  Steps,
	"if it does not work":    Fails,
	"after the reset":        After,
	"where sources disagree": Disagree,
	"what the sources say":   Evidence,
}

// knownIDs are the ids of sections that may occur only once.
var knownIDs = map[Kind]string{
	Before:   "before-you-start",
	Fails:    "if-it-does-not-work",
	After:    "after-the-reset",
	Disagree: "where-sources-disagree",
	Evidence: "what-the-sources-say",
}

// kindOf returns the kind of section that a heading begins. name is the text after "Steps:".
func (c *check) kindOf(title string) (kind Kind, name string) {
	if kind, known := c.options.Headings[strings.ToLower(title)]; known {
		return kind, ""
	}
	before, name, found := strings.Cut(title, ":")
	if found && c.isSteps(before) {
		return Steps, strings.TrimSpace(name)
	}
	return Other, ""
}

func (c *check) isSteps(words string) bool {
	return c.options.Headings[strings.ToLower(strings.TrimSpace(words))] == Steps
}

// kindOfSection is kindOf with reports of problems.
func (c *check) kindOfSection(position int, title string) (kind Kind, name string) {
	kind, name = c.kindOf(title)
	first, rest, _ := strings.Cut(title, " ")
	switch {
	case kind == Other && c.isSteps(first):
		c.problem(position, "write %q, with a colon, so that its list is read as steps", "## "+first+": "+rest)
	case kind == Steps && name == "" && strings.HasSuffix(title, ":"):
		c.problem(position, "say behind the colon which way these steps are for, or take the colon away")
	}
	return kind, name
}

// order reports known sections that are out of order or duplicated.
func (c *check) order(parts []*part) {
	var last *part
	for _, p := range parts {
		switch {
		case p.kind == Other:
			continue
		case last != nil && p.kind < last.kind:
			c.problem(p.position, "%q belongs before %q; move it", p.title, last.title)
			continue
		case last != nil && p.kind == last.kind && p.kind != Steps:
			c.problem(p.position, "%q stands twice; make it one section", p.title)
		}
		last = p
	}
}
