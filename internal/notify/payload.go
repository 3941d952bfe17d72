package notify

import (
	"bytes"
	"encoding/json"
	"time"

	"pinhole/internal/feedback"
)

// payload is the body of a message, with the fields that the specification recommends.
type payload struct {
	Type      string `json:"type"`
	Timestamp string `json:"timestamp"` // when it happened
	Data      any    `json:"data"`
}

// about is what a message says of a piece of feedback: all that its reader said, and nothing that leads to the reader. The id is
// the same in all messages about it; nobody can tell a receipt or another piece of feedback by it.
type about struct {
	ID             string           `json:"id"`
	Article        string           `json:"article"`
	Revision       string           `json:"revision"`
	Helpful        bool             `json:"helpful"`
	Rating         *int             `json:"rating"` // null on the scale of Yes and No
	Reason         feedback.Reason  `json:"reason"`
	Step           string           `json:"step"`
	Model          string           `json:"model"`
	Firmware       string           `json:"firmware"`
	Outcome        feedback.Outcome `json:"outcome"`
	Comment        string           `json:"comment"`
	Language       string           `json:"language"`
	GivenAt        string           `json:"given_at"`
	Status         feedback.Status  `json:"status"`
	PreviousStatus *feedback.Status `json:"previous_status,omitempty"`
	FixedIn        string           `json:"fixed_in,omitempty"`
}

// taken is what a message says when its reader has taken the feedback back: not what was said.
type taken struct {
	ID             string          `json:"id"`
	Article        string          `json:"article"`
	Revision       string          `json:"revision"`
	Status         feedback.Status `json:"status"`
	PreviousStatus feedback.Status `json:"previous_status"`
}

// body gives a message's body; not ok when there is nothing to tell any more, because what it is about was removed, or taken
// back before it was told.
func body(t feedback.Task) (text []byte, ok bool, err error) {
	if t.About == nil {
		return nil, false, nil
	}
	f := *t.About
	switch {
	case t.Event == feedback.CommentStatusChanged && t.To == feedback.Withdrawn:
		text, err = encode(t, taken{f.ID.String(), f.Article, f.Revision, t.To, t.From})
	case f.Status == feedback.Withdrawn, t.Event == feedback.CommentCreated && f.Comment == "":
		return nil, false, nil
	default:
		text, err = encode(t, told(t, f))
	}
	return text, err == nil, err
}

func told(t feedback.Task, f feedback.Feedback) about {
	a := about{
		ID: f.ID.String(), Article: f.Article, Revision: f.Revision, Helpful: f.Verdict.Helpful,
		Reason: f.Reason, Step: f.Step, Model: f.Model, Firmware: f.Firmware, Outcome: f.Outcome, Comment: f.Comment,
		Language: f.Language, GivenAt: f.GivenAt.UTC().Format(time.RFC3339), Status: f.Status, FixedIn: f.FixedIn,
	}
	if f.Verdict.Rating > 0 {
		a.Rating = &f.Verdict.Rating
	}
	if t.Event == feedback.CommentStatusChanged {
		a.Status, a.PreviousStatus = t.To, &t.From
	}
	return a
}

func encode(t feedback.Task, data any) ([]byte, error) {
	var text bytes.Buffer
	out := json.NewEncoder(&text)
	out.SetEscapeHTML(false)
	err := out.Encode(payload{string(t.Event), t.CreatedAt.UTC().Format(time.RFC3339Nano), data})
	return bytes.TrimSuffix(text.Bytes(), []byte("\n")), err
}

// testBody is what a trial message says.
func testBody(at time.Time) ([]byte, error) {
	return encode(feedback.Task{Delivery: feedback.Delivery{Event: "pinhole.test", CreatedAt: at}}, map[string]string{"message": "This is a trial. Nothing happened."})
}
