package view

import (
	"cmp"
	"fmt"
	"net/url"
	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
	"strings"
)

func brandMarkdown(b *strings.Builder, l *language.Locale, v page.BrandView, notes article.Text) {
	if len(v.Tools) > 0 {
		fmt.Fprintf(b, "\n## %s\n\n", PlainText(l.T("brand.tools", "Brand", v.Name)))
	}
	for _, t := range v.Tools {
		fmt.Fprintf(b, "- %s: %s\n", PlainLink(t.Name, t.URL), PlainText(t.What))
	}
	if len(notes.Sections) > 0 {
		fmt.Fprintf(b, "\n## %s\n", l.T("brand.notes"))
	}
	for _, section := range notes.Sections {
		if section.Title != "" {
			fmt.Fprintf(b, "\n### %s\n", PlainText(section.Title))
		}
		for paragraph := range strings.SplitSeq(section.Text, "\n") {
			fmt.Fprintf(b, "\n%s\n", PlainText(paragraph))
		}
	}
	if v.Support.Brand != "" {
		supportMarkdown(b, l, v.Support)
	}
	sourcesMarkdown(b, l, v.Sources)
}

func supportMarkdown(b *strings.Builder, l *language.Locale, v page.SupportView) {
	fmt.Fprintf(b, "\n## %s\n\n", PlainText(l.T("support.title", "Brand", v.Brand)))
	for _, p := range v.Phones {
		fmt.Fprintf(b, "- %s\n", PlainText(strings.TrimSpace(p.Number+" "+p.Note)))
	}
	for _, words := range []string{v.Hours, v.Note} {
		if words != "" {
			fmt.Fprintf(b, "- %s\n", PlainText(words))
		}
	}
	if len(v.HaveReady) > 0 {
		fmt.Fprintf(b, "- %s %s\n", l.T("support.ready"), PlainText(strings.Join(v.HaveReady, "; ")))
	}
	for _, k := range v.Links {
		fmt.Fprintf(b, "- %s\n", PlainLink(k.Title, k.URL))
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
		fmt.Fprintf(b, "- %s, %s, %s\n", PlainLink(v.Title, v.URL), PlainText(v.Publisher), l.T("plain.read", "Day", v.Checked))
	}
}

// factInWords returns a fact with its notes.
func factInWords(f page.Fact) string {
	words := f.Text + "."
	for _, n := range f.Notes {
		words += " " + n.What + ": " + n.Text + "."
	}
	return words
}

func newDocument(title, intro string) *strings.Builder {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n", PlainText(title), PlainText(intro))
	return &b
}

// ArticleMarkdown returns an article as plain Markdown: title, summary and facts, then the text
// with holds and cues as plain words, then support and sources.
func (s Site) ArticleMarkdown(a *article.Article) string {
	l := s.Locale
	b := newDocument(a.Title, a.Summary)
	b.WriteString("\n")
	for _, f := range Facts(l, a) {
		fmt.Fprintf(b, "- %s\n", PlainText(factInWords(f)))
	}
	for _, section := range a.Body().Sections {
		if words := wayInWords(l, a.Way(section.ID)); words != "" {
			fmt.Fprintf(b, "- %s: %s\n", PlainText(StepsTitle(l, section.Title)), PlainText(words))
		}
	}
	if len(a.Models) > 0 {
		names := make([]string, len(a.Models))
		for i, m := range a.Models {
			names[i] = PlainText(m.Text)
		}
		fmt.Fprintf(b, "- %s %s\n", l.T("plain.models"), strings.Join(names, ", "))
	}
	fmt.Fprintf(b, "- %s\n\n", l.T("plain.confidence", "Confidence", string(a.Confidence), "Day", l.Day(a.Checked())))
	fmt.Fprintf(b, "%s\n", strings.Trim(string(a.Plain()), "\n"))
	if !a.Brand.General() {
		supportMarkdown(b, l, s.support(a.Brand, a))
	}
	sourcesMarkdown(b, l, sources(l, a.Sources))
	return b.String()
}

