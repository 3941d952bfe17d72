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

// Filter selects feedback at the desk. The zero value of a field does not restrict it.
type Filter struct {
	// Articles are ids. nil means all articles; an empty non-nil list means none, as for a brand
	// without articles.
	Articles []string
	// Statuses to include; an empty list means all but spam and withdrawn.
	Statuses   []Status
	Revision   string
	Reason     Reason
	Step       string
	Model      string // as the reader wrote it
	Outcome    Outcome
	Assignee   string // an editor's name
	Unassigned bool   // only items without an assignee; Assignee must be empty
	Failed     bool   // only verdicts of not helpful
	Commented  bool   // only with a comment, as the inbox shows it
	Branched   bool   // only from readers whom questions led to the article
	// Text lists words that a comment must contain, all of them, in any order. Case and accents are
	// ignored.
	Text   string
	Period Period // of ReceivedAt
}

// Facet is a property by which feedback is counted.
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
	ByPath     Facet = "path"
)

// Count is the amount of feedback with the same values of some facets.
type Count struct {
	Keys    []string // one for each requested facet; "" if the reader gave none
	Helpful int      // how many of them say that the article helped
	Answers int      // how many there are
}

// Failed returns how many say that the article did not help.
func (c Count) Failed() int { return c.Answers - c.Helpful }

// Item is feedback as the desk shows it.
type Item struct {
	Feedback
	Assignee string // the editor whose task it is, or empty
	Note     string // the editors' own words, which no reader sees
	// Version increases with every change by an editor or the reader.
	Version int64
}

// Ref identifies one version of an item.
type Ref struct {
	ID      ID
	Version int64
}

// Ref returns a reference to this version of the item.
func (i Item) Ref() Ref { return Ref{i.ID, i.Version} }

// Triage is what an editor sets on items. A nil field is left unchanged.
type Triage struct {
	Status   *Status // any but withdrawn
	Assignee *string
	Note     *string
	Reply    *string // the reader sees it
	FixedIn  *string // the revision that fixed the problem
}

// Limits of what editors write, in characters.
const (
	MaxNote  = 4000
	MaxReply = 2000
)

// ErrChanged is the error that [ChangedError] wraps.
var ErrChanged = errors.New("somebody else has changed it meanwhile")

// ChangedError lists the items that were skipped because they changed after the editor had loaded
// them. All other items were changed.
type ChangedError struct {
	Now  []Item // in their current version
	Gone []ID   // those that no longer exist
}

func (e *ChangedError) Error() string {
	return fmt.Sprintf("%d of the items are not as they were seen: %v", len(e.Now)+len(e.Gone), ErrChanged)
}

// Unwrap returns [ErrChanged].
func (e *ChangedError) Unwrap() error { return ErrChanged }

// Cursor is a position in a list sorted by time, latest first: after the item that it names. The
// zero Cursor is the beginning.
type Cursor struct {
	At int64 // Unix milliseconds
	ID ID
}

// Cursor returns the position after this item.
func (f Feedback) Cursor() Cursor { return Cursor{f.ReceivedAt.UnixMilli(), f.ID} }

// String encodes the cursor for a URL; "" for the zero Cursor.
func (c Cursor) String() string {
	if c == (Cursor{}) {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(append(binary.BigEndian.AppendUint64(nil, uint64(c.At)), c.ID[:]...))
}

var errCursor = errors.New("not a place in a list")

// ParseCursor parses the result of [Cursor.String].
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

// String returns the ID as 32 hex digits, for URLs and forms of the desk. It does not reveal the
// receipt.
func (id ID) String() string { return hex.EncodeToString(id[:]) }

// ParseID parses the result of [ID.String].
func ParseID(text string) (id ID, err error) {
	if len(text) != hex.EncodedLen(len(id)) {
		return ID{}, errors.New("not the id of feedback")
	}
	if _, err := hex.Decode(id[:], []byte(text)); err != nil {
		return ID{}, errors.New("not the id of feedback")
	}
	return id, nil
}

// Missed is a search without results.
type Missed struct {
	Query    string
	Searches int // how often it was searched for without results
	Reports  int // how many readers said that something is missing
}

// StepCount is the number of open comments (new or accepted) on a step of a revision.
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
