package article_test

import (
	"strings"
	"testing"
)

func revision(t *testing.T, changes ...change) string {
	t.Helper()
	a, ok := mustLoad(t, changes...).Article("/acme/reset")
	if !ok {
		t.Fatal("no article at /acme/reset")
	}
	return a.Revision
}

// Feedback hangs on revisions: the same text must have the same one in every version of the
// program.
func TestTheRevisionOfATextStays(t *testing.T) {
	const want = "48082feef083"
	if got := revision(t); got != want {
		t.Errorf("got %s, want %s: feedback on the old name would be lost", got, want)
	}
}

func TestWhatMakesARevision(t *testing.T) {
	reset := func(old, new string) change { return change{resetFile, old, new} }
	for name, c := range map[string]change{
		"title":          reset("title: Reset an", "title: Reset your"),
		"summary":        reset("ten seconds", "12 seconds"),
		"need":           reset("[reset-pin, physical-access]", "[reset-pin]"),
		"effect":         reset("recordings: kept", "recordings: unknown"),
		"note":           reset("on the model", "on the device"),
		"body":           reset("Press the button.", "Press it."),
		"end of a line":  reset("Press the button.", "Press the button. "),
		"words move":     reset("summary: Hold the", "summary: Hold  the"),
		"last line":      reset("2. Go to [step 1](#step-1).\n", "2. Go to [step 1](#step-1)."),
		"effect's place": reset("settings: erased\n  users: erased", "settings: erased\n  users: kept"),
	} {
		if revision(t, c) == revision(t) {
			t.Errorf("%s: another text has the same revision", name)
		}
	}
	for name, c := range map[string]change{
		"order of needs":    reset("[reset-pin, physical-access]", "[physical-access, reset-pin]"),
		"order of effects":  reset("settings: erased\n  users: erased", "users: erased\n  settings: erased"),
		"devices":           reset("[ip-camera, doorbell]", "[ip-camera]"),
		"models":            reset(`["AC4*", "AC-Dome 2"]`, "[AC45]"),
		"minutes":           reset("minutes: 5", "minutes: 6"),
		"source":            reset("The manual", "A manual"),
		"checked":           reset("checked: 2026-11-20", "checked: 2026-11-21"),
		"review":            reset("review_by: 2026-11-22", "review_by: 2027-11-22"),
		"aliases":           reset("/old-reset", "/older-reset"),
		"related":           reset("related: [acme-other]\n", ""),
		"symptoms":          reset("no picture", "black picture"),
		"id":                reset("id: acme-reset", "id: acme-renamed"),
		"brand's data":      {brandFile, "all day", "never"},
		"comment in YAML":   reset("minutes: 5", "minutes: 5 # with the wait"),
		"byte order mark":   {resetFile, "", "\ufeff" + base[resetFile]},
		"Windows line ends": {resetFile, "", strings.ReplaceAll(base[resetFile], "\n", "\r\n")},
	} {
		if revision(t, c) != revision(t) {
			t.Errorf("%s: the same text has another revision", name)
		}
	}
}
