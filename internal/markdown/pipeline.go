package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// pipeline is a goldmark parser and renderer. It is safe for concurrent use.
type pipeline struct {
	parser   parser.Parser
	renderer renderer.Renderer
	strict   bool // pure CommonMark: no extensions, no ids, no house rules
}

// site is the pipeline for articles.
var site = newPipeline(false)

func newPipeline(strict bool) *pipeline {
	return &pipeline{
		parser:   parser.NewParser(parserOptions(strict)...),
		renderer: renderer.NewRenderer(renderer.WithNodeRenderers(nodeRenderers(strict)...)),
		strict:   strict,
	}
}

func parserOptions(strict bool) []parser.Option {
	options := []parser.Option{
		parser.WithBlockParsers(boundedBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		parser.WithParagraphTransformers(util.Prioritized(paragraphLimit{}, 10)),
	}
	if strict {
		return options
	}
	return append(options,
		parser.WithBlockParsers(util.Prioritized(newFootnoteDefinitions(), 999)),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewFootnoteParser(), 101),
			util.Prioritized(newStrikethrough(), 500),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(calloutMarker{}, 50),
			util.Prioritized(newTables(), 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
}

// nodeRenderers returns goldmark's renderers, overridden by ours. html.WithUnsafe must never be
// among the options.
func nodeRenderers(strict bool) []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(ourRenderers{strict}, 100),
		util.Prioritized(extension.NewTableHTMLRenderer(), 500),
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
		util.Prioritized(extension.NewFootnoteHTMLRenderer(), 500),
		util.Prioritized(html.NewRenderer(), 1000),
	}
}

type ourRenderers struct{ strict bool }

func (o ourRenderers) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	for kind, render := range map[ast.NodeKind]renderer.NodeRendererFunc{
		ast.KindHTMLBlock: renderNothing,
		ast.KindRawHTML:   renderNothing,
		ast.KindLink:      renderLink,
		ast.KindAutoLink:  renderAutoLink,
		ast.KindImage:     o.renderImage,
		kindHold:          renderHold,
		kindCue:           renderCue,
		kindCallout:       renderCallout,
		kindFigure:        renderFigure,
		kindTableRegion:   renderTableRegion,
		kindTableCell:     renderTableCell,
		kindBacklink:      renderBacklink,
		kindHostAnchor:    renderHostAnchor,
	} {
		r.Register(kind, render)
	}
}

// document parses, checks and renders a source.
func (p *pipeline) document(source []byte, o Options) (Document, []Problem) {
	if len(source) > MaxSource {
		c := newCheck(p, nil, o)
		c.problem(0, "the text has more than %d bytes; make several articles of it", MaxSource)
		return c.document, c.problems
	}
	source, bad := normalise(source)
	c := newCheck(p, source, o)
	defer c.release()
	if at := longLine(c.lines, len(source)); at >= 0 {
		c.problem(at, "the line has more than %d bytes; break it", maxLine)
		return c.document, c.problems
	}
	if bad >= 0 {
		c.problem(bad, "the line has bytes that are no text; save the file as UTF-8 and delete control characters")
	}
	var n parserResult
	root := p.parse(source, &n)
	for _, note := range n.problems {
		c.problem(note.position, "%s", note.message)
	}
	c.acceptedHTML(root)
	c.walk(root, n.footnotes)
	return c.document, c.sortedProblems()
}

// parse parses a normalised source.
func (p *pipeline) parse(source []byte, n *parserResult) ast.Node {
	context := parser.NewContext()
	context.Set(resultKey, n)
	return p.parser.Parse(text.NewReader(source), parser.WithContext(context))
}

// buffer implements goldmark's buffered writer without a second buffer.
type buffer struct{ bytes.Buffer }

func (b *buffer) Buffered() int { return b.Len() }
func (b *buffer) Flush() error  { return nil }
