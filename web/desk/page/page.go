// Package page holds the templates of the editors' desk and the view structs that they take. As in
// the readers' pages, templates compute nothing and read no clock.
package page

import (
	"strconv"

	"pinhole/internal/language"
	shared "pinhole/web/page"
)

// Parts of forms that the readers' pages have too.
type (
	Option = shared.Option
	Field  = shared.Field
)

// Base is what every page of the desk needs beside its own content.
type Base struct {
	Site, Title   string
	Locale        *language.Locale
	Language, Dir string
	Home          string // the site's public address
	Editor        string // who has logged in; empty before the login
	Here          string // the id of the page's place
	Links         []Link
	FlashText     string   // what the last action did, in a sentence
	Scripts       []string // static files of this page alone, such as js/desk-inbox.js
	Styles        []string // and css/desk-inbox.css
	Version       string   // of the program
	Demo          bool
}

// Link is a place in the top bar.
type Link struct {
	Title, Path, Count string
	Here               bool
	Lang               string // of the title, where it is not the page's
}

// T returns a message in the editor's language.
func (d Base) T(id string, args ...any) string { return d.Locale.T(id, args...) }

// N returns a message that counts in the editor's language.
func (d Base) N(id string, count int, args ...any) string { return d.Locale.N(id, count, args...) }

// Number writes a whole number.
func (d Base) Number(n int) string { return d.Locale.Number(n) }

// plain writes a number without marks between its digits, as files and lines are numbered.
func plain(n int) string { return strconv.Itoa(n) }

// Login is the page that asks who somebody is.
type Login struct {
	Base
	Next   string // where the login leads
	Name   string // as typed
	Note   string // "out", "password" or empty: why the page is shown
	Wrong  bool
	Wait   int  // seconds; 0: no need to
	Busy   bool // they wait because of what others do
	Nobody bool // there is no editor yet

	Unavailable bool // because of the database
}

// LoggedOut is the answer to a form that was sent after the session's end.
type LoggedOut struct {
	Base
	Login string // the login's address
	Typed []Field
}

// Account is an editor's own page.
type Account struct {
	Base
	Role    string
	Problem string
	Least   int      // characters of a password
	Editors []Editor // for owners alone
}

// Editor is one of those who may open the desk.
type Editor struct{ Name, Role, Added string }

// Problem is the page that says what went wrong.
type Problem struct {
	Base
	Message string
}
