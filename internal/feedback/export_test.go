package feedback_test

import (
	"bytes"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"pinhole/internal/feedback"
)

var exported = []feedback.Feedback{
	{
		Article: "lorex-reset", Revision: "0123456789ab", Verdict: feedback.Verdict{Rating: 2}, Reason: feedback.OtherReason,
		Step: "step-2", Model: "=1+1", Firmware: "-1", Outcome: feedback.Failed, Comment: "@a \"b\"\n<c>", Status: feedback.New,
		Language: "en", GivenAt: now.Truncate(time.Millisecond), ReceivedAt: time.Date(2026, 11, 20, 13, 0, 0, 0, time.FixedZone("", 3600)),
	},
	{
		Article: "a", Revision: "0123456789ab", Verdict: feedback.Answer(true), Comment: "'fine'", Status: feedback.Withdrawn,
		Language: "es", GivenAt: time.UnixMilli(0), ReceivedAt: time.UnixMilli(1),
	},
}

func all(list []feedback.Feedback, end error) iter.Seq2[feedback.Feedback, error] {
	return func(yield func(feedback.Feedback, error) bool) {
		for _, f := range list {
			if !yield(f, nil) {
				return
			}
		}
		if end != nil {
			yield(feedback.Feedback{}, end)
		}
	}
}

func TestWriteCSV(t *testing.T) {
	var out bytes.Buffer
	if err := feedback.WriteCSV(&out, all(exported, nil)); err != nil {
		t.Fatal(err)
	}
	want := `article,revision,helpful,rating,reason,step,model,firmware,outcome,comment,status,language,given_at,received_at
lorex-reset,0123456789ab,no,2,other,step-2,'=1+1,'-1,failed,"'@a ""b""
<c>",new,en,2026-11-20T12:00:00.123Z,2026-11-20T12:00:00.000Z
a,0123456789ab,yes,,,,,,,'fine',withdrawn,es,1970-01-01T00:00:00.000Z,1970-01-01T00:00:00.001Z
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &out, want)
	}
}

func TestWriteJSONL(t *testing.T) {
	var out bytes.Buffer
	if err := feedback.WriteJSONL(&out, all(exported, nil)); err != nil {
		t.Fatal(err)
	}
	want := `{"article":"lorex-reset","revision":"0123456789ab","helpful":"no","rating":2,"reason":"other","step":"step-2","model":"=1+1","firmware":"-1","outcome":"failed","comment":"@a \"b\"\n<c>","status":"new","language":"en","given_at":"2026-11-20T12:00:00.123Z","received_at":"2026-11-20T12:00:00.000Z"}
{"article":"a","revision":"0123456789ab","helpful":"yes","rating":null,"reason":"","step":"","model":"","firmware":"","outcome":"","comment":"'fine'","status":"withdrawn","language":"es","given_at":"1970-01-01T00:00:00.000Z","received_at":"1970-01-01T00:00:00.001Z"}
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &out, want)
	}
}

type fullDisk struct{}

var errDiskFull = errors.New("disk full")

func (fullDisk) Write([]byte) (int, error) { return 0, errDiskFull }

func TestExportStopsAtAnError(t *testing.T) {
	gone := errors.New("gone")
	for name, write := range map[string]func(*bytes.Buffer) error{
		"csv":   func(b *bytes.Buffer) error { return feedback.WriteCSV(b, all(exported[1:], gone)) },
		"jsonl": func(b *bytes.Buffer) error { return feedback.WriteJSONL(b, all(exported[1:], gone)) },
	} {
		var out bytes.Buffer
		if err := write(&out); !errors.Is(err, gone) || !strings.Contains(out.String(), "fine") {
			t.Errorf("%s: %v after %q", name, err, &out)
		}
	}
	if err := feedback.WriteCSV(fullDisk{}, all(exported, nil)); !errors.Is(err, errDiskFull) {
		t.Errorf("csv on a full disk: %v", err)
	}
	if err := feedback.WriteJSONL(fullDisk{}, all(exported, nil)); !errors.Is(err, errDiskFull) {
		t.Errorf("jsonl on a full disk: %v", err)
	}
}
