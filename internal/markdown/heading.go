package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// inspectHeading checks a heading within a section's HTML.
func inspectHeading(c *check, n *ast.Heading) {
	if c.pipe.strict {
		inspectInlines(c, n)
		return
	}
	title := headingTitle(c, n)
	if indexOfID(title) >= 0 {
		c.problem(position(n), "only a ## heading can name its address; take the {#…} away")
	}
	if n.Level == 2 {
		c.problem(position(n), "a ## heading cannot stand inside a list or a quote; use ### there")
	} else if kind, _ := c.kindOf(title); kind != Other {
		c.problem(position(n), "%q is only known at the second level; begin the line with ##", title)
	}
}

// headingIDs sets the ids of headings within a section's HTML.
func headingIDs(c *check, root ast.Node) {
	if c.pipe.strict {
		return
	}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		heading, isHeading := n.(*ast.Heading)
		if entering && isHeading && (heading.Level > 2 || heading.Parent() != root) {
			heading.SetAttributeString("id", []byte(c.ids.unique(slugOr(wordsOf(heading, c.source)))))
		}
		return ast.WalkContinue, nil
	})
}

// headingTitle checks a heading of any level and returns its text, which becomes a line of the
// plain text, except for a section's title.
func headingTitle(c *check, n *ast.Heading) string {
	start := len(c.text)
	inspectInlines(c, n)
	c.endBlock(start)
	title := wordsOf(n, c.source)
	if title == "" {
		c.problem(position(n), "the heading is empty; give it words or delete it")
	}
	if !c.pipe.strict {
		closingHashes(c, n)
	}
	headingLevel(c, n)
	return title
}

func headingLevel(c *check, n *ast.Heading) {
	switch {
	case n.Level == 1:
		c.problem(position(n), "the title comes from the front matter; begin with ##")
		return // do not report the level as well
	case n.Level > c.level+1:
		c.problem(position(n), "the heading skips a level; write %s instead of %s", hashes[:c.level+1], hashes[:n.Level])
	}
	c.level = n.Level
}

const hashes = "######"

// plainHeading reports content that a section's heading cannot have: only its text is shown.
func plainHeading(c *check, n *ast.Heading) {
	_ = ast.Walk(n, func(child ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch child.(type) {
		case *ast.Link, *ast.AutoLink, *ast.Image, *east.FootnoteLink:
			c.problem(position(n), "a ## heading holds words only; put links, pictures and footnotes into the text below")
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
}
