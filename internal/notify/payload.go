package notify

import (
	"bytes"
	"encoding/json"
	"time"

	"pinhole/internal/feedback"
)

// payload is a message's body as recommended by the specification.
type payload struct {
	Type      string `json:"type"`
	Timestamp string `json:"timestamp"` // when it happened
	Data      any    `json:"data"`
}

// feedbackData is a message's data on a piece of feedback: its content, and nothing that identifies
// the reader. The id is the same in all messages about it, and does not reveal the receipt or the
// reader's other feedback.
type feedbackData struct {
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

// withdrawnData is a message's data on withdrawn feedback, without its content.
type withdrawnData struct {
	ID             string          `json:"id"`
	Article        string          `json:"article"`
	Revision       string          `json:"revision"`
	Status         feedback.Status `json:"status"`
	PreviousStatus feedback.Status `json:"previous_status"`
}

// messageBody returns a message's body; ok is false if the message is obsolete because the feedback
// was removed, or withdrawn before it was sent.
func messageBody(t feedback.Task) (text []byte, ok bool, err error) {
	if t.About == nil {
		return nil, false, nil
	}
	f := *t.About
	switch {
	case t.Event == feedback.CommentStatusChanged && t.To == feedback.Withdrawn:
		text, err = encode(t, withdrawnData{f.ID.String(), f.Article, f.Revision, t.To, t.From})
	case f.Status == feedback.Withdrawn, t.Event == feedback.CommentCreated && f.Comment == "":
		return nil, false, nil
	default:
		text, err = encode(t, newFeedbackData(t, f))
	}
	return text, err == nil, err
}

func newFeedbackData(t feedback.Task, f feedback.Feedback) feedbackData {
	a := feedbackData{
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

// testBody returns the body of a trial message.
func testBody(at time.Time) ([]byte, error) {
	return encode(feedback.Task{Delivery: feedback.Delivery{Event: "pinhole.test", CreatedAt: at}}, map[string]string{"message": "This is a trial. Nothing happened."})
}
