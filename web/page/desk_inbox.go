package page

import (
	"slices"
	"strconv"
	"strings"
)

// DeskInbox is the list of comments.
type DeskInbox struct {
	Desk
	Status   string // the chosen tab
	Tabs     []DeskLink
	Selects  []DeskSelect
	Hidden   []Field // choices that the form carries on
	Text     string  // what is searched for
	Filtered bool
	Here     string // this page's address
	Changed  []DeskChanged
	Groups   []DeskGroup
	Next     string // the next page's address, or empty
	First    string // the first page's address, where this is another one
	CSV      string
	JSON     string
	Editors  []string
	Problem  string   // why nothing was done
	Picked   []string // boxes that were ticked then
	Reply    string   // and what was typed
	Max      int      // characters of an answer
	Done     DeskDone
}

// Empty says whether the page shows no comment.
func (v DeskInbox) Empty() bool { return len(v.Groups)+len(v.Changed) == 0 }

func (v DeskInbox) picked(g DeskGroup) bool { return slices.Contains(v.Picked, g.Refs()) }

// DeskSelect is one list of a form that filters.
type DeskSelect struct {
	Name, Label string
	Any         string // the choice of all
	Options     []Option
}

// DeskSaid is a comment as editors see it.
type DeskSaid struct {
	Ref        string // what a form says of it: its id, its version, and the revision that is served now
	Path       string
	Text, Lang string
	Article    string
	Step       string // its words
	StepLang   string
	Reason     string
	Model      string
	Outcome    string
	Status     string
	StatusName string // new, accepted, …
	Assignee   string
	Received   string
	Change     string // whether the article has changed since; empty where it has not
	Helped     bool   // the reader says that the article was helpful
	Noted      bool
	Answered   bool
	Held       bool // its verdict is not counted
}

// id is that of the comment's text in the page, which also names its box.
func (c DeskSaid) id() string {
	id, _, _ := strings.Cut(c.Ref, ".")
	return "p-" + id
}

// DeskGroup is a comment with those that say nearly the same.
type DeskGroup struct {
	DeskSaid
	Alike []DeskSaid
}

// Refs are all comments of the group.
func (g DeskGroup) Refs() string {
	refs := []string{g.Ref}
	for _, c := range g.Alike {
		refs = append(refs, c.Ref)
	}
	return strings.Join(refs, ",")
}

// DeskChanged is a step that says something else now, with the open comments on what it said.
type DeskChanged struct {
	Article, Path  string
	Then, ThenLang string
	Now, NowLang   string
	Groups         []DeskGroup
	More           string // where all of them are shown; empty when these are all
}

// Refs are all comments on the step that the page shows.
func (c DeskChanged) Refs() string {
	var refs []string
	for _, g := range c.Groups {
		refs = append(refs, g.Refs())
	}
	return strings.Join(refs, ",")
}

func (c DeskChanged) count() (n int) {
	for _, g := range c.Groups {
		n += 1 + len(g.Alike)
	}
	return n
}

// DeskDone says what was done last.
type DeskDone struct {
	Said string
	Undo string // the changes to undo; empty for nothing
	To   string // where that leads
	Left []DeskLeft
}

// DeskLeft is a comment that was left alone, because somebody else had changed it.
type DeskLeft struct{ Path, Text, Lang, Said string }

// DeskItem is one comment's page.
type DeskItem struct {
	Desk
	DeskSaid
	Back      string
	Action    string // where its form is sent
	Withdrawn bool
	Spam      bool

	Given, Firmware, Verdict string
	ArticlePath              string
	Revision                 string
	RevisionPath             string // where it stands with what readers said of it; empty where it is not known
	ChangesPath              string // what has changed since; empty for nothing
	Now, NowLang             string // what the step says now, where the text has changed

	Was                          []Field
	Statuses, FixedIn, Assignees []Option
	Note, Reply                  string
	MaxNote, MaxReply            int
	Alike                        []DeskSaid
	DoAlike                      bool
	Problems                     map[string]string
	Changes                      []DeskOverwrite
	By                           string
	History                      []DeskAct
	Done                         DeskDone
}

func (v DeskItem) describedBy(name string) string {
	if v.Problems[name] != "" {
		return "p-" + name + "-problem p-" + name + "-hint"
	}
	return "p-" + name + "-hint"
}

func (v DeskItem) invalid(name string) string { return strconv.FormatBool(v.Problems[name] != "") }

// DeskOverwrite is what somebody else changed while a form was filled in.
type DeskOverwrite struct{ Field, Was, Now string }

// DeskAct is what an editor did.
type DeskAct struct{ When, Who, What, On, Detail, Undo string }
