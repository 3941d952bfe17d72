package main_test

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// TestReaderFindsAnswersAndComments is the main job with nothing but HTTP.
func TestReaderFindsAnswersAndComments(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	brand := c.follow(c.get("/").is(http.StatusOK), brandPath)
	article := c.follow(brand, articlePath).says("Did it work?")

	form := article.form("/feedback")
	form.Set("helpful", "yes")
	address := c.post("/feedback", form).is(http.StatusSeeOther).header.Get("Location")
	if row := p.onlyRow(); row.Helpful != "yes" || row.Comment != "" {
		t.Fatalf("before the comment is asked for, %+v is stored", row)
	}
	thanks := c.get(address).is(http.StatusOK).says("Saved.", "Thanks. Glad it worked.", "Anything to add?")

	const comment = "Say how long the light blinks.\nMine took a minute."
	form = thanks.form(address)
	form.Set("comment", comment)
	c.post(address, form).is(http.StatusSeeOther).has("Location", address)
	if got := c.get(address).is(http.StatusOK).says("the editors read every comment.").textarea(); got != comment {
		t.Errorf("the page shows the comment %q", got)
	}
	row := p.onlyRow()
	checkRow(t, row, article.form("/feedback").Get("revision"), comment)
	records, err := csv.NewReader(strings.NewReader(p.export("csv"))).ReadAll()
	if err != nil || len(records) != 2 || records[1][0] != articleID || records[1][9] != comment {
		t.Errorf("CSV: %q, %v", records, err)
	}
	p.stop()
	if after := p.onlyRow(); after != row {
		t.Errorf("after the program's end %+v is stored, was %+v", after, row)
	}
}

func checkRow(t *testing.T, got row, revision, comment string) {
	t.Helper()
	given, received := parseTime(t, got.GivenAt), parseTime(t, got.ReceivedAt)
	if age := time.Since(received); age < 0 || age > testTimeout || given.After(received) {
		t.Errorf("given at %s and received at %s", got.GivenAt, got.ReceivedAt)
	}
	want := row{Article: articleID, Revision: revision, Helpful: "yes", Outcome: "worked", Comment: comment, Status: "new", Language: "en", GivenAt: got.GivenAt, ReceivedAt: got.ReceivedAt, ID: got.ID}
	if got != want {
		t.Errorf("%+v is stored, want %+v", got, want)
	}
}

func parseTime(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil || at.Location() != time.UTC {
		t.Errorf("%q is not a time in UTC: %v", s, err)
	}
	return at
}

func TestAfterNoTheReaderIsAskedWhatToImprove(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	address := c.receipt("no")
	c.get(address).is(http.StatusOK).says("Noted. Try this next:", "If it does not work", "Call Lorex:", "what went wrong?", "Tell us how we can improve this article")
	if got := p.onlyRow().Helpful; got != "no" {
		t.Errorf("%q is stored", got)
	}
}

func TestWithdrawnAnswersCanBeGivenAgain(t *testing.T) {
	t.Parallel()
	p := start(t)
	address := p.client().receipt("no", "comment", "My Zebrafisch blinks.", "model", "ZF-1", "firmware", "7.0.1", "reason", "other")
	stranger := p.stranger() // the receipt alone is enough
	stranger.post(address, fields("withdraw", "1")).is(http.StatusSeeOther)
	gone := func(status, helpful string) {
		t.Helper()
		if got := p.onlyRow(); got.Status != status || got.Helpful != helpful || got.Comment+got.Model+got.Firmware+got.Reason+got.Reply+got.Note != "" {
			t.Errorf("stored is %+v, want a %s one without words", got, status)
		}
	}
	gone("withdrawn", "no")
	stranger.get(address).is(http.StatusOK).says("Your answer has been withdrawn")
	stranger.post(address, fields("comment", "One word more")).is(http.StatusUnprocessableEntity).says("First tell us whether the article helped.")
	gone("withdrawn", "no")
	stranger.post(address, fields("helpful", "yes")).is(http.StatusSeeOther)
	gone("new", "yes")
	stranger.post(address, fields("comment", "It helped in the end.")).is(http.StatusSeeOther)
	if got := p.onlyRow(); got.Status != "new" || got.Comment != "It helped in the end." || got.Model != "" {
		t.Errorf("after a second thought, %+v is stored", got)
	}
	p.stop()
	if file, err := os.ReadFile(p.database); err != nil || bytes.Contains(file, []byte("Zebrafisch")) {
		t.Errorf("the file still holds what was withdrawn (%v)", err)
	}
}