// ListingMarkdown returns a list of articles as Markdown, with a brand's notes.
func ListingMarkdown(v page.Listing, notes article.Text) string {
	b := newDocument(v.Title, cmp.Or(v.Intro, v.Empty))
	for _, g := range v.Groups {
		fmt.Fprintf(b, "\n## %s\n\n", PlainText(g.Title))
		for _, c := range g.Cards {
			fmt.Fprintf(b, "- %s: %s\n", PlainLink(c.Title, c.Path+".md"), PlainText(c.Summary))
		}
	}
	if v.Brand != nil {
		brandMarkdown(b, v.Locale, *v.Brand, notes)
	}
	return b.String()
}

// SymptomsMarkdown returns the index of symptoms as Markdown.
func SymptomsMarkdown(v page.Symptoms) string {
	b := newDocument(v.Title, v.Description)
	for _, g := range v.Groups {
		fmt.Fprintf(b, "\n## %s\n\n", PlainText(g.Title))
		for _, symptom := range g.Symptoms {
			links := make([]string, len(symptom.Articles))
			for i, a := range symptom.Articles {
				links[i] = PlainLink(a.Title, a.URL+".md")
			}
			fmt.Fprintf(b, "- %s: %s\n", PlainText(symptom.Text), strings.Join(links, "; "))
		}
	}
	return b.String()
}

// CoverageMarkdown returns the page of coverage as Markdown: a list instead of a table, because
// tables of links are hard to read as text.
func CoverageMarkdown(v page.Coverage) string {
	l := v.Locale
	b := newDocument(v.Title, v.Intro)
	fmt.Fprintf(b, "\n## %s\n\n", l.T("coverage.degrees"))
	for _, d := range v.Degrees {
		fmt.Fprintf(b, "- %s: %d. %s\n", PlainText(d.Title), d.Count, PlainText(d.Meaning))
	}
	for _, row := range v.Rows {
		if row.Span > 0 {
			fmt.Fprintf(b, "\n## %s\n\n", PlainText(row.Brand))
		}
		for i, cell := range row.Cells {
			where := PlainText(row.Device + l.T("list.comma") + v.Goals[i])
			if cell.Missing {
				fmt.Fprintf(b, "- %s: %s\n", where, l.T("coverage.missing"))
			}
			for _, link := range cell.Links {
				fmt.Fprintf(b, "- %s: %s (%s)\n", where, PlainLink(link.Title, link.Path+".md"), PlainText(link.Short))
			}
		}
	}
	return b.String()
}

// FinderMarkdown returns the first questions of the finder as Markdown, with a link for each
// answer.
func FinderMarkdown(v page.Finder) string {
	b := newDocument(v.Title, v.Intro)
	for _, q := range v.Questions {
		fmt.Fprintf(b, "\n## %s\n\n", PlainText(q.Title))
		for _, o := range q.Options {
			fmt.Fprintf(b, "- %s\n", strings.TrimSpace(PlainLink(o.Text, v.Path("/find?"+url.Values{q.Name: {o.Value}}.Encode()))+" "+PlainText(o.Hint)))
		}
	}
	if len(v.Situations) > 0 {
		fmt.Fprintf(b, "\n## %s\n\n", v.T("find.situation"))
		for _, c := range v.Situations {
			fmt.Fprintf(b, "- %s %s\n", PlainLink(c.Title, c.Path+".md"), PlainText(c.Hint))
		}
	}
	return b.String()
}

// PrivacyMarkdown returns the privacy page as Markdown.
func (s Site) PrivacyMarkdown(v page.Privacy) string {
	l, site := s.Locale, s.Library.Site
	b := newDocument(v.Title, v.Intro)
	for _, part := range []struct {
		title string
		text  article.Text
	}{{"", site.Privacy}, {l.T("privacy.contact"), site.Contact}} {
		if part.title != "" {
			fmt.Fprintf(b, "\n## %s\n\n%s\n", l.T("privacy.networks"), l.T("privacy.networks.text"))
		}
		if part.title != "" && len(part.text.Sections) > 0 {
			fmt.Fprintf(b, "\n## %s\n", part.title)
		}
		for _, section := range part.text.Sections {
			if section.Title != "" {
				fmt.Fprintf(b, "\n## %s\n", PlainText(section.Title))
			}
			for line := range strings.SplitSeq(section.Text, "\n") {
				fmt.Fprintf(b, "\n%s\n", PlainText(line))
			}
		}
	}
	return b.String()
}
