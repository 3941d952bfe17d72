package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
)

const markdownType = "text/markdown; charset=utf-8"

// articleMarkdown is an article as plain Markdown: title, summary and facts, then the text as its author wrote it, with holds
// and cues as plain words, then support and sources.
func (s *Server) articleMarkdown(w http.ResponseWriter, l *language.Locale, lib *article.Library, a *article.Article) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n\n", plainText(a.Title), plainText(a.Summary))
	for _, f := range facts(l, a) {
		fmt.Fprintf(&b, "- %s\n", plainText(factInWords(f)))
	}
	if len(a.Models) > 0 {
		names := make([]string, len(a.Models))
		for i, m := range a.Models {
			names[i] = plainText(m.Text)
		}
		fmt.Fprintf(&b, "- %s %s\n", l.T("plain.models"), strings.Join(names, ", "))
	}
	fmt.Fprintf(&b, "- %s\n\n", l.T("plain.confidence", "Confidence", string(a.Confidence), "Day", l.Day(a.Checked())))
	fmt.Fprintf(&b, "%s\n", strings.Trim(string(a.Plain()), "\n"))
	if !a.Brand.General() {
		supportMarkdown(&b, l, s.support(l, lib, a.Brand, a))
	}
	sourcesMarkdown(&b, l, sources(l, a.Sources))
	return s.writeMarkdown(w, s.origin+l.Path(a.Path()), b.String())
}

// listMarkdown is a page with a list of articles as Markdown: the page's words in the page's order.
func (s *Server) listMarkdown(w http.ResponseWriter, l *language.Locale, v page.Listing, notes article.Text) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n", plainText(v.Title), plainText(cmp.Or(v.Intro, v.Empty)))
	for _, g := range v.Groups {
		fmt.Fprintf(&b, "\n## %s\n\n", plainText(g.Title))
		for _, c := range g.Cards {
			fmt.Fprintf(&b, "- %s: %s\n", plainLink(c.Title, c.Path+".md"), plainText(c.Summary))
		}
	}
	if v.Brand != nil {
		brandMarkdown(&b, l, *v.Brand, notes)
	}
	return s.writeMarkdown(w, v.Canonical, b.String())
}

func brandMarkdown(b *strings.Builder, l *language.Locale, v page.BrandView, notes article.Text) {
	if len(v.Tools) > 0 {
		fmt.Fprintf(b, "\n## %s\n\n", plainText(l.T("brand.tools", "Brand", v.Name)))
	}
	for _, t := range v.Tools {
		fmt.Fprintf(b, "- %s: %s\n", plainLink(t.Name, t.URL), plainText(t.What))
	}
	if len(notes.Sections) > 0 {
		fmt.Fprintf(b, "\n## %s\n", l.T("brand.notes"))
	}
	for _, section := range notes.Sections {
		if section.Title != "" {
			fmt.Fprintf(b, "\n### %s\n", plainText(section.Title))
		}
		for paragraph := range strings.SplitSeq(section.Text, "\n") {
			fmt.Fprintf(b, "\n%s\n", plainText(paragraph))
		}
	}
	if v.Support.Brand != "" {
		supportMarkdown(b, l, v.Support)
	}
	sourcesMarkdown(b, l, v.Sources)
}

func supportMarkdown(b *strings.Builder, l *language.Locale, v page.SupportView) {
	fmt.Fprintf(b, "\n## %s\n\n", plainText(l.T("support.title", "Brand", v.Brand)))
	for _, p := range v.Phones {
		fmt.Fprintf(b, "- %s\n", plainText(strings.TrimSpace(p.Number+" "+p.Note)))
	}
	for _, words := range []string{v.Hours, v.Note} {
		if words != "" {
			fmt.Fprintf(b, "- %s\n", plainText(words))
		}
	}
	if len(v.HaveReady) > 0 {
		fmt.Fprintf(b, "- %s %s\n", l.T("support.ready"), plainText(strings.Join(v.HaveReady, "; ")))
	}
	for _, k := range v.Links {
		fmt.Fprintf(b, "- %s\n", plainLink(k.Title, k.URL))
	}
	if v.Empty {
		fmt.Fprintf(b, "%s\n", l.T("plain.no-support"))
	}
}

func sourcesMarkdown(b *strings.Builder, l *language.Locale, list []page.Source) {
	if len(list) > 0 {
		fmt.Fprintf(b, "\n## %s\n\n", l.T("sources.title"))
	}
	for _, v := range list {
		fmt.Fprintf(b, "- %s, %s, %s\n", plainLink(v.Title, v.URL), plainText(v.Publisher), l.T("plain.read", "Day", v.Checked))
	}
}

func (s *Server) writeMarkdown(w http.ResponseWriter, canonical, text string) error {
	w.Header().Set("Link", "<"+canonical+`>; rel="canonical"`)
	return s.write(w, http.StatusOK, markdownType, []byte(text))
}

// llms is the site's table of contents for language models, as llmstxt.org proposes it.
func (s *Server) llms(w http.ResponseWriter, r *http.Request) error {
	l, lib := s.localised(r)
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n> %s\n\n", plainText(lib.Site.Name), plainText(cmp.Or(lib.Site.Tagline, l.T("plain.what"))))
	b.WriteString(l.T("plain.about") + "\n")
	for _, brand := range lib.Brands {
		list := lib.InBrand(brand.Slug)
		if len(list) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n", plainText(brand.Name))
		for _, a := range list {
			s.contentsLine(&b, a)
		}
	}
	for _, other := range s.Languages.Locales() {
		if lib := lib.In(other.Tag()); other != l && slices.Contains(lib.Languages(), other.Tag()) {
			fmt.Fprintf(&b, "\n## %s\n\n", plainText(other.Name()))
			for _, a := range lib.Articles {
				if a.Language == other.Tag() {
					s.contentsLine(&b, a)
				}
			}
		}
	}
	return s.write(w, http.StatusOK, markdownType, []byte(b.String()))
}

func (s *Server) contentsLine(b *strings.Builder, a *article.Article) {
	fmt.Fprintf(b, "- %s: %s\n", plainLink(a.Title, s.origin+a.Path()+".md"), plainText(a.Summary))
}

// factInWords is a fact with what the sources add to it.
func factInWords(f page.Fact) string {
	words := f.Text + "."
	for _, n := range f.Notes {
		words += " " + n.What + ": " + n.Text + "."
	}
	return words
}
