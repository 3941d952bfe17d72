package web

import (
	"fmt"
	"net/http"
	"strings"

	"pinhole/internal/article"
)

const markdownType = "text/markdown; charset=utf-8"

// articleMarkdown is an article as plain Markdown: title, summary and facts, then the text as its author wrote it, with holds
// and cues as plain words, then support and sources.
func (s *Server) articleMarkdown(w http.ResponseWriter, lib *article.Library, a *article.Article) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n\n", a.Title, a.Summary)
	for _, f := range facts(a) {
		fmt.Fprintf(&b, "- %s. %s\n", f.Text, strings.Join(f.Notes, " "))
	}
	if len(a.Models) > 0 {
		names := make([]string, len(a.Models))
		for i, m := range a.Models {
			names[i] = m.Text
		}
		fmt.Fprintf(&b, "- Models: `%s`\n", strings.Join(names, "`, `"))
	}
	fmt.Fprintf(&b, "- Confidence: %s. Sources read on %s\n\n", a.Confidence, day(a.Checked()))
	b.Write(a.Plain())
	support := s.support(lib, a.Brand, a)
	if !a.Brand.General() {
		fmt.Fprintf(&b, "\n## Ask %s\n\n", a.Brand.Name)
	}
	for _, line := range []string{support.Hours, support.Note} {
		if line != "" {
			fmt.Fprintf(&b, "%s\n\n", line)
		}
	}
	for _, p := range support.Phones {
		fmt.Fprintf(&b, "- %s %s\n", p.Number, p.Note)
	}
	for _, l := range support.Links {
		fmt.Fprintf(&b, "- [%s](%s)\n", l.Title, l.URL)
	}
	if len(support.HaveReady) > 0 {
		fmt.Fprintf(&b, "- Have ready: %s\n", strings.Join(support.HaveReady, "; "))
	}
	if support.Empty && !a.Brand.General() {
		fmt.Fprintf(&b, "No support address is known.\n")
	}
	b.WriteString("\n## Sources\n\n")
	for _, source := range a.Sources {
		name := source.Title
		if source.URL != "" {
			name = "[" + name + "](" + source.URL + ")"
		}
		fmt.Fprintf(&b, "- %s, %s, read on %s\n", name, source.Publisher, day(source.Checked))
	}
	return s.writeMarkdown(w, a.Path(), b.String())
}

// listMarkdown is a list of articles as Markdown, each with its summary.
func (s *Server) listMarkdown(w http.ResponseWriter, title, path string, list []*article.Article) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", title)
	for _, a := range list {
		fmt.Fprintf(&b, "- [%s](%s.md): %s\n", a.Title, a.Path(), a.Summary)
	}
	return s.writeMarkdown(w, path, b.String())
}

func (s *Server) writeMarkdown(w http.ResponseWriter, path, text string) error {
	w.Header().Set("Link", "<"+s.origin+path+`>; rel="canonical"`)
	return s.write(w, http.StatusOK, markdownType, []byte(text))
}

// llms is the site's table of contents for language models, as llmstxt.org proposes it.
func (s *Server) llms(w http.ResponseWriter, r *http.Request) error {
	lib := s.Library()
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n> %s\n\n", lib.Site.Name, lib.Site.Tagline)
	b.WriteString("Every article names its sources and the day they were read. What no source says is called not known. The addresses below give Markdown; without `.md` they give the page.\n")
	for _, brand := range lib.Brands {
		list := lib.InBrand(brand.Slug)
		if len(list) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n", brand.Name)
		for _, a := range list {
			fmt.Fprintf(&b, "- [%s](%s%s.md): %s\n", a.Title, s.origin, a.Path(), a.Summary)
		}
	}
	return s.write(w, http.StatusOK, markdownType, []byte(b.String()))
}
