package editor

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Role says what an editor may do.
type Role string

// The roles. An owner may do what an editor may, and also see other accounts and the audit trail, and change webhooks. There is
// always an owner as long as there is anybody, unless the last one was removed by force.
const (
	Owner  Role = "owner"
	Editor Role = "editor"
)

// Known reports whether r is a role.
func (r Role) Known() bool { return r == Owner || r == Editor }

// Account is one editor.
type Account struct {
	Name    string // as [CleanName] gives it
	Role    Role
	AddedAt time.Time
	// Epoch counts how often all sessions of this editor were ended. A session carries the epoch in which it began (see
	// [SessionEditor]) and ends with it.
	Epoch int64
}

// The keys under which a session holds the name (a string) and the epoch (an int64) of its editor, so that the store can tell
// whose it is and end it; and when it began (an int64, Unix milliseconds) and in which browser (a string), to be shown.
const (
	SessionEditor  = "editor"
	SessionEpoch   = "epoch"
	SessionBegun   = "begun"
	SessionBrowser = "browser"
)

// Session is one session as editors see it. It holds no address.
type Session struct {
	ID      string // the hash of its token, which opens nothing
	Editor  string
	BegunAt time.Time
	UsedAt  time.Time // some minutes may be missing
	Browser string    // such as "Firefox, Windows"; empty where nobody can tell
}

// Unknown is who failed to log in under a name that no editor has. What was typed as the name is not stored: it may be a password.
const Unknown = "unknown name"

// Console is who did something from the command line, in the audit trail. No editor can have this name.
const Console = "command line"

// What a store's methods on accounts return, wrapped.
var (
	ErrUnknown   = errors.New("there is no editor of this name")
	ErrTaken     = errors.New("there is an editor of this name already")
	ErrLastOwner = errors.New("this is the last owner")
)

var nameRule = regexp.MustCompile(`^[a-z][a-z0-9._-]{1,31}$`)

// CleanName gives a name as it is stored: in small letters, without spaces around it. The error says what a name is made of.
func CleanName(name string) (string, error) {
	clean := strings.ToLower(strings.TrimSpace(name))
	if !nameRule.MatchString(clean) {
		return "", fmt.Errorf("%q is no name for an editor: it takes 2 to 32 of the letters a to z, digits, dots, hyphens and underscores, and begins with a letter", name)
	}
	return clean, nil
}

// Entry is one line of the audit trail: who did what, on what, and when. Nothing is ever changed in it but the count of one that
// counts.
type Entry struct {
	ID     int64 // rises with time
	At     time.Time
	Editor string // a name, [Console] or [Unknown]
	Action Action
	On     string // what it was done to: an editor, an article, a webhook; or how many comments
	Detail string // what was set, in a few words; never a password or a comment's text
	Times  int    // how often it was done within a minute from At; 1 where each time has an entry of its own
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
