package machine

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"html"
	"net/http"
	"slices"
	"strings"
	"time"

	"pinhole/internal/article"
	"pinhole/web/respond"
	"pinhole/web/view"
)

const feedEntries = 30

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
	Content atomText `xml:"content"`
}

// feed returns the newest revisions as Atom (RFC 4287) with full texts.
func (m *Machine) feed(w http.ResponseWriter, r *http.Request) error {
	lib := view.LibraryOf(r.Context())
	site := m.Settings.Site(lib, m.Settings.Locales.Source())
	list := slices.Clone(lib.Articles)
	slices.SortStableFunc(list, func(a, b *article.Article) int { return site.Updated(b).Compare(site.Updated(a)) })
	list = list[:min(len(list), feedEntries)]
	updated := time.Time{}
	entries := make([]atomEntry, len(list))
	for i, a := range list {
		at := site.Updated(a)
		if at.After(updated) {
			updated = at
		}
		entries[i] = atomEntry{
			// A new revision is a new entry, so that feed readers show it as changed.
			ID: m.Settings.Origin + a.Path() + "#revision-" + a.Revision, Title: a.Title, Updated: at.Format(time.RFC3339), Summary: a.Summary,
			Link:    atomLink{Rel: "alternate", Type: "text/html", Href: m.Settings.Origin + a.Path()},
			Content: atomText{Type: "html", Text: m.fullText(a)},
		}
	}
	body, err := xml.Marshal(struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Author  string      `xml:"author>name"`
		Links   []atomLink  `xml:"link"`
		Entries []atomEntry `xml:"entry"`
	}{
		ID: m.Settings.Origin + "/", Title: lib.Site.Name, Updated: updated.Format(time.RFC3339), Author: lib.Site.Name,
		Links:   []atomLink{{Rel: "alternate", Type: "text/html", Href: m.Settings.Origin + "/"}, {Rel: "self", Type: "application/atom+xml", Href: m.Settings.Origin + "/feed.xml"}},
		Entries: entries,
	})
	if err != nil {
		return fmt.Errorf("write the feed: %w", err)
	}
	respond.Write(w, http.StatusOK, "application/atom+xml; charset=utf-8", append([]byte(xml.Header), body...))
	return nil
}

// fullText returns an article's HTML for feed readers, with absolute links.
func (m *Machine) fullText(a *article.Article) string {
	l := m.Settings.LocaleOrSource(a.Language)
	var b strings.Builder
	fmt.Fprintf(&b, "<p>%s</p><ul>", html.EscapeString(a.Summary))
	for _, f := range view.Facts(l, a) {
		fmt.Fprintf(&b, "<li>%s</li>", html.EscapeString(f.Text))
	}
	b.WriteString("</ul>")
	text := a.Body()
	for _, section := range text.Sections {
		if section.Title != "" {
			fmt.Fprintf(&b, "<h2>%s</h2>", html.EscapeString(cmp.Or(view.Section(l, a, section).Title, section.Title)))
		}
		b.WriteString(section.HTML)
		if section.Kind == article.StepsSection {
			b.WriteString("<ol>")
			for _, step := range section.Steps {
				fmt.Fprintf(&b, "<li>%s</li>", step.HTML)
			}
			b.WriteString("</ol>")
		}
		b.WriteString(section.After)
	}
	b.WriteString(text.Footnotes)
	return strings.NewReplacer(`href="/`, `href="`+m.Settings.Origin+`/`, `src="/`, `src="`+m.Settings.Origin+`/`, `href="#`, `href="`+m.Settings.Origin+a.Path()+`#`).Replace(b.String())
}
