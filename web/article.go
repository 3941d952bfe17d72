package web

import (
	"net/http"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/web/page"
)

func (s *Server) article(w http.ResponseWriter, r *http.Request) error {
	lib := s.Library()
	path, kind := cutEnding(r.URL.Path)
	a, ok := lib.Article(path)
	if !ok {
		return s.moved(lib, w, r)
	}
	switch kind {
	case ".md":
		return s.articleMarkdown(w, lib, a)
	case ".png":
		return s.picture(w, r, a)
	}
	v, err := s.articleView(lib, a)
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
func (s *Server) moved(lib *article.Library, w http.ResponseWriter, r *http.Request) error {
	path, ending := cutEnding(r.URL.Path)
	a, ok := lib.Alias(path)
	if !ok {
		return s.notFound(w, r)
	}
	http.Redirect(w, r, a.Path()+ending, http.StatusMovedPermanently)
	return nil
}

func (s *Server) articleView(lib *article.Library, a *article.Article) (page.Article, error) {
	structured, err := s.structured(a)
	if err != nil {
		return page.Article{}, err
	}
	v := page.Article{Base: s.base(a.Title, a.Path()), Summary: a.Summary, Revision: a.Revision, Checked: day(a.Checked())}
	v.Description, v.Article, v.Structured = a.Summary, true, structured
	v.Markdown, v.Picture = a.Path()+".md", s.origin+picturePath(a)
	v.Crumbs = []page.Crumb{home(), {Title: a.Brand.Name, Path: a.Brand.Path()}, {Title: a.Title, Path: a.Path()}}
	v.Facts = facts(a)
	words := confidenceWords[a.Confidence]
	if a.Brand.General() {
		words = generalConfidence[a.Confidence]
	} else {
		v.Support = s.support(lib, a.Brand, a)
		v.Keep = s.keep(a.Brand)
		v.AnyModel = "none; it is for " + a.Brand.Name + " in general (" + devicesInWords(a.Devices) + ")"
	}
	for _, m := range a.Models {
		v.Models = append(v.Models, page.Link{Title: m.Text, URL: modelPath(m.Text)})
	}
	v.Confidence = page.Confidence{
		Level: string(a.Confidence), Checked: day(a.Checked()),
		Title:   strings.ReplaceAll(words[0], "BRAND", a.Brand.Name),
		Meaning: strings.ReplaceAll(words[1], "BRAND", a.Brand.Name),
	}
	for _, section := range a.Body.Sections {
		v.Sections = append(v.Sections, sectionView(section))
		if section.Kind == article.StepsSection {
			v.Contents = append(v.Contents, page.Link{Title: stepsTitle(section.Title), URL: "#" + section.ID})
		}
	}
	if len(v.Contents) < 2 {
		v.Contents = nil
	}
	if e, ok := s.evidenceOn(a); ok {
		v.Evidence = evidenceInWords(e)
	}
	v.Footnotes = a.Body.Footnotes
	v.Sources = sources(a.Sources)
	v.Related = cards(a.Related, true)
	v.Card.Address = v.Canonical
	v.Card.QR, v.Card.QRSize = qrPath(v.Canonical)
	if lib.Site.EditURL != "" {
		v.Edit = strings.TrimSuffix(lib.Site.EditURL, "/") + "/" + a.File
	}
	models := modelsOf(lib, a)
	v.Feedback = page.Ask{
		Article: a.ID, Revision: a.Revision, Stars: s.Stars,
		More: followUp(feedback.Answer(true), models), Improve: followUp(feedback.Answer(false), models),
	}
	v.Feedback.More.InPlace, v.Feedback.Improve.InPlace = true, true
	return v, nil
}

var sectionClasses = map[article.Kind]string{
	article.DisagreeSection: "disagree", article.BeforeSection: "before", article.StepsSection: "procedure", article.FailsSection: "fails", article.AfterSection: "after",
}

func sectionView(section article.Section) page.Section {
	v := page.Section{Title: section.Title, ID: section.ID, HTML: section.HTML, Class: sectionClasses[section.Kind], After: section.After}
	if v.Class == "" {
		v.Class = "text"
	}
	if section.Kind == article.StepsSection {
		v.Title = stepsTitle(section.Title)
	}
	for _, step := range section.Steps {
		v.Steps = append(v.Steps, page.Step{Anchor: step.Anchor, Number: step.Number, HTML: step.HTML})
	}
	return v
}

// stepsTitle shows "Steps: with the app" as "With the app": readers see a way, not the content model.
func stepsTitle(title string) string {
	if _, way, ok := strings.Cut(title, ":"); ok {
		return capital(strings.TrimSpace(way))
	}
	return title
}
