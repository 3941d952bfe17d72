package web

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"pinhole/internal/article"
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

// feed gives the newest revisions as Atom (RFC 4287), whole texts included.
func (s *Server) feed(w http.ResponseWriter, r *http.Request) error {
	lib := s.Library()
	list := slices.Clone(lib.Articles)
	slices.SortStableFunc(list, func(a, b *article.Article) int { return s.updated(b).Compare(s.updated(a)) })
	list = list[:min(len(list), feedEntries)]
	updated := time.Time{}
	entries := make([]atomEntry, len(list))
	for i, a := range list {
		at := s.updated(a)
		if at.After(updated) {
			updated = at
		}
		entries[i] = atomEntry{
			// A new revision is a new entry: readers of the feed see that the text changed.
			ID: s.origin + a.Path() + "#revision-" + a.Revision, Title: a.Title, Updated: at.Format(time.RFC3339), Summary: a.Summary,
			Link:    atomLink{Rel: "alternate", Type: "text/html", Href: s.origin + a.Path()},
			Content: atomText{Type: "html", Text: s.wholeText(a)},
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
		ID: s.origin + "/", Title: lib.Site.Name, Updated: updated.Format(time.RFC3339), Author: lib.Site.Name,
		Links:   []atomLink{{Rel: "alternate", Type: "text/html", Href: s.origin + "/"}, {Rel: "self", Type: "application/atom+xml", Href: s.origin + "/feed.xml"}},
		Entries: entries,
	})
	if err != nil {
		return fmt.Errorf("write the feed: %w", err)
	}
	return s.write(w, http.StatusOK, "application/atom+xml; charset=utf-8", append([]byte(xml.Header), body...))
}

// wholeText is an article for feed readers: links lead to this site wherever it is read.
func (s *Server) wholeText(a *article.Article) string {
	l := s.spoken(a.Language)
	var b strings.Builder
	fmt.Fprintf(&b, "<p>%s</p><ul>", escape(a.Summary))
	for _, f := range facts(l, a) {
		fmt.Fprintf(&b, "<li>%s</li>", escape(f.Text))
	}
	b.WriteString("</ul>")
	text := a.Body()
	for _, section := range text.Sections {
		if section.Title != "" {
			fmt.Fprintf(&b, "<h2>%s</h2>", escape(cmp.Or(sectionView(l, a, section).Title, section.Title)))
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
	return strings.NewReplacer(`href="/`, `href="`+s.origin+`/`, `src="/`, `src="`+s.origin+`/`, `href="#`, `href="`+s.origin+a.Path()+`#`).Replace(b.String())
}
