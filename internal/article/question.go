package article

import (
	"cmp"
	"slices"
	"strings"
)

// QuestionTree is a small tree of questions that finds out what is the matter before anything is
// reset. Every question but the first is reached by exactly one answer, so that a question's
// address alone says which answers led to it. It is immutable.
type QuestionTree struct {
	Slug     string // file name without ending; the same in all languages
	Language string // BCP 47 tag; English for an original
	File     string // path below the content folder
	Title    string // the situation, such as "I cannot sign in"
	Summary  string // one sentence, plain text
	Position int    // 1 to 99: the place among the trees; 0: after all that have one

	Questions []*Question // in the order of the file; the first is asked first
	Markdown  []byte      // the body as written, without front matter

	byID    map[string]*Question
	outline outline
}

// Question is one question of a tree.
type Question struct {
	ID      string // unique in its tree and the same in all languages
	Title   string
	HTML    string // the text between heading and answers; may be empty
	Text    string // the same as plain text
	Answers []Answer
	Line    int

	Parent *Question // the question before; nil for the first
	Answer int       // index of the parent's answer that leads here
}

// Answer is one answer to a question. It leads to another question of its tree or to a page.
type Answer struct {
	Text string    // plain text
	Note string    // an explanation in plain text; may be empty
	Next *Question // nil: it leads to Path
	Path string    // address of a page with query and fragment, such as "/lorex/recorder-password#steps"
	Line int
}

// Path returns the tree's address on the site, at which its first question is asked.
func (t *QuestionTree) Path() string { return InLanguage(questionsPath+t.Slug, t.Language) }

// Question returns the question with an id.
func (t *QuestionTree) Question(id string) (*Question, bool) {
	q, ok := t.byID[id]
	return q, ok
}

// Way returns the questions that lead to q, from the first to q's parent.
func (q *Question) Way() []*Question {
	var way []*Question
	for p := q.Parent; p != nil; p = p.Parent {
		way = append(way, p)
	}
	slices.Reverse(way)
	return way
}

// Branch names a question of the library for feedback: "cannot-sign-in.locked-or-forgotten".
func (t *QuestionTree) Branch(q *Question) string { return t.Slug + "." + q.ID }

// MaxBranch is the maximum length of a branch in bytes.
const MaxBranch = maxID + len(".") + maxID

const questionsPath = "/questions/"

// questionTrees holds the trees of a load by language and slug. A library and its views share it.
type questionTrees map[string]map[string]*QuestionTree

// Questions returns the trees, by position and title, in the library's language where there is a
// translation.
func (l *Library) Questions() []*QuestionTree { return l.questions }

// QuestionTree returns the tree with a slug.
func (l *Library) QuestionTree(slug string) (*QuestionTree, bool) {
	at := slices.IndexFunc(l.questions, func(t *QuestionTree) bool { return t.Slug == slug })
	if at < 0 {
		return nil, false
	}
	return l.questions[at], true
}

// Branch returns the question that a branch names.
func (l *Library) Branch(branch string) (*QuestionTree, *Question, bool) {
	slug, id, _ := strings.Cut(branch, ".")
	t, ok := l.QuestionTree(slug)
	if !ok {
		return nil, nil, false
	}
	q, ok := t.Question(id)
	return t, q, ok
}

// in returns the trees as readers of a language see them.
func (trees questionTrees) in(language string) []*QuestionTree {
	var list []*QuestionTree
	for slug, t := range trees[English] {
		list = append(list, cmp.Or(trees[language][slug], t))
	}
	last := func(t *QuestionTree) int { return cmp.Or(trees[English][t.Slug].Position, 100) }
	slices.SortFunc(list, func(a, b *QuestionTree) int {
		return cmp.Or(cmp.Compare(last(a), last(b)), strings.Compare(a.Title, b.Title), strings.Compare(a.Slug, b.Slug))
	})
	return list
}

// addQuestions adds the trees to the library and checks where their answers lead.
func (s *assembly) addQuestions(list []*QuestionTree) {
	trees := questionTrees{}
	for _, t := range list {
		if trees[t.Language] == nil {
			trees[t.Language] = map[string]*QuestionTree{}
		}
		trees[t.Language][t.Slug] = t
	}
	for _, t := range list {
		original := trees[English][t.Slug]
		switch {
		case t.Language == English:
		case original == nil:
			if !s.broken[questionsPath+t.Slug] {
				s.fail(t.File, 1, "no English questions have this file name; a translation has the file name of its original")
			}
			continue
		default:
			if line, problem := s.differs(t, original); problem != "" {
				s.warn(t.File, line, "%s; readers see the English questions until both are the same", problem)
				delete(trees[t.Language], t.Slug)
			}
		}
	}
	s.lib.trees = trees
	s.lib.questions = trees.in(English)
	for _, t := range list {
		s.checkLinks(t.File, t.outline)
	}
}

// differs describes the first difference in structure between a translation and its original; the
// problem is "" for none.
func (s *assembly) differs(t, original *QuestionTree) (line int, problem string) {
	for _, theirs := range original.Questions {
		ours, ok := t.byID[theirs.ID]
		switch {
		case !ok:
			return 1, "the original's question #" + theirs.ID + " is missing: write its address behind the heading, {#" + theirs.ID + "}"
		case len(ours.Answers) != len(theirs.Answers):
			return ours.Line, "this question has another number of answers than its original"
		}
		for i, answer := range ours.Answers {
			if s.destination(answer) != s.destination(theirs.Answers[i]) {
				return answer.Line, "this answer leads elsewhere than in the original"
			}
		}
	}
	if len(t.Questions) != len(original.Questions) {
		return 1, "there are more questions than in the original"
	}
	return 0, ""
}

// destination names where an answer leads, whatever the language.
func (s *assembly) destination(a Answer) string {
	if a.Next != nil {
		return "#" + a.Next.ID
	}
	path, _, _ := strings.Cut(a.Path, "#")
	english, _ := cutLanguage(path)
	if leads := cmp.Or(s.lib.byPath[path], s.lib.byPath[english]); leads != nil {
		return leads.ID
	}
	return english
}

// isQuestion reports whether a path without a language is that of a tree or of one of its
// questions.
func (s *assembly) isQuestion(path string) bool {
	rest, found := strings.CutPrefix(path, questionsPath)
	slug, id, deeper := strings.Cut(rest, "/")
	t := s.lib.trees[English][slug]
	return found && t != nil && (!deeper || t.byID[id] != nil)
}
