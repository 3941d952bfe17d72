package feedback

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// Period is a time from From, inclusive, to To, exclusive. A zero time is no bound.
type Period struct{ From, To time.Time }

// Filter chooses feedback at the desk. The zero value of each field chooses all.
type Filter struct {
	// Articles are ids. nil means all articles; an empty list that is not nil means none, as a brand without articles has it.
	Articles []string
	// Statuses are those wanted; none named means all but spam and withdrawn.
	Statuses   []Status
	Revision   string
	Reason     Reason
	Step       string
	Model      string // as the reader wrote it
	Outcome    Outcome
	Assignee   string // an editor's name
	Unassigned bool   // nobody's; then Assignee is empty
	Failed     bool   // only verdicts of not helpful
	Commented  bool   // only with a comment, as the inbox shows it
	// Text are words that a comment must hold, all of them, in any order. Letter case and accents do not count.
	Text   string
	Period Period // of ReceivedAt
}

// Facet is what feedback is counted by.
type Facet string

// The facets.
const (
	ByDay      Facet = "day" // of ReceivedAt, in UTC, written 2026-11-22
	ByArticle  Facet = "article"
	ByRevision Facet = "revision"
	ByReason   Facet = "reason"
	ByStep     Facet = "step"
	ByModel    Facet = "model"
	ByOutcome  Facet = "outcome"
	ByStatus   Facet = "status"
	ByAssignee Facet = "assignee"
)

// Count is how much feedback has the same values in some facets.
type Count struct {
	Keys    []string // one for each facet that was asked for; "" where the reader has not said
	Helpful int      // how many of them say that the article helped
	Answers int      // how many there are
}

// Failed is how many say that the article did not help.
func (c Count) Failed() int { return c.Answers - c.Helpful }

// Item is feedback as the desk shows it.
type Item struct {
	Feedback
	Assignee string // the editor whose task it is, or empty
	Note     string // the editors' own words, which no reader sees
	// Version rises whenever anybody changes the feedback, its reader too.
	Version int64
}

// Ref names an item as somebody has seen it.
type Ref struct {
	ID      ID
	Version int64
}

// Ref names the item as it is here.
func (i Item) Ref() Ref { return Ref{i.ID, i.Version} }

// Triage is what an editor sets on items. nil keeps what is there.
type Triage struct {
	Status   *Status // any but withdrawn
	Assignee *string
	Note     *string
	Reply    *string // the reader sees it
	FixedIn  *string // the revision that mended it
}

// Limits of what editors write, in characters.
const (
	MaxNote  = 4000
	MaxReply = 2000
)

// ErrChanged is what [ChangedError] is.
var ErrChanged = errors.New("somebody else has changed it meanwhile")

// ChangedError says which items were left alone because they are not any more as the editor has seen them. All others were
// changed.
type ChangedError struct {
	Now  []Item // as they are now
	Gone []ID   // those that are not there any more
}

func (e *ChangedError) Error() string {
	return fmt.Sprintf("%d of the items are not as they were seen: %v", len(e.Now)+len(e.Gone), ErrChanged)
}

// Unwrap gives [ErrChanged].
func (e *ChangedError) Unwrap() error { return ErrChanged }

// Cursor is a place in a list that is ordered by time, latest first: behind the item that it names. The zero Cursor is the
// beginning.
type Cursor struct {
	At int64 // Unix milliseconds
	ID ID
}

// Cursor is the place behind this item.
func (f Feedback) Cursor() Cursor { return Cursor{f.ReceivedAt.UnixMilli(), f.ID} }

// String writes the cursor for an address; empty at the beginning.
func (c Cursor) String() string {
	if c == (Cursor{}) {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(append(binary.BigEndian.AppendUint64(nil, uint64(c.At)), c.ID[:]...))
}

var errCursor = errors.New("not a place in a list")

// ParseCursor reads what [Cursor.String] wrote.
func ParseCursor(text string) (Cursor, error) {
	if text == "" {
		return Cursor{}, nil
	}
	data, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(data) != 8+len(ID{}) {
		return Cursor{}, errCursor
	}
	return Cursor{At: int64(binary.BigEndian.Uint64(data)), ID: ID(data[8:])}, nil
}

// String writes the ID as 32 hex digits, for addresses and forms of the desk. Nobody can tell a receipt by it.
func (id ID) String() string { return hex.EncodeToString(id[:]) }

// ParseID reads what [ID.String] wrote.
func ParseID(text string) (id ID, err error) {
	if len(text) != hex.EncodedLen(len(id)) {
		return ID{}, errors.New("not the id of feedback")
	}
	if _, err := hex.Decode(id[:], []byte(text)); err != nil {
		return ID{}, errors.New("not the id of feedback")
	}
	return id, nil
}

// Missed is a text for which readers searched in vain.
type Missed struct {
	Query    string
	Searches int // how often it found nothing
	Reports  int // how many readers said that something is missing
}

// StepCount is how many open comments (new or accepted) there are on a step of a revision.
type StepCount struct {
	Article, Revision, Step string
	Comments                int
}

// Served is a revision of an article that was served here.
type Served struct {
	Revision string
	Title    string
	Since    time.Time // when it was first served
}
