package article

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"pinhole/internal/markdown"
)

// Limits of a tree of questions. A reader in a hurry answers a few.
const (
	maxQuestions     = 40
	maxAnswers       = 8
	maxQuestionDepth = 10  // questions on the longest way
	maxAnswer        = 200 // code points
	longAnswer       = 70  // code points from which an answer is warned about
	maxAnswerNote    = 240
)

// treeReader parses a file of questions.
type treeReader struct{ *reader }

// tree returns what the file holds, or nil for invalid front matter.
func (r treeReader) tree(slug string, text []byte) *QuestionTree {
	head, body, bodyLine, ok := r.split(text)
	if !ok {
		return nil
	}
	root := r.root(head)
	if root == nil {
		return nil
	}
	t := &QuestionTree{Slug: slug, Language: r.language, File: r.file, Markdown: bytes.Clone(body), byID: map[string]*Question{}}
	var kind string
	fields := []field{{"kind", r.value(&kind, maxID)}, {"title", r.text(&t.Title, maxTitle)}, {"summary", r.text(&t.Summary, maxSummary)}}
	if r.language == English {
		fields = append(fields, field{"position", r.position(&t.Position)})
	}
	r.fields(root, fields)
	switch {
	case kind != "question":
		r.fail(0, "the folder questions holds questions only: write kind: question")
	case t.Title == "":
		r.fail(0, "title is missing: say in the reader's words what is the matter")
	case t.Summary == "":
		r.fail(0, "summary is missing: say in one sentence what these questions find out")
	}
	warnOfLongSentences(r.reader, t.Summary, 0)
	if !validSlug(slug) {
		r.fail(0, "the file name %q is not usable as an address; use small letters, digits and single hyphens", slug)
	}
	r.questions(t, bodyLine)
	return t
}

func (r treeReader) position(to *int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, err := strconv.Atoi(n.Value)
		if n.Kind != yaml.ScalarNode || err != nil || v < 1 || v > 99 {
			r.fail(n.Line, "%s is not a position; write a whole number from 1 to 99", kindName(n))
			return
		}
		*to = v
	}
}

// questions parses the body: every heading of the second level is a question.
func (r treeReader) questions(t *QuestionTree, bodyLine int) {
	at := func(line int) int { return line - r.before } // the line of the file as fail expects it
	doc := parseMarkdown(r.reader, t.Markdown, bodyOptions(r.reader, bodyLine))
	t.outline = outlineOf(&doc)
	lines := strings.Split(strings.ReplaceAll(string(t.Markdown), "\r", "\n"), "\n") // as package markdown counts them
	for i, section := range doc.Sections {
		end := len(lines)
		if i+1 < len(doc.Sections) {
			end = min(doc.Sections[i+1].Line-bodyLine, end)
		}
		switch {
		case section.Level != 2:
			r.fail(at(section.Line), "text stands above the first question; write it below a heading ##, or into summary")
			continue
		case section.Kind != markdown.Other:
			r.fail(at(section.Line), "the heading %q is that of an article's part; ask a question", section.Title)
		case !validSlug(section.ID):
			r.fail(at(section.Line), "the question's address #%s needs small letters a to z, digits and hyphens, at most %d: write one behind the heading, {#locked}", section.ID, maxID)
		case len(t.Questions) == maxQuestions:
			r.fail(at(section.Line), "more than %d questions are too many for one file; split it", maxQuestions)
			return
		}
		q := &Question{ID: section.ID, Title: section.Title, Line: section.Line}
		t.Questions = append(t.Questions, q)
		t.byID[q.ID] = q
		r.answers(q, lines[min(section.Line-bodyLine+1, end):end], &doc)
	}
	if len(t.Questions) == 0 {
		r.fail(at(bodyLine), "there is no question: write one as a heading, ## What does it do?, with a list of answers below")
		return
	}
	r.connectQuestions(t)
}

var (
	listItem   = regexp.MustCompile(`^(?:[-*+]|\d+[.)])(?:[ \t]|$)`)
	answerLine = regexp.MustCompile(`^[-*+] \[(.*?)\]\(\S+?\)[:.,;]?\s*(.*)$`)
)

