package page

// DeskSessions is where editors see in which browsers they are logged in.
type DeskSessions struct {
	Desk
	Own    []DeskSession // of this editor
	Others []DeskSession // of everybody else; for owners alone
}

// DeskSession is one session.
type DeskSession struct {
	ID, Editor, Browser, Begun, Used string
	This                             bool // the one that shows the page
}
