package page

import (
	"slices"
	"strconv"
	"strings"
)

// Inbox is the list of comments.
type Inbox struct {
	Base
	Status   string // the chosen tab
	Tabs     []Link
	Selects  []Select
	Hidden   []Field // choices that the form carries on
	Text     string  // what is searched for
	Filtered bool
	Here     string // this page's address
	Changed  []Changed
	Groups   []Group
	Next     string // the next page's address, or empty
	First    string // the first page's address, where this is another one
	CSV      string
	JSON     string
	Editors  []string
	Problem  string   // why nothing was done
	Picked   []string // boxes that were ticked then
	Reply    string   // and what was typed
	Max      int      // characters of an answer
	Flash    Flash
}

// Empty reports whether the page shows no comment.
func (v Inbox) Empty() bool { return len(v.Groups)+len(v.Changed) == 0 }

func (v Inbox) picked(g Group) bool { return slices.Contains(v.Picked, g.Refs()) }

// Select is one list of a form that filters.
type Select struct {
	Name, Label string
	Any         string // the choice of all
	Options     []Option
}

// Comment is a comment as editors see it.
type Comment struct {
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
func (c Comment) id() string {
	id, _, _ := strings.Cut(c.Ref, ".")
	return "p-" + id
}

// Group is a comment with those that say nearly the same.
type Group struct {
	Comment
	Alike []Comment
}

// Refs are all comments of the group.
func (g Group) Refs() string {
	refs := []string{g.Ref}
	for _, c := range g.Alike {
		refs = append(refs, c.Ref)
	}
	return strings.Join(refs, ",")
}

// Changed is a step that says something else now, with the open comments on what it said.
type Changed struct {
	Article, Path  string
	Then, ThenLang string
	Now, NowLang   string
	Groups         []Group
	More           string // where all of them are shown; empty when these are all
}

// Refs are all comments on the step that the page shows.
func (c Changed) Refs() string {
	var refs []string
	for _, g := range c.Groups {
		refs = append(refs, g.Refs())
	}
	return strings.Join(refs, ",")
}

func (c Changed) count() (n int) {
	for _, g := range c.Groups {
		n += 1 + len(g.Alike)
	}
	return n
}

// Flash says what was done last.
type Flash struct {
	Text    string
	Undo    string // the changes to undo; empty for nothing
	To      string // where that leads
	Skipped []Skipped
}

// Skipped is a comment that was left alone, because somebody else had changed it.
type Skipped struct{ Path, Text, Lang, State string }

// Item is one comment's page.
type Item struct {
	Base
	Comment
	Back      string
	Action    string // where its form is sent
	Withdrawn bool
	Spam      bool

	Given, Firmware, Verdict string
	Questions                string // the branch of questions that led the reader to the article
	ArticlePath              string
	Revision                 string
	RevisionPath             string // where it stands with what readers said of it; empty where it is not known
	ChangesPath              string // what has changed since; empty for nothing
	Now, NowLang             string // what the step says now, where the text has changed

	Was                          []Field
	Statuses, FixedIn, Assignees []Option
	Note, Reply                  string
	MaxNote, MaxReply            int
	Alike                        []Comment
	DoAlike                      bool
	Problems                     map[string]string
	Changes                      []Overwrite
	By                           string
	History                      []Action
	Flash                        Flash
}

func (v Item) describedBy(name string) string {
	if v.Problems[name] != "" {
		return "p-" + name + "-problem p-" + name + "-hint"
	}
	return "p-" + name + "-hint"
}

func (v Item) invalid(name string) string { return strconv.FormatBool(v.Problems[name] != "") }

// Overwrite is what somebody else changed while a form was filled in.
type Overwrite struct{ Field, Was, Now string }

// Action is what an editor did.
type Action struct{ When, Who, What, On, Detail, Undo string }
