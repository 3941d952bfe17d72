package view

import (
	"cmp"
	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
	"strings"
)

func (s Site) Article(a *article.Article) (page.Article, error) {
	l, lib := s.Locale, s.Library
	structured, err := s.structured(a)
	if err != nil {
		return page.Article{}, err
	}
	v := page.Article{Base: s.articleBase(a), Lang: Foreign(l, a.Language), Summary: a.Summary, Revision: a.Revision, Checked: l.Day(a.Checked())}
	v.Description, v.Article, v.Structured = a.Summary, true, structured
	v.Markdown, v.Picture = l.Path(a.Path())+".md", s.Origin+PicturePath(a)
	v.Crumbs = append(crumbs(l, a.Brand.Name, a.Brand.Path()), page.Crumb{Title: a.Title, Path: l.Path(a.Path()), Lang: v.Lang})
	v.Facts, v.Costs, v.First = Facts(l, a), costs(l, lib, a), tryFirst(l, lib, a)
	if v.Older = a.Outdated; v.Older {
		if at, ok := s.Revised(a.ID, a.Original.Revision); ok {
			v.Changed = l.Day(at)
		}
	}
	if !a.Brand.General() {
		v.Support = s.support(a.Brand, a)
		v.Keep = s.keepPath(a.Brand)
		v.AnyModel = l.T("article.any-model", "Brand", a.Brand.Name, "Devices", devicesInWords(l, a.Devices))
	}
	for _, m := range a.Models {
		v.Models = append(v.Models, page.Link{Title: m.Text, URL: l.Path(modelPath(m.Text))})
	}
	v.Confidence = page.Confidence{Level: string(a.Confidence), Checked: v.Checked}
	v.Confidence.Title, v.Confidence.Meaning = confidenceWords(l, a)
	text := a.Body()
	for _, section := range text.Sections {
		v.Sections = append(v.Sections, Section(l, a, section))
	}
	v.Proof = l.T("article.proof.checked", "Month", l.Month(a.Checked()))
	if e, ok := s.evidenceOn(a); ok {
		v.Evidence = evidenceInWords(l, e)
		v.Proof = l.T("article.proof.helped", "Helpful", e.Helpful, "Answers", e.Answers)
		if e.Older.IsZero() && 2*e.Helpful < e.Answers {
			v.Failing = s.failing(a, e.Step)
		}
		v.Rewritten = rewritten(l, a, e.Rewritten)
	}
	v.Footnotes = rewriteLinks(l, a, text.Footnotes)
	v.Sources = sources(l, a.Sources)
	for _, related := range a.Related {
		if read, ok := lib.ArticleByID(related.ID); ok {
			v.Related = append(v.Related, Card(l, read, true))
		}
	}
	v.Card.Address = s.Origin + l.Path(a.Path())
	v.Card.QR, v.Card.QRSize = qrPath(v.Card.Address)
	v.Edit = s.EditAddress(a.File)
	steps := len(a.Steps()) > 0
	v.Feedback = page.Ask{Article: a.ID, Revision: a.Revision, Stars: s.Stars, Steps: steps, FollowUp: followUp(l, steps && s.Stars)}
	v.Feedback.FollowUp.Next, v.Feedback.FollowUp.Rated, v.Feedback.FollowUp.Worked = next(l, lib, a, "", ""), s.Stars, steps && !s.Stars
	return v, nil
}

var sectionClasses = map[article.Kind]string{
	article.BeforeSection: "before", article.StepsSection: "procedure", article.FailsSection: "fails", article.AfterSection: "after", article.DisagreeSection: "disagree", article.EvidenceSection: "evidence",
}

func Section(l *language.Locale, a *article.Article, section article.Section) page.Section {
	v := page.Section{Title: section.Title, ID: section.ID, HostID: section.HostID, HTML: rewriteLinks(l, a, section.HTML), Class: sectionClasses[section.Kind], After: rewriteLinks(l, a, section.After), Lang: Foreign(l, a.Language)}
	if v.Class == "" {
		v.Class = "text"
	}
	if section.Kind == article.StepsSection {
		if v.Title = StepsTitle(l, section.Title); v.Title == section.Title {
			v.Title = "" // only "Steps"
		}
		way := a.Way(section.ID)
		v.For, v.Needs = way.For, needs(l, way.Needs)
		if v.For == "" && section.HTML != "" {
			v.For = firstSentence(section.Text)
		}
	}
	for _, step := range section.Steps {
		v.Steps = append(v.Steps, page.Step{Anchor: step.Anchor, Number: step.Number, HTML: rewriteLinks(l, a, step.HTML)})
	}
	return v
}

// maxFor is the length, in bytes, up to which a sentence fits below the title of a way.
const maxFor = 130

// firstSentence returns the first sentence of a text; nothing if that is long.
func firstSentence(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	if sentence, _, more := strings.Cut(line, ". "); more {
		line = sentence + "."
	}
	if len(line) > maxFor {
		return ""
	}
	return line
}

// StepsTitle returns "With the app" for "Steps: with the app".
func StepsTitle(l *language.Locale, title string) string {
	if _, way, ok := strings.Cut(title, ":"); ok {
		return l.Capital(strings.TrimSpace(way))
	}
	return title
}

// EditAddress returns the address at which a content file is edited, or "".
func (s Site) EditAddress(file string) string {
	base := cmp.Or(s.EditURL, s.Library.Site.EditURL)
	if base == "" {
		return ""
	}
	return strings.TrimSuffix(base, "/") + "/" + file
}
