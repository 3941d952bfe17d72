package article_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pinhole/internal/article"
)

const (
	questionFile = "en/questions/no-login.md"
	spanishTree  = "es/questions/no-login.md"
)

const questions = `---
kind: question
title: I cannot sign in
summary: Find out which password is meant.
---

## Locked or forgotten?

Look at the *message* on the screen.

- [It says locked](#who-tries): too many wrong tries.
- [I forgot it](/acme/reset#steps)

## Who tries?

- [A program](../acme/other.md): it keeps
  the old password.
- [Nobody](/search?q=locked)
`

const spanishQuestions = `---
kind: question
title: No puedo entrar
summary: Descubra de qué contraseña se trata.
---

## ¿Bloqueada u olvidada? {#locked-or-forgotten}

- [Dice bloqueada](#who-tries)
- [La olvidé](/acme/reset#steps)

## ¿Quién lo intenta? {#who-tries}

- [Un programa](/acme/other)
- [Nadie](/search?q=locked)
`

// asked returns the base with a tree of questions and changes.
func asked(more ...change) changes {
	return append(changes{{questionFile, "", questions}}, more...)
}

func TestQuestions(t *testing.T) {
	lib := mustLoad(t, asked()...)
	tree, ok := lib.QuestionTree("no-login")
	if !ok || len(lib.Questions()) != 1 || tree.Path() != "/questions/no-login" || tree.Title != "I cannot sign in" {
		t.Fatalf("trees: %+v", lib.Questions())
	}
	first, second := tree.Questions[0], tree.Questions[1]
	if first.HTML != "<p>Look at the <em>message</em> on the screen.</p>\n" || first.Answers[0].Text != "It says locked" || first.Answers[0].Note != "too many wrong tries." {
		t.Errorf("the first question: %+v", first)
	}
	if first.Answers[0].Next != second || first.Answers[1].Path != "/acme/reset#steps" || second.Parent != first || second.Answer != 0 {
		t.Errorf("the answers lead to %+v", first.Answers)
	}
	if second.Answers[0].Path != "/acme/other" || second.Answers[0].Note != "it keeps the old password." {
		t.Errorf("the last answer: %+v", second.Answers[0])
	}
	if !slices.Equal(second.Way(), []*article.Question{first}) {
		t.Errorf("the way to the second question: %v", second.Way())
	}
	if _, q, ok := lib.Branch(tree.Branch(second)); !ok || q != second {
		t.Errorf("the branch %s leads to %v", tree.Branch(second), q)
	}
	for _, unknown := range []string{"", "no-login", "no-login.", "no-login.x", ".who-tries", "x.who-tries", "no-login.who-tries."} {
		if _, _, ok := lib.Branch(unknown); ok {
			t.Errorf("the branch %q is known", unknown)
		}
	}
}

func TestQuestionsInAnotherLanguage(t *testing.T) {
	lib := mustLoad(t, asked(change{spanishTree, "", spanishQuestions})...)
	tree := lib.In("es").Questions()[0]
	if tree.Title != "No puedo entrar" || tree.Path() != "/es/questions/no-login" || tree.Questions[1].Answers[0].Path != "/es/acme/other" {
		t.Errorf("the translation: %+v", tree)
	}
	if lib.Questions()[0].Title != "I cannot sign in" {
		t.Error("the English tree is gone")
	}
	lib, problems := article.Load(library(t, asked(change{spanishTree, "", strings.Replace(spanishQuestions, "(/acme/other)", "(/acme/reset)", 1)})...), options)
	if want := "es/questions/no-login.md:14: warning: this answer leads elsewhere than in the original; readers see the English questions until both are the same"; problems.Error() != want {
		t.Errorf("problems: %v", problems)
	}
	if got := lib.In("es").Questions()[0].Title; got != "I cannot sign in" {
		t.Errorf("readers of Spanish see %q", got)
	}
}

func TestAChangedTreeIsReloaded(t *testing.T) {
	files := library(t, asked()...)
	loader := article.NewLoader(files, options)
	before, _ := loader.Load()
	files[questionFile] = &fstest.MapFile{Data: []byte(strings.Replace(questions, "I cannot sign in", "I am locked out", 1))}
	after, _ := loader.Load()
	if after.Questions()[0].Title != "I am locked out" || before.Fingerprint() == after.Fingerprint() {
		t.Error("the change is not seen")
	}
	a, _ := after.ArticleByID("acme-reset")
	if before.ArticleFingerprint(a) != after.ArticleFingerprint(a) {
		t.Error("the pages of articles are rendered again")
	}
}

