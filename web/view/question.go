package view

import (
	"fmt"
	"net/url"
	"strings"

	"pinhole/internal/article"
	"pinhole/web/page"
)

// FromField is the query parameter that says which branch of a tree of questions led to an article.
const FromField = "from"

// Branch returns a branch of the library's trees as a request or a form names it; "" for an unknown
// one.
func Branch(lib *article.Library, text string) string {
	if len(text) > article.MaxBranch {
		return ""
	}
	t, q, ok := lib.Branch(text)
	if !ok {
		return ""
	}
	return t.Branch(q)
}

// QuestionPath returns the address of a question in the source language.
func QuestionPath(t *article.QuestionTree, q *article.Question) string {
	path := "/questions/" + t.Slug
	if q.Parent != nil {
		path += "/" + q.ID
	}
	return path
}

// Question returns the page of one question, with the answers that led to it.
func Question(s Site, t *article.QuestionTree, q *article.Question) page.Question {
	l := s.Locale
	path := QuestionPath(t, q)
	v := page.Question{Base: s.Base(q.Title, path), Question: q.Title, Lang: Foreign(l, t.Language)}
	v.Description = t.Summary
	if v.Lang != "" { // search engines find it in its own language
		v.Canonical = s.Origin + path
	}
	v.Alternates = QuestionAlternates(s, t, path)
	v.Crumbs = []page.Crumb{home(l), {Title: t.Title, Path: l.Path(t.Path()), Lang: v.Lang}}
	v.HTML = rewriteHTMLLinks(l, q.HTML)
	if q.Parent != nil {
		v.Crumbs = append(v.Crumbs, page.Crumb{Title: q.Title, Path: l.Path(path), Lang: v.Lang})
	} else {
		v.Title, v.Summary = t.Title, t.Summary
		v.Markdown = l.Path(path) + ".md"
	}
	way := append(q.Way(), q)
	for i, before := range way[:len(way)-1] {
		v.Way = append(v.Way, page.FinderAnswer{Question: before.Title, Answer: before.Answers[way[i+1].Answer].Text, Change: l.Path(QuestionPath(t, before))})
	}
	for _, a := range q.Answers {
		v.Answers = append(v.Answers, questionAnswer(s, t, q, a))
	}
	return v
}

// QuestionAlternates returns the versions of a tree's page in the languages that the tree is in,
// for search engines.
func QuestionAlternates(s Site, t *article.QuestionTree, path string) []page.Version {
	var list []page.Version
	for _, l := range s.Locales.Locales() {
		if read, ok := s.Library.In(l.Tag()).QuestionTree(t.Slug); ok && read.Language == l.Tag() {
			list = append(list, s.absolute(version(l, path)))
		}
	}
	return withDefault(list)
}

func questionAnswer(s Site, t *article.QuestionTree, q *article.Question, a article.Answer) page.QuestionAnswer {
	l := s.Locale
	v := page.QuestionAnswer{Text: a.Text, Note: a.Note}
	if a.Next != nil {
		v.Path = l.Path(QuestionPath(t, a.Next))
		return v
	}
	_, address := s.LocaleOf(a.Path)
	path, fragment, _ := strings.Cut(address, "#")
	if fragment != "" {
		fragment = "#" + fragment
	}
	target, query, _ := strings.Cut(path, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		values = url.Values{}
	}
	leads, isArticle := s.Library.Article(target)
	if isArticle {
		v.Article, v.ArticleLang = leads.Title, Foreign(l, leads.Language)
	}
	if isArticle || target == "/find" {
		values.Set(FromField, t.Branch(q))
	}
	if len(values) > 0 {
		target += "?" + values.Encode()
	}
	v.Path = l.Path(target) + fragment
	return v
}

// situations returns the trees as choices of the finder.
func situations(s Site) []page.FinderChoice {
	var list []page.FinderChoice
	for _, t := range s.Library.Questions() {
		list = append(list, page.FinderChoice{Title: t.Title, Hint: t.Summary, Path: s.Locale.Path(t.Path()), Lang: Foreign(s.Locale, t.Language)})
	}
	return list
}

// QuestionsMarkdown returns a whole tree as Markdown.
func QuestionsMarkdown(s Site, t *article.QuestionTree) string {
	b := newDocument(t.Title, t.Summary)
	for _, q := range t.Questions {
		fmt.Fprintf(b, "\n## %s\n\n", PlainText(q.Title))
		if q.Text != "" {
			fmt.Fprintf(b, "%s\n\n", PlainText(q.Text))
		}
		for _, a := range q.Answers {
			fmt.Fprintf(b, "- %s\n", strings.TrimSpace(PlainLink(a.Text, plainTarget(s, a))+" "+PlainText(a.Note)))
		}
	}
	return b.String()
}

// plainTarget returns where an answer leads in the Markdown of its tree.
func plainTarget(s Site, a article.Answer) string {
	if a.Next != nil {
		return "#" + a.Next.ID
	}
	_, address := s.LocaleOf(a.Path)
	path, _, _ := strings.Cut(address, "#")
	if _, isArticle := s.Library.Article(path); isArticle {
		return s.Locale.Path(path) + ".md"
	}
	return s.Locale.Path(address)
}
