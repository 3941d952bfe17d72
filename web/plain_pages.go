package web

import (
	"fmt"
	"net/http"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// plainWanted says whether a page is asked for as Markdown.
func plainWanted(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, ".md") }

func begin(title, intro string) *strings.Builder {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n", plainText(title), plainText(intro))
	return &b
}

func (s *Server) symptomsMarkdown(w http.ResponseWriter, v page.Symptoms) error {
	b := begin(v.Title, v.Description)
	for _, g := range v.Groups {
		if len(g.Symptoms) == 0 {
			continue
		}
		fmt.Fprintf(b, "\n## %s\n\n", plainText(g.Title))
		for _, symptom := range g.Symptoms {
			links := make([]string, len(symptom.Articles))
			for i, a := range symptom.Articles {
				links[i] = plainLink(a.Title, a.URL+".md")
			}
			fmt.Fprintf(b, "- %s: %s\n", plainText(symptom.Text), strings.Join(links, "; "))
		}
	}
	return s.writeMarkdown(w, v.Canonical, b.String())
}

// coverageMarkdown is a list instead of a table: tables of links are hard to read as text.
func (s *Server) coverageMarkdown(w http.ResponseWriter, l *language.Locale, v page.Coverage) error {
	b := begin(v.Title, v.Intro)
	fmt.Fprintf(b, "\n## %s\n\n", l.T("coverage.degrees"))
	for _, d := range v.Degrees {
		fmt.Fprintf(b, "- %s: %d. %s\n", plainText(d.Title), d.Count, plainText(d.Meaning))
	}
	for _, row := range v.Rows {
		if row.Span > 0 {
			fmt.Fprintf(b, "\n## %s\n\n", plainText(row.Brand))
		}
		for i, cell := range row.Cells {
			where := plainText(row.Device + l.T("list.comma") + v.Goals[i])
			if cell.Missing {
				fmt.Fprintf(b, "- %s: %s\n", where, l.T("coverage.missing"))
			}
			for _, link := range cell.Links {
				fmt.Fprintf(b, "- %s: %s (%s)\n", where, plainLink(link.Title, link.Path+".md"), plainText(link.Short))
			}
		}
	}
	return s.writeMarkdown(w, v.Canonical, b.String())
}

func (s *Server) finderMarkdown(w http.ResponseWriter, v page.Finder) error {
	b := begin(v.Question, v.Intro)
	b.WriteString("\n")
	for _, c := range v.Choices {
		fmt.Fprintf(b, "- %s %s\n", plainLink(c.Title, c.Path), plainText(c.Hint))
	}
	return s.writeMarkdown(w, v.Canonical, b.String())
}

func (s *Server) privacyMarkdown(w http.ResponseWriter, l *language.Locale, v page.Privacy, site *article.Site) error {
	b := begin(v.Title, v.Intro)
	for _, part := range []struct {
		title string
		text  article.Text
	}{{"", site.Privacy}, {l.T("privacy.contact"), site.Contact}} {
		if part.title != "" && len(part.text.Sections) > 0 {
			fmt.Fprintf(b, "\n## %s\n", part.title)
		}
		for _, section := range part.text.Sections {
			if section.Title != "" {
				fmt.Fprintf(b, "\n## %s\n", plainText(section.Title))
			}
			for line := range strings.SplitSeq(section.Text, "\n") {
				fmt.Fprintf(b, "\n%s\n", plainText(line))
			}
		}
	}
	return s.writeMarkdown(w, v.Canonical, b.String())
}
