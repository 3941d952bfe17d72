package article

import (
	"fmt"

	"go.yaml.in/yaml/v3"

	"pinhole/internal/markdown"
)

const (
	maxName  = 60
	maxProse = 20_000 // code points of a brand's notes or the publisher's privacy text
)

// readBrand parses a brand's file; it returns nil for invalid YAML.
func readBrand(r *reader, slug string, text []byte) *Brand {
	b := &Brand{Slug: slug, File: r.file}
	root := r.root(text)
	if root == nil {
		return nil
	}
	r.fields(root, []field{
		{"name", r.name(&b.Name, maxName)},
		{"aliases", r.names(&b.Aliases, maxName)},
		{"support", readSupport(r, &b.Support)},
		{"tools", r.list(func(n *yaml.Node) {
			var t Tool
			r.fields(n, []field{{"name", r.text(&t.Name, maxName)}, {"what", r.text(&t.What, maxNote)}, {"url", r.address(&t.URL)}})
			if t.Name == "" || t.What == "" {
				r.fail(n.Line, "a tool needs name and what")
			}
			b.Tools = append(b.Tools, t)
		})},
		{"notes", prose(r, &b.Notes)},
		{"sources", r.sources(&b.Sources)},
	})
	if b.Name == "" {
		r.fail(0, "name is missing: write the brand's name as readers know it")
	}
	if !validSlug(slug) {
		r.fail(0, "the file name %q is not usable as an address; use small letters, digits and single hyphens", slug)
	}
	if slug == otherBrandsName {
		r.fail(0, "families/%s.yaml lists the brands without articles, so no brand can have this file name; choose another", slug)
	}
	if reserved(slug) {
		r.fail(0, "the file name %q is an address of the program itself; choose another", slug)
	}
	return b
}

func readSupport(r *reader, to *Support) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.fields(n, []field{
			{"phones", r.list(func(n *yaml.Node) {
				var p Phone
				r.fields(n, []field{{"number", r.name(&p.Number, 40)}, {"note", r.text(&p.Note, maxNote)}})
				if p.Number == "" {
					r.fail(n.Line, "a phone needs number")
				}
				to.Phones = append(to.Phones, p)
			})},
			{"links", r.list(func(n *yaml.Node) {
				var l Link
				r.fields(n, []field{{"title", r.text(&l.Title, maxNote)}, {"url", r.address(&l.URL)}})
				if l.Title == "" || l.URL == "" {
					r.fail(n.Line, "a link needs title and url")
				}
				to.Links = append(to.Links, l)
			})},
			{"hours", r.text(&to.Hours, maxNote)},
			{"have_ready", r.texts(&to.HaveReady, maxNote)},
			{"note", r.text(&to.Note, 400)},
		})
	}
}

// prose sets a Markdown text embedded in YAML.
func prose(r *reader, to *markdown.Document) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode || len(n.Value) > maxProse {
			r.fail(n.Line, "expected a Markdown text of at most %d characters", maxProse)
			return
		}
		r.checkPlainScalar(n)
		first := r.line(n.Line)
		if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
			first++
		}
		*to = parseMarkdown(r, []byte(n.Value), bodyOptions(r, first))
		for _, s := range to.Sections {
			if s.Kind == markdown.Steps {
				r.fail(s.Line-r.before, "steps are only shown in articles; write an article and link to it")
			}
		}
		if to.Footnotes != "" {
			r.fail(n.Line, "footnotes are only shown in articles; write what they say into the text")
		}
	}
}

// bodyOptions returns the options for parsing a text that begins at firstLine of the file.
func bodyOptions(r *reader, firstLine int) markdown.Options {
	options := markdownOptions(r.language)
	options.FirstLine, options.Resolve, options.Size = firstLine, r.resolve, r.size
	return options
}

// parseMarkdown parses a text and collects its problems and external links.
func parseMarkdown(r *reader, text []byte, o markdown.Options) markdown.Document {
	doc, problems := markdown.Parse(text, o)
	for _, p := range problems {
		r.problems = append(r.problems, Problem{File: r.file, Line: p.Line, Warning: p.Warning, Message: p.Message})
	}
	for _, link := range doc.Links {
		if !isExternal(link.Dest) {
			continue
		}
		if problem := externalProblem(link.Dest); problem != "" {
			r.problems = append(r.problems, Problem{File: r.file, Line: link.Line, Message: fmt.Sprintf("%q %s, or leave its words without a link", link.Dest, problem)})
			continue
		}
		r.external = append(r.external, ExternalLink{File: r.file, Line: link.Line, URL: link.Dest})
	}
	return doc
}

// readSite parses site.yaml.
func readSite(r *reader, text []byte) *Site {
	s := &Site{}
	root := r.root(text)
	if root == nil {
		return s
	}
	r.fields(root, []field{
		{"name", r.text(&s.Name, maxName)},
		{"tagline", r.text(&s.Tagline, maxNote)},
		{"contact", prose(r, &s.Contact)},
		{"privacy", prose(r, &s.Privacy)},
		{"edit_url", r.address(&s.EditURL)},
		{"security", r.securityContact(&s.Security)},
	})
	if s.Name == "" {
		r.fail(0, "name is missing: write the publisher's name")
	}
	return s
}
