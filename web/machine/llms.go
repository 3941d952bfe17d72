package machine

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"pinhole/internal/article"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// llms serves the site's table of contents for language models, as proposed by llmstxt.org.
func (m *Machine) llms(w http.ResponseWriter, r *http.Request) error {
	l, lib := m.Settings.Locales.Source(), view.LibraryOf(r.Context())
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n> %s\n\n", view.PlainText(lib.Site.Name), view.PlainText(cmp.Or(lib.Site.Tagline, l.T("plain.what"))))
	b.WriteString(l.T("plain.about") + "\n")
	if trees := lib.Questions(); len(trees) > 0 {
		fmt.Fprintf(&b, "\n## %s\n\n", l.T("find.situation"))
		m.contentsOfQuestions(&b, trees, l.Tag())
	}
	for _, brand := range lib.Brands {
		list := lib.InBrand(brand.Slug)
		if len(list) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n", view.PlainText(brand.Name))
		for _, a := range list {
			m.contentsLine(&b, a)
		}
	}
	for _, other := range m.Settings.Locales.Locales() {
		if lib := lib.In(other.Tag()); other != l && slices.Contains(lib.Languages(), other.Tag()) {
			fmt.Fprintf(&b, "\n## %s\n\n", view.PlainText(other.Name()))
			m.contentsOfQuestions(&b, lib.Questions(), other.Tag())
			for _, a := range lib.Articles {
				if a.Language == other.Tag() {
					m.contentsLine(&b, a)
				}
			}
		}
	}
	respond.Write(w, http.StatusOK, respond.Markdown, []byte(b.String()))
	return nil
}

func (m *Machine) contentsLine(b *strings.Builder, a *article.Article) {
	fmt.Fprintf(b, "- %s: %s\n", view.PlainLink(a.Title, m.Settings.Origin+a.Path()+".md"), view.PlainText(a.Summary))
}

// contentsOfQuestions lists the trees of questions that are in a language.
func (m *Machine) contentsOfQuestions(b *strings.Builder, trees []*article.QuestionTree, language string) {
	for _, t := range trees {
		if t.Language == language {
			fmt.Fprintf(b, "- %s: %s\n", view.PlainLink(t.Title, m.Settings.Origin+t.Path()+".md"), view.PlainText(t.Summary))
		}
	}
}
