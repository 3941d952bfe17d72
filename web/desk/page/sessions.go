package page

// Sessions is where editors see in which browsers they are logged in.
type Sessions struct {
	Base
	Own    []Session // of this editor
	Others []Session // of everybody else; for owners alone
}

// Session is one session.
type Session struct {
	ID, Editor, Browser, Begun, Used string
	This                             bool // the one that shows the page
}
