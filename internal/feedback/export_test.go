package feedback_test

import (
	"bytes"
	"testing"
	"time"

	"pinhole/internal/export"
	"pinhole/internal/feedback"
)

func TestExportColumns(t *testing.T) {
	t.Parallel()
	exported := []feedback.Exported{
		{Reviewer: "marie", Item: feedback.Item{Assignee: "ada", Note: "Ask Bo", Feedback: feedback.Feedback{
			ID: feedback.ID{1, 0xAB}, Article: "lorex-reset", Revision: "0123456789ab", Verdict: feedback.Verdict{Rating: 2}, Reason: feedback.OtherReason,
			Step: "step-2", Model: "N841", Firmware: "1.2", Outcome: feedback.Failed, Comment: "It <beeps>.", Status: feedback.Fixed, Held: feedback.HeldNetwork, Path: "offline.light", Reply: "Thanks!",
			Language: "en", GivenAt: now.Truncate(time.Millisecond), ReceivedAt: time.Date(2026, 11, 20, 13, 0, 0, 0, time.FixedZone("", 3600)),
		}}},
		{Item: feedback.Item{Feedback: feedback.Feedback{
			Article: "a", Revision: "0123456789ab", Verdict: feedback.Answer(true), Status: feedback.Withdrawn,
			Language: "es", GivenAt: time.UnixMilli(0), ReceivedAt: time.UnixMilli(1),
		}}},
	}
	var out bytes.Buffer
	if err := export.JSONL(&out, feedback.ExportColumns(), export.Rows(exported)); err != nil {
		t.Fatal(err)
	}
	want := `{"article":"lorex-reset","revision":"0123456789ab","helpful":"no","rating":2,"reason":"other","step":"step-2","model":"N841","firmware":"1.2","outcome":"failed","comment":"It <beeps>.","status":"fixed","language":"en","given_at":"2026-11-20T12:00:00.123Z","received_at":"2026-11-20T12:00:00.000Z","id":"01ab0000000000000000000000000000","assignee":"ada","reviewer":"marie","note":"Ask Bo","reply":"Thanks!","held":"network","path":"offline.light"}
{"article":"a","revision":"0123456789ab","helpful":"yes","rating":null,"reason":"","step":"","model":"","firmware":"","outcome":"","comment":"","status":"withdrawn","language":"es","given_at":"1970-01-01T00:00:00.000Z","received_at":"1970-01-01T00:00:00.001Z","id":"00000000000000000000000000000000","assignee":"","reviewer":"","note":"","reply":"","held":"","path":""}
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &out, want)
	}
}