func TestQuestionProblems(t *testing.T) {
	file := func(body string) changes {
		return changes{{questionFile, "", "---\nkind: question\ntitle: T\nsummary: S.\n---\n" + body}}
	}
	many := func(n int, each string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, each, i, i+1)
		}
		return b.String()
	}
	tree := func(old, new string) changes {
		return changes{{questionFile, "", strings.Replace(questions, old, new, 1)}}
	}
	checkProblems(t, []problemCase{
		{"no kind", tree("kind: question\n", ""), "en/questions/no-login.md:1: error: the folder questions holds questions only: write kind: question"},
		{"no title", tree("title: I cannot sign in\n", ""), "en/questions/no-login.md:1: error: title is missing: say in the reader's words what is the matter"},
		{"no summary", tree("summary: Find out which password is meant.\n", ""), "en/questions/no-login.md:1: error: summary is missing: say in one sentence what these questions find out"},
		{"unknown key", tree("title:", "brand: acme\ntitle:"), `en/questions/no-login.md:3: error: unknown key "brand"; known here: kind, title, summary, position`},
		{"a wrong position", tree("title:", "position: 0\ntitle:"), `en/questions/no-login.md:3: error: "0" is not a position; write a whole number from 1 to 99`},
		{"no front matter", changes{{questionFile, "", "## A?\n"}}, "en/questions/no-login.md:1: error: the front matter is missing: begin the file with a line ---, the keys, and another line ---"},
		{"no question", file(""), "en/questions/no-login.md:6: error: there is no question: write one as a heading, ## What does it do?, with a list of answers below"},
		{"text above", file("Hello.\n\n## A?\n\n- [b](/acme)\n"), "en/questions/no-login.md:6: error: text stands above the first question; write it below a heading ##, or into summary"},
		{"no answer", file("## A?\n\nText.\n"), "en/questions/no-login.md:6: error: the question has no answer, so that its readers are stuck: add a list, - [what the reader says](#next-question)"},
		{"a dead end", file("## A?\n\n- [b](/acme)\n- nothing\n"), "en/questions/no-login.md:9: error: this answer leads nowhere: write - [what the reader says](#next-question), or the address of an article"},
		{"two links", file("## A?\n\n- [b](/acme): or [c](/acme/reset)\n"), "en/questions/no-login.md:8: error: an answer leads to one place; take the other links away"},
		{"another site", file("## A?\n\n- [b](https://acme.example)\n"), "en/questions/no-login.md:8: error: an answer leads to another question or to a page of this site, not to https://acme.example"},
		{"unknown question", file("## A?\n\n- [b](#b)\n"), "en/questions/no-login.md:8: error: #b leads nowhere in this text; use the address of a heading or step"},
		{"unknown article", file("## A?\n\n- [b](/acme/none)\n"), `en/questions/no-login.md:8: error: "/acme/none" leads nowhere on this site; correct the address`},
		{"unknown way", file("## A?\n\n- [b](/acme/reset#none)\n"), "en/questions/no-login.md:8: error: en/acme/reset.md has no place #none; use the address of a heading or step there"},
		{"a loop", file("## A?\n\n- [b](#b)\n\n## B\n\n- [c](#c)\n\n## C\n\n- [b](#b)\n- [c](#c)\n- [a](#a)\n"), strings.Join([]string{
			"en/questions/no-login.md:16: error: this answer leads back to #b: readers would go round in a circle",
			"en/questions/no-login.md:17: error: this answer leads back to #c: readers would go round in a circle",
			"en/questions/no-login.md:18: error: this answer leads back to #a: readers would go round in a circle"}, "\n")},
		{"reached twice", file("## A?\n\n- [b](#b)\n- [c](#b)\n\n## B\n\n- [d](/acme)\n"), "en/questions/no-login.md:9: error: another answer leads to #b already; write the question a second time below another heading"},
		{"unreachable", file("## A?\n\n- [b](/acme)\n\n## B\n\n- [d](/acme)\n"), "en/questions/no-login.md:10: error: no answer leads to this question; link to #b or take it away"},
		{"an address in another script", file("## Ärger?\n\n- [b](/acme)\n"), "en/questions/no-login.md:6: error: the question's address #ärger needs small letters a to z, digits and hyphens, at most 80: write one behind the heading, {#locked}"},
		{"a part of an article", file("## Where sources disagree\n\n- [b](/acme)\n"),
			`en/questions/no-login.md:6: error: the heading "Where sources disagree" is that of an article's part; ask a question`},
		{"too many answers", file("## A?\n\n" + many(9, "- [b%d](/acme?%d)\n")), "en/questions/no-login.md:6: error: the question has 9 answers; readers can choose from 8 at most"},
		{"too deep", file(many(10, "## A%d\n\n- [b](#a%d)\n\n") + "## A10\n\n- [b](/acme)\n"), "en/questions/no-login.md:46: error: more than 9 questions lead here; readers in a hurry give up before"},
		{"too many questions", file(many(40, "## A%[1]d?\n\n- [b](/acme?%[2]d)\n\n") + "## B?\n\n- [b](/acme)\n"), "en/questions/no-login.md:166: error: more than 40 questions are too many for one file; split it"},
		{"a long answer", tree("It says locked", strings.Repeat("long ", 15)), "en/questions/no-login.md:11: warning: the answer has 74 characters; up to 70 are read at a glance"},
		{"a very long answer", tree("It says locked", strings.Repeat("Long. ", 50)), "en/questions/no-login.md:11: error: an answer has 1 to 200 characters, not 299"},
		{"a long explanation", tree("too many wrong tries", strings.Repeat("Long. ", 50)), "en/questions/no-login.md:11: error: the explanation has 301 characters; shorten it to 240"},
		{"a translation of nothing", changes{{spanishTree, "", spanishQuestions}}, "es/questions/no-login.md:1: error: no English questions have this file name; a translation has the file name of its original"},
		{"a brand of that name", changes{{"brands/questions.yaml", "", "name: Questions"}}, `brands/questions.yaml:1: error: the file name "questions" is an address of the program itself; choose another`},
	})
}

