package editor

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Role is an editor's set of permissions.
type Role string

// The roles. An owner may do what an editor may, and also see other accounts and the audit trail,
// and change webhooks. As long as there are accounts, one is an owner, unless the last owner was
// removed by force.
const (
	Owner  Role = "owner"
	Editor Role = "editor"
)

// Known reports whether r is a role.
func (r Role) Known() bool { return r == Owner || r == Editor }

// Account is one editor.
type Account struct {
	Name    string // as returned by [CleanName]
	Role    Role
	AddedAt time.Time
	// Epoch counts how often all sessions of this editor were ended. A session stores the epoch in
	// which it began (see [SessionEpoch]) and is only valid in that epoch.
	Epoch int64
}

// The keys of a session's values: name (a string) and epoch (an int64) of its editor, by which the
// store finds and ends it; and when it began (an int64, Unix milliseconds) and in which browser (a
// string), for display.
const (
	SessionEditor  = "editor"
	SessionEpoch   = "epoch"
	SessionBegun   = "begun"
	SessionBrowser = "browser"
)

// Session is one session as editors see it. It holds no address.
type Session struct {
	ID      string // the hash of its token; not a credential
	Editor  string
	BegunAt time.Time
	UsedAt  time.Time // to within a few minutes
	Browser string    // such as "Firefox, Windows"; empty if unknown
}

// Unknown stands in the audit trail for failed logins under unknown names. The name as typed is not
// stored, because it may be a password.
const Unknown = "unknown name"

// Console stands in the audit trail for the command line. No editor can have this name.
const Console = "command line"

// Errors that a store's methods on accounts wrap.
var (
	ErrUnknown   = errors.New("there is no editor of this name")
	ErrTaken     = errors.New("there is an editor of this name already")
	ErrLastOwner = errors.New("this is the last owner")
)

var nameRule = regexp.MustCompile(`^[a-z][a-z0-9._-]{1,31}$`)

// CleanName returns a name as it is stored: in lower case and trimmed. The error describes a valid
// name.
func CleanName(name string) (string, error) {
	clean := strings.ToLower(strings.TrimSpace(name))
	if !nameRule.MatchString(clean) {
		return "", fmt.Errorf("%q is no name for an editor: it takes 2 to 32 of the letters a to z, digits, dots, hyphens and underscores, and begins with a letter", name)
	}
	return clean, nil
}

// Entry is one line of the audit trail: who did what, on what, and when. Entries are immutable but
// for Times.
type Entry struct {
	ID     int64 // increases with time
	At     time.Time
	Editor string // a name, [Console] or [Unknown]
	Action Action
	On     string // what it was done to: an editor, an article, a webhook; or how many comments
	Detail string // what was set, in a few words; never a password or a comment's text
	Times  int    // how often it was done within a minute from At; 1 for actions that are not grouped
}

// Action is what somebody did.
type Action string

// The actions.
const (
	AddedEditor    Action = "editor-added"
	RemovedEditor  Action = "editor-removed"
	SetPassword    Action = "password-set"
	SetRole        Action = "role-set"
	LoggedIn       Action = "logged-in"
	LoggedOut      Action = "logged-out"
	EndedSession   Action = "session-ended"
	LoginFailed    Action = "login-failed"
	RoleRefused    Action = "role-refused"
	TriagedComment Action = "comments-changed"
	UndidChange    Action = "change-undone"
	Exported       Action = "exported"
	AddedWebhook   Action = "webhook-added"
	RemovedWebhook Action = "webhook-removed"
	Redelivered    Action = "webhook-sent-again"
	CountedAnswers Action = "answers-counted"
	VoidedAnswers  Action = "answers-voided"
	HidModel       Action = "model-hidden"
	ShowedModel    Action = "model-shown"
)
