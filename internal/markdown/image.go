package markdown

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// inspectFigure is a picture that is the only content of a paragraph.
type figure struct{ ast.BaseBlock }

var kindFigure = ast.NewNodeKind("Figure")

func (*figure) Kind() ast.NodeKind { return kindFigure }
func (n *figure) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, nil, nil)
}

// soleImage returns a paragraph's picture if it has no other content, else nil.
func soleImage(paragraph ast.Node) *ast.Image {
	image, _ := paragraph.FirstChild().(*ast.Image)
	if image == nil || image.NextSibling() != nil {
		return nil
	}
	return image
}

// inspectFigure replaces a paragraph with a figure. Its caption is part of the plain text, its
// alternative text is not.
func inspectFigure(c *check, paragraph ast.Node, image *ast.Image) {
	inspectImage(c, image)
	if c.pipe.strict {
		return
	}
	if image.Parent() == nil { // it was rejected
		return
	}
	box := &figure{}
	paragraph.Parent().ReplaceChild(paragraph.Parent(), paragraph, box)
	box.AppendChild(box, image)
	if len(image.Title) > 0 {
		c.text = append(append(c.text, unescape(image.Title)...), '\n')
	}
}

// inlineImage checks an inline picture; its alternative text is part of the plain text.
func inlineImage(c *check, n *ast.Image) {
	c.text = appendWords(c.text, n, c.source)
	inspectImage(c, n)
}

func inspectImage(c *check, n *ast.Image) {
	dest := destination(n.Destination)
	n.Destination = []byte(dest)
	if c.pipe.strict {
		return
	}
	at := position(n)
	if wordsOf(n, c.source) == "" {
		c.problem(at, "the picture has no words; say in the square brackets what it shows")
	}
	address, problem := pictureAddress(c, dest)
	if problem != "" {
		c.problem(at, "%s", problem)
		n.Parent().RemoveChild(n.Parent(), n)
		return
	}
	n.Destination = []byte(address)
	pictureSize(c, n, address)
	c.document.Links = append(c.document.Links, Link{Dest: address, Line: c.line(at), Image: true})
}

func pictureSize(c *check, n *ast.Image, address string) {
	if c.options.Size == nil {
		return
	}
	if width, height := c.options.Size(address); width > 0 && height > 0 {
		n.SetAttributeString("size", fmt.Sprintf(` width="%d" height="%d"`, width, height))
	}
}

// pictureAddress rejects pictures of other sites: the pages' security policy blocks them, and they
// would reveal readers to that site.
func pictureAddress(c *check, dest string) (address, problem string) {
	if name, _ := scheme(dest); name != "" || strings.HasPrefix(dest, "#") || strings.HasPrefix(dest, "//") {
		return "", "pictures must come from this site; put the file into it and write its address, for example /drawings/label.svg"
	}
	return c.address(dest)
}

func renderFigure(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<figure>")
		return ast.WalkContinue, nil
	}
	if title := node.FirstChild().(*ast.Image).Title; len(title) > 0 {
		_, _ = w.WriteString("<figcaption>")
		html.DefaultWriter.Write(w, title)
		_, _ = w.WriteString("</figcaption>")
	}
	_, _ = w.WriteString("</figure>\n")
	return ast.WalkContinue, nil
}

// renderImage states the size, to avoid layout shifts, and loads lazily, to save data.
func (o ourRenderers) renderImage(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Image)
	_, _ = w.WriteString(`<img src="`)
	writeAddress(w, n.Destination)
	_, _ = w.WriteString(`" alt="`)
	_, _ = w.Write(util.EscapeHTML([]byte(wordsOf(n, source))))
	_ = w.WriteByte('"')
	if n.Title != nil && n.Parent().Kind() != kindFigure {
		_, _ = w.WriteString(` title="`)
		html.DefaultWriter.Write(w, n.Title)
		_ = w.WriteByte('"')
	}
	if size, ok := n.AttributeString("size"); ok {
		_, _ = w.WriteString(size.(string))
	}
	if !o.strict {
		_, _ = w.WriteString(` loading="lazy" decoding="async"`)
	}
	_ = w.WriteByte('>')
	return ast.WalkSkipChildren, nil
}