// FuzzQuestions reads what a stranger wrote as a tree of questions.
func FuzzQuestions(f *testing.F) {
	_, body, _ := strings.Cut(questions[4:], "---\n")
	f.Add(body)
	for _, seed := range []string{"", "## A?", "## A?\n- [a](#a)", "## A\n- [b](#b)\n## B\n- [a](#a)", "# A\n- []()", "## A\n- [x](<#a b>)\n", "## A\n```\n- [x](#a)\n```\n", "## A\n- [a](#a\n  b)\n",
		"## A {#b}\n1. [b](#b)\n", "## A\n- [![x](y)](#a)\n", "A\n--\n- [x][y]\n\n[y]: #a\n", "## A\n- [x](/fuzz \"t\")\n\n  - [y](#a)\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		files := library(t, change{questionFile, "", "---\nkind: question\ntitle: T\nsummary: S.\n---\n" + body})
		lib, problems := article.Load(files, options)
		if (lib == nil) != (len(problems.Errors()) > 0) {
			t.Fatalf("library given: %t, with these problems:\n%v", lib != nil, problems)
		}
		lines := 6 + strings.Count(body, "\n") + strings.Count(body, "\r")
		for _, p := range problems {
			if p.Message == "" || strings.Contains(p.Message, "\n") || p.Line < 1 || p.Line > lines {
				t.Errorf("a problem that leads nowhere: %q of %d lines", p, lines)
			}
		}
		if lib == nil {
			return
		}
		tree := lib.Questions()[0]
		for i, q := range tree.Questions {
			if q.Title == "" || len(q.Answers) == 0 || len(q.Way()) > 10 || (q.Parent == nil) != (i == 0) {
				t.Errorf("a question that lacks something was taken: %+v", q)
			}
			for _, a := range q.Answers {
				if a.Text == "" || (a.Next == nil) == (a.Path == "") {
					t.Errorf("an answer that leads nowhere was taken: %+v", a)
				}
			}
		}
	})
}