// answers parses a question's lines. Items of lists are answers; all other lines are its text.
func (r treeReader) answers(q *Question, lines []string, doc *markdown.Document) {
	var prose []string
	for i := 0; i < len(lines); i++ {
		line := q.Line + 1 + i
		if !listItem.MatchString(lines[i]) {
			prose = append(prose, lines[i])
			continue
		}
		item := lines[i]
		for i+1 < len(lines) && strings.HasPrefix(lines[i+1], "  ") {
			i++
			item += " " + strings.TrimSpace(lines[i])
		}
		r.answer(q, item, line, q.Line+1+i, doc)
	}
	switch {
	case len(q.Answers) == 0:
		r.fail(q.Line-r.before, "the question has no answer, so that its readers are stuck: add a list, - [what the reader says](#next-question)")
	case len(q.Answers) > maxAnswers:
		r.fail(q.Line-r.before, "the question has %d answers; readers can choose from %d at most", len(q.Answers), maxAnswers)
	}
	if text, _ := markdown.Parse([]byte(strings.Join(prose, "\n")), bodyOptions(r.reader, 1)); len(text.Sections) > 0 {
		q.HTML, q.Text = text.Sections[0].HTML, text.Sections[0].Text
	}
}

// answer parses an answer that stands in the lines from first to last of the file.
func (r treeReader) answer(q *Question, item string, first, last int, doc *markdown.Document) {
	var links []markdown.Link
	for _, link := range doc.Links {
		if link.Line >= first && link.Line <= last {
			links = append(links, link)
		}
	}
	parts := answerLine.FindStringSubmatch(item)
	if parts == nil || len(links) == 0 || links[0].Image {
		r.fail(first-r.before, "this answer leads nowhere: write - [what the reader says](#next-question), or the address of an article")
		return
	}
	a := Answer{Text: plainText(parts[1]), Note: plainText(parts[2]), Path: links[0].Dest, Line: first}
	length, note := utf8.RuneCountInString(a.Text), utf8.RuneCountInString(a.Note)
	switch {
	case len(links) > 1:
		r.fail(first-r.before, "an answer leads to one place; take the other links away")
	case isExternal(a.Path) || !strings.HasPrefix(a.Path, "/") && !strings.HasPrefix(a.Path, "#"):
		r.fail(first-r.before, "an answer leads to another question or to a page of this site, not to %s", a.Path)
	case a.Text == "" || length > maxAnswer:
		r.fail(first-r.before, "an answer has 1 to %d characters, not %d", maxAnswer, length)
	case note > maxAnswerNote:
		r.fail(first-r.before, "the explanation has %d characters; shorten it to %d", note, maxAnswerNote)
	case length > longAnswer:
		r.warn(first-r.before, "the answer has %d characters; up to %d are read at a glance", length, longAnswer)
	}
	q.Answers = append(q.Answers, a)
}

// plainText returns the words of a line of Markdown.
func plainText(line string) string {
	doc, _ := markdown.Parse([]byte(line), markdown.Options{}) // its problems were reported with the body
	var words []string
	for _, s := range doc.Sections {
		words = append(words, strings.Fields(s.Title+" "+s.Text)...)
	}
	return strings.Join(words, " ")
}

// connectQuestions follows the answers from the first question on and reports loops, questions
// reached twice or never, and ways that are too long.
func (r treeReader) connectQuestions(t *QuestionTree) {
	first := t.Questions[0]
	reached := map[*Question]bool{first: true}
	var follow func(q *Question, depth int)
	follow = func(q *Question, depth int) {
		if depth > maxQuestionDepth {
			r.fail(q.Line-r.before, "more than %d questions lead here; readers in a hurry give up before", maxQuestionDepth-1)
			return
		}
		for i := range q.Answers {
			a := &q.Answers[i]
			id, within := strings.CutPrefix(a.Path, "#")
			if !within {
				continue
			}
			next := t.byID[id]
			switch {
			case next == nil:
				continue // checkLinks reports it
			case next == q || next == first || isAbove(next, q):
				r.fail(a.Line-r.before, "this answer leads back to #%s: readers would go round in a circle", id)
				continue
			case reached[next]:
				r.fail(a.Line-r.before, "another answer leads to #%s already; write the question a second time below another heading", id)
				continue
			}
			reached[next] = true
			a.Next, a.Path = next, ""
			next.Parent, next.Answer = q, i
			follow(next, depth+1)
		}
	}
	follow(first, 1)
	for _, q := range t.Questions {
		if !reached[q] {
			r.fail(q.Line-r.before, "no answer leads to this question; link to #%s or take it away", q.ID)
		}
	}
}

// isAbove reports whether a question is one of those that lead to q.
func isAbove(above, q *Question) bool {
	for p := q.Parent; p != nil; p = p.Parent {
		if p == above {
			return true
		}
	}
	return false
}
