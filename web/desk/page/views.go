package page

import "pinhole/internal/diff"

// Choice is one of several forms of the same page, such as its period.
type Choice struct {
	Title, Path string
	Here        bool
}

// Change says how something changed, in no more words than the numbers allow.
type Change struct {
	Text string
	Tone string // "better", "worse" or empty
}

// Overview is the desk's first page.
type Overview struct {
	Base
	Periods         []Choice
	Answers         int
	Helpful, Likely string
	Change          Change
	Chart           Chart
	New, Accepted   int    // comments
	Held            string // that answers are held; empty: none are
	Fixes           []Fix
	Latest          []Latest
	Missed          []Missed
	Overdue         int
	Reviews         []Review // the first of them
}

// Chart is answers over time as bars in a field of 100 by 100.
type Chart struct {
	Text        string // what it shows, in a sentence
	Most        int    // the answers of the highest bar
	First, Last string // days
	Bars        []Bar
}

// Bar is the answers of one span of days. Coordinates are numbers as SVG takes them.
type Bar struct {
	When, Share                                            string
	Helped, Failed                                         int
	X, Width, HelpedY, HelpedHeight, FailedY, FailedHeight string
}

// Fix is a line of "what to fix first".
type Fix struct {
	Article          Link
	Brand            string
	Failed, Answers  int
	Percent, Likely  string
	Weight           string
	Trend            Change
	Edited           string // in the period; empty where it was not
	Reason           string
	Step             string
	StepText         string // empty where the article has changed since
	StepLang         string
	StepPath, Models string
}

// Latest is one of the latest edits, and whether it helped.
type Latest struct {
	Article                 Link
	Brand, Day, BeforeAfter string
	Effect                  Change
}

// Missed is a text that was searched for in vain.
type Missed struct {
	Query, Path       string
	Searches, Reports int
}

// Review is an article whose review is due.
type Review struct {
	Article Link
	Due     string
}

// FixFirst is the page of what to fix first.
type FixFirst struct {
	Base
	Periods         []Choice
	Days            string
	Brands, Devices []Option
	Filtered        bool
	Rows            []Fix
	First, All      int
	Next            string
}

// Article is what readers said of one article.
type Article struct {
	Base
	Lang, Brand, Revision string
	Path                  string // of this page
	Page, Edit            string // of the article, and of its source; empty where there is none
	Languages             []Choice
	Edits                 []Edit // newest first
	Failures, Unnamed     int    // of this revision, and those without a step
	Steps                 []Step
	Models                []Model
	Reasons               []Reason
	Comments              string // the inbox with this article's
	CommentCount          int
	Latest                []CommentLine
	Flash                 Flash
	Days                  [2]string // the first and last day of the form that voids answers
}

// Edit is a revision on the time line.
type Edit struct {
	Revision, Day, Path, Changes string
	Answers                      int
	Helpful, Likely              string
	At, Low, Wide                string // the share and its interval, in percent
	BeforeAfter                  string
	Effect                       Change
	First, Here, Current         bool
}

// Step is a step with its failures.
type Step struct {
	Name, Text     string
	Failed         int
	Wide, Comments string // the bar's length, and the inbox with comments on it
}

// Model is what came of the reset on a model.
type Model struct {
	Name                    string
	Public                  string // in the articles' spelling; empty: readers never see it
	Hidden                  bool   // by an editor
	Answers, Worked, Failed int
}

// Reason is how often a reason was given.
type Reason struct {
	Words string
	Count int
	Wide  string
}

// CommentLine is a comment in short.
type CommentLine struct{ Path, Text, Lang, Day, Status, Step string }

// Changes is the page of what differs between two revisions.
type Changes struct {
	Base
	Article        Link
	Lang, Language string
	From, To       []Option
	Compared       bool
	Hunks          []diff.Hunk
}

// Searches is the page of what was searched for in vain.
type Searches struct {
	Base
	Periods      []Choice
	Rows         []Missed
	Others       int  // searches whose texts were not stored
	Later        bool // not the beginning of the list
	Next, Export string
}

// Branches is the page of what came of the questions that readers answered first.
type Branches struct {
	Base
	Periods []Choice
	Rows    []Branch // the one that fails most first
}

// Branch is one way through a tree of questions and the article that its readers judged.
type Branch struct {
	Branch, Path, Lang string // its words, the address of its last question, and their language
	Article            Link
	Answers, Failed    int
	Percent            string // of those that failed
}

// Health is the page of what is wrong or missing in the content.
type Health struct {
	Base
	Held                                     string // that answers are held; empty: none are
	Articles, Brands, Errors, Warnings, Days int
	FailingWebhooks                          int
	Problems                                 []Trouble
	Reviews                                  []Review
	Gaps                                     []Gap
	Unsure                                   []Unsure
	LinksAt                                  string // when other sites were asked last; empty: never
	DeadLinks                                int
	Links                                    []Trouble // the first of them
}

// Trouble is a problem in a content file.
type Trouble struct {
	File, Message, Edit string
	Line                int
	Error               bool
}

// Gap is what no article is about.
type Gap struct {
	Brand, Goal, Queries string
	Searches             int
}

// Unsure is an article whose facts are not well supported.
type Unsure struct {
	Article       Link
	Brand, Degree string
}

// Held is the page of answers that are not counted until an editor agrees.
type Held struct {
	Base
	Flash     Flash
	Here      string // the page's address
	Bursts    bool
	Groups    []HeldGroup
	Decisions []HeldDecision
}

// HeldGroup is the answers about an article that are held for one reason on one day.
type HeldGroup struct {
	Article                 Link
	ID, Held, First, Last   string // for the form
	Why, When               string
	Answers, Helped, Failed int
}

// HeldDecision is what an editor decided about such answers.
type HeldDecision struct {
	Article           Link
	Did, When, Change string
	Undone            bool
}
