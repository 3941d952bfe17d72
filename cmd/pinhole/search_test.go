package main_test

import (
	"strings"
	"testing"
)

func TestSearchExplainsItsHits(t *testing.T) {
	t.Parallel()
	explain := func(args ...string) string {
		t.Helper()
		r := runCommand(t, t.TempDir(), append([]string{"search", "--explain", "--limit", "2"}, args...)...)
		if r.exit != 0 || r.errors != "" {
			t.Fatalf("%q: exit %d, %s", args, r.exit, r.errors)
		}
		return r.out
	}
	out := explain("how", "do I hard reset", "my reolnk cam")
	for _, want := range []string{
		"word      hard reset: ", "corrected reolnk: reolink 0.90", "ignored   how, do, i, my\n", "read as   how do I hard reset my reolink cam\n",
		"brand     Reolink\n", "device    ip-camera\n", "goal      factory-reset\n",
		" 1. reolink-camera-factory-reset: Reset a Reolink camera\n    score ", " = words ", " × covered ", " × brand 3.00 × suits ", " × close ",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the explanation lacks %q:\n%s", want, out)
		}
	}
	for text, wants := range map[string][]string{
		"RLC810A password": {"label     RLC-810A\n", "family    RLC-* of Reolink, families/reolink.yaml:", "kind      ip-camera\n", "\n    fits the device; score "},
		"MS-C2972-FPB":     {"label     MS-C2972-FPB\n", "family    MS-C????* of Milesight, families/milesight.yaml:", "\n    holds for every brand; score "},
		"wansview":         {"brand     Wansview, which has no articles\n"},
	} {
		out := explain(text)
		for _, want := range wants {
			if !strings.Contains(out, want) {
				t.Errorf("the explanation of %s lacks %q:\n%s", text, want, out)
			}
		}
	}
	if again := explain("how", "do I hard reset", "my reolnk cam"); again != out {
		t.Errorf("the second time it is\n%s", again)
	}
	if out := explain("--language", "es", "olvidé la clave de mi dvr lorex"); !strings.Contains(out, " 1. lorex-recorder-password: Olvid") {
		t.Errorf("a reader of Spanish finds\n%s", out)
	}
}

func TestSearchPrintsHitsAlone(t *testing.T) {
	t.Parallel()
	folder := checked(t, false)
	r := runCommand(t, folder, "search", "--content", "content", "words")
	if want := "1 hit\n 1. acme-why: Why\n"; r.exit != 0 || r.out != want {
		t.Errorf("exit %d with %q, want %q; %s", r.exit, r.out, want, r.errors)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"search", "--language", "xx", "words"}, `pinhole: there is no language "xx"; use one of en, es` + "\n"},
		{[]string{"search", "--content", "nowhere", "words"}, "pinhole: the content folder nowhere cannot be opened: "},
	} {
		if r := runCommand(t, folder, c.args...); r.exit != 1 || !strings.HasPrefix(r.errors, c.want) {
			t.Errorf("%q: exit %d with %q, want %q", c.args, r.exit, r.errors, c.want)
		}
	}
	broken := runCommand(t, checked(t, true), "search", "--content", "content", "words")
	if want := "pinhole: the content has 1 error; run pinhole check to see what is wrong\n"; broken.exit != 1 || broken.errors != want {
		t.Errorf("broken content: exit %d with %q", broken.exit, broken.errors)
	}
}
