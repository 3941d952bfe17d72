package verdict

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/web/page"
)

// TestAReceiptDoesNotSayThatItIsSpam compares the receipts of two answers, one of which was judged
// to be spam: senders must not learn that.
func TestAReceiptDoesNotSayThatItIsSpam(t *testing.T) {
	f := feedback.Feedback{Article: "a", Revision: "0123456789ab", Status: feedback.New, Comment: "x", GivenAt: time.UnixMilli(1_763_600_000_000).UTC()}
	encode := func(f feedback.Feedback) string {
		body, err := json.Marshal(receiptOf(f, page.Thanks{State: "Saved.", FollowUp: page.FollowUp{Action: "/feedback/x"}}))
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	want := `{"url":"/feedback/x","article":"a","revision":"0123456789ab","helpful":false,"comment":"x","status":"new","state":"Saved.","given_at":"2025-11-20T00:53:20Z"}`
	if got := encode(f); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	f.Status = feedback.Spam
	if got := encode(f); got != want {
		t.Errorf("spam: got %s\nwant %s", got, want)
	}
	f.Status = feedback.Withdrawn
	if got := encode(f); !strings.Contains(got, `"status":"withdrawn"`) {
		t.Errorf("withdrawn: got %s", got)
	}
}
