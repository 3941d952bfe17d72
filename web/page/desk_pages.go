package page

import "pinhole/internal/diff"

// DeskChoice is one of several forms of the same page, such as its period.
type DeskChoice struct {
	Title, Path string
	Here        bool
}

// DeskChange says how something changed, in no more words than the numbers allow.
type DeskChange struct {
	Text string
	Tone string // "better", "worse" or empty
}

// DeskOverview is the desk's first page.
type DeskOverview struct {
	Desk
	Periods         []DeskChoice
	Answers         int
	Helpful, Likely string
	Change          DeskChange
	Chart           DeskChart
	New, Accepted   int    // comments
	Held            string // that answers are held; empty: none are
	Fixes           []DeskFix
	Latest          []DeskLatest
	Missed          []DeskMissed
	Overdue         int
	Reviews         []DeskReview // the first of them
}

// DeskChart is answers over time as bars in a field of 100 by 100.
type DeskChart struct {
	Text        string // what it shows, in a sentence
	Most        int    // the answers of the highest bar
	First, Last string // days
	Bars        []DeskBar
}

// DeskBar is the answers of one span of days. Coordinates are numbers as SVG takes them.
type DeskBar struct {
	When, Share                                            string
	Helped, Failed                                         int
	X, Width, HelpedY, HelpedHeight, FailedY, FailedHeight string
}

// DeskFix is a line of "what to fix first".
type DeskFix struct {
	Article          DeskLink
	Brand            string
	Failed, Answers  int
	Percent, Likely  string
	Weight           string
	Trend            DeskChange
	Edited           string // in the period; empty where it was not
	Reason           string
	Step             string
	StepText         string // empty where the article has changed since
	StepLang         string
	StepPath, Models string
}

// DeskLatest is one of the latest edits, and whether it helped.
type DeskLatest struct {
	Article                 DeskLink
	Brand, Day, BeforeAfter string
	Effect                  DeskChange
}

// DeskMissed is a text that was searched for in vain.
type DeskMissed struct {
	Query, Path       string
	Searches, Reports int
}

// DeskReview is an article whose review is due.
type DeskReview struct {
	Article DeskLink
	Due     string
}

// DeskFixFirst is the page of what to fix first.
type DeskFixFirst struct {
	Desk
	Periods         []DeskChoice
	Days            string
	Brands, Devices []Option
	Filtered        bool
	Rows            []DeskFix
	First, All      int
	Next            string
}

// DeskArticle is what readers said of one article.
type DeskArticle struct {
	Desk
	Lang, Brand, Revision string
	Path                  string // of this page
	Page, Edit            string // of the article, and of its source; empty where there is none
	Languages             []DeskChoice
	Edits                 []DeskEdit // newest first
	Failures, Unnamed     int        // of this revision, and those without a step
	Steps                 []DeskStep
	Models                []DeskModel
	Reasons               []DeskReason
	Comments              string // the inbox with this article's
	CommentCount          int
	Latest                []DeskComment
	Done                  DeskDone
	Days                  [2]string // the first and last day of the form that voids answers
}

// DeskEdit is a revision on the time line.
type DeskEdit struct {
	Revision, Day, Path, Changes string
	Answers                      int
	Helpful, Likely              string
	At, Low, Wide                string // the share and its interval, in percent
	BeforeAfter                  string
	Effect                       DeskChange
	First, Here, Current         bool
}

// DeskStep is a step with its failures.
type DeskStep struct {
	Name, Text     string
	Failed         int
	Wide, Comments string // the bar's length, and the inbox with comments on it
}

// DeskModel is what came of the reset on a model.
type DeskModel struct {
	Name                    string
	Public                  string // in the articles' spelling; empty: readers never see it
	Hidden                  bool   // by an editor
	Answers, Worked, Failed int
}

// DeskReason is how often a reason was given.
type DeskReason struct {
	Words string
	Count int
	Wide  string
}

// DeskComment is a comment in short.
type DeskComment struct{ Path, Text, Lang, Day, Status, Step string }

// DeskChanges is the page of what differs between two revisions.
type DeskChanges struct {
	Desk
	Article        DeskLink
	Lang, Language string
	From, To       []Option
	Compared       bool
	Hunks          []diff.Hunk
}

// DeskSearches is the page of what was searched for in vain.
type DeskSearches struct {
	Desk
	Periods      []DeskChoice
	Rows         []DeskMissed
	Others       int  // searches whose texts were not stored
	Later        bool // not the beginning of the list
	Next, Export string
}

// DeskHealth is the page of what is wrong or missing in the content.
type DeskHealth struct {
	Desk
	Held                                     string // that answers are held; empty: none are
	Articles, Brands, Errors, Warnings, Days int
	FailingWebhooks                          int
	Problems                                 []DeskTrouble
	Reviews                                  []DeskReview
	Gaps                                     []DeskGap
	Unsure                                   []DeskUnsure
	LinksAt                                  string // when other sites were asked last; empty: never
	DeadLinks                                int
	Links                                    []DeskTrouble // the first of them
}

// DeskTrouble is a problem in a content file.
type DeskTrouble struct {
	File, Message, Edit string
	Line                int
	Error               bool
}

// DeskGap is what no article is about.
type DeskGap struct {
	Brand, Goal, Queries string
	Searches             int
}

// DeskUnsure is an article whose facts are not well supported.
type DeskUnsure struct {
	Article       DeskLink
	Brand, Degree string
}

// DeskHeld is the page of answers that are not counted until an editor agrees.
type DeskHeld struct {
	Desk
	Done      DeskDone
	Here      string // the page's address
	Bursts    bool
	Groups    []DeskHeldGroup
	Decisions []DeskHeldDecision
}

// DeskHeldGroup is the answers about an article that are held for one reason on one day.
type DeskHeldGroup struct {
	Article                 DeskLink
	ID, Held, First, Last   string // for the form
	Why, When               string
	Answers, Helped, Failed int
}

// DeskHeldDecision is what an editor decided about such answers.
type DeskHeldDecision struct {
	Article           DeskLink
	Did, When, Change string
	Undone            bool
}
