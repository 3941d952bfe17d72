package web

import (
	"net/http"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/page"
)

func (s *Server) article(w http.ResponseWriter, r *http.Request) error {
	l, lib := s.localised(r)
	_, address := s.locale(r)
	path, kind := cutEnding(address)
	a, ok := lib.Article(path)
	if !ok {
		return s.moved(w, r)
	}
	switch kind {
	case ".md":
		return s.articleMarkdown(w, l, lib, a)
	case ".png":
		return s.picture(w, r, a)
	}
	v, err := s.articleView(l, lib, a)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, page.ArticlePage(v))
}

// cutEnding splits the address of an article's Markdown or picture from that of its page.
func cutEnding(address string) (path, ending string) {
	for _, ending := range []string{".md", ".png"} {
		if plain, found := strings.CutSuffix(address, ending); found {
			return plain, ending
		}
	}
	return address, ""
}

// moved answers an old address with the new one for good, and everything else with 404.
func (s *Server) moved(w http.ResponseWriter, r *http.Request) error {
	l, lib := s.localised(r)
	_, address := s.locale(r)
	path, ending := cutEnding(address)
	a, ok := lib.Alias(path)
	if !ok {
		return s.notFound(w, r)
	}
	http.Redirect(w, r, l.Path(a.Path()+ending), http.StatusMovedPermanently)
	return nil
}

func (s *Server) articleView(l *language.Locale, lib *article.Library, a *article.Article) (page.Article, error) {
	structured, err := s.structured(l, a)
	if err != nil {
		return page.Article{}, err
	}
	v := page.Article{Base: s.articleBase(l, lib, a), Lang: foreign(l, a.Language), Summary: a.Summary, Revision: a.Revision, Checked: l.Day(a.Checked())}
	v.Description, v.Article, v.Structured = a.Summary, true, structured
	v.Markdown, v.Picture = l.Path(a.Path())+".md", s.origin+picturePath(a)
	v.Crumbs = append(crumbs(l, a.Brand.Name, a.Brand.Path()), page.Crumb{Title: a.Title, Path: l.Path(a.Path()), Lang: v.Lang})
	v.Facts = facts(l, a)
	if v.Older = a.Outdated; v.Older {
		if at, ok := s.Revised(a.ID, a.Original.Revision); ok {
			v.Changed = l.Day(at)
		}
	}
	if !a.Brand.General() {
		v.Support = s.support(l, lib, a.Brand, a)
		v.Keep = s.keep(l, a.Brand)
		v.AnyModel = l.T("article.any-model", "Brand", a.Brand.Name, "Devices", devicesInWords(l, a.Devices))
	}
	for _, m := range a.Models {
		v.Models = append(v.Models, page.Link{Title: m.Text, URL: l.Path(modelPath(m.Text))})
	}
	v.Confidence = page.Confidence{Level: string(a.Confidence), Checked: v.Checked}
	v.Confidence.Title, v.Confidence.Meaning = confidenceWords(l, a)
	text := a.Body()
	for _, section := range text.Sections {
		v.Sections = append(v.Sections, sectionView(l, a, section))
		if section.Kind == article.StepsSection {
			v.Contents = append(v.Contents, page.Link{Title: stepsTitle(l, section.Title), URL: "#" + section.ID})
		}
	}
	if len(v.Contents) < 2 {
		v.Contents = nil
	}
	if e, ok := s.evidenceOn(a); ok {
		v.Evidence = evidenceInWords(l, e)
	}
	v.Footnotes = within(l, a, text.Footnotes)
	v.Sources = sources(l, a.Sources)
	for _, related := range a.Related {
		if read, ok := lib.ArticleByID(related.ID); ok {
			v.Related = append(v.Related, card(l, read, true))
		}
	}
	v.Card.Address = s.origin + l.Path(a.Path())
	v.Card.QR, v.Card.QRSize = qrPath(v.Card.Address)
	v.Edit = s.editAddress(lib, a.File)
	models := modelsOf(lib, a)
	v.Feedback = page.Ask{
		Article: a.ID, Revision: a.Revision, Stars: s.Stars,
		More: followUp(l, feedback.Answer(true), models), Improve: followUp(l, feedback.Answer(false), models),
	}
	v.Feedback.More.InPlace, v.Feedback.Improve.InPlace = true, true
	return v, nil
}

var sectionClasses = map[article.Kind]string{
	article.DisagreeSection: "disagree", article.BeforeSection: "before", article.StepsSection: "procedure", article.FailsSection: "fails", article.AfterSection: "after",
}

func sectionView(l *language.Locale, a *article.Article, section article.Section) page.Section {
	v := page.Section{Title: section.Title, ID: section.ID, HostID: section.HostID, HTML: within(l, a, section.HTML), Class: sectionClasses[section.Kind], After: within(l, a, section.After), Lang: foreign(l, a.Language)}
	if v.Class == "" {
		v.Class = "text"
	}
	if section.Kind == article.StepsSection {
		v.Title = stepsTitle(l, section.Title)
	}
	for _, step := range section.Steps {
		v.Steps = append(v.Steps, page.Step{Anchor: step.Anchor, Number: step.Number, HTML: within(l, a, step.HTML)})
	}
	return v
}

// stepsTitle shows "Steps: with the app" as "With the app": readers see a way, not the content model.
func stepsTitle(l *language.Locale, title string) string {
	if _, way, ok := strings.Cut(title, ":"); ok {
		return l.Capital(strings.TrimSpace(way))
	}
	return title
}
