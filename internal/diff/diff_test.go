package diff_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pinhole/internal/diff"
)

// shown writes a difference as people write it: -, + and a space before lines, and differing words
// in brackets.
func shown(hunks []diff.Hunk) string {
	var text strings.Builder
	for _, h := range hunks {
		text.WriteString("@\n")
		for _, l := range h.Lines {
			text.WriteByte(" -+"[l.Mark])
			for _, p := range l.Pieces {
				if p.Mark != diff.Same && len(l.Pieces) > 1 {
					fmt.Fprintf(&text, "[%s]", p.Text)
				} else {
					text.WriteString(p.Text)
				}
			}
			text.WriteByte('\n')
		}
	}
	return text.String()
}

func TestDiff(t *testing.T) {
	long := strings.Repeat("a line\n", 9)
	for name, c := range map[string]struct{ before, after, want string }{
		"nothing":  {"one\ntwo\n", "one\ntwo\n", ""},
		"empty":    {"", "", ""},
		"a word":   {"Hold it for 10 seconds.\n", "Hold it for 30 seconds.\n", "@\n-Hold it for [10] seconds.\n+Hold it for [30] seconds.\n"},
		"a line":   {"one\nthree\n", "one\ntwo\nthree\n", "@\n one\n+two\n three\n"},
		"not even": {"one\ntwo\nx\n", "three\nx\n", "@\n-one\n-two\n+three\n x\n"},
		"far apart": {"first\n" + long + "last", "First\n" + long + "Last",
			"@\n-first\n+First\n a line\n a line\n a line\n@\n a line\n a line\n a line\n-last\n+Last\n"},
		"letters": {"Größe: 5", "Größe: 6", "@\n-Größe: [5]\n+Größe: [6]\n"},
	} {
		if got := shown(diff.Lines(c.before, c.after)); got != c.want {
			t.Errorf("%s:\n%swant\n%s", name, got, c.want)
		}
	}
}

// Each line of a difference is at its line number, and what is not in it is the same in both
// texts.
func TestDiffLosesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	text := func() string {
		var lines []string
		for range random.IntN(12) {
			lines = append(lines, strings.Repeat("ab ", random.IntN(3))+string(rune('a'+random.IntN(3))))
		}
		return strings.Join(lines, "\n")
	}
	for range 3000 {
		before, after := text(), text()
		changed := map[diff.Mark]int{}
		for _, h := range diff.Lines(before, after) {
			for _, l := range h.Lines {
				changed[l.Mark]++
				if l.Mark != diff.Added && strings.Split(before, "\n")[l.Before-1] != l.Text() {
					t.Fatalf("line %d of %q is %q", l.Before, before, l.Text())
				}
				if l.Mark != diff.Removed && strings.Split(after, "\n")[l.After-1] != l.Text() {
					t.Fatalf("line %d of %q is %q", l.After, after, l.Text())
				}
			}
		}
		left := strings.Count(before, "\n") - changed[diff.Removed]
		if came := strings.Count(after, "\n") - changed[diff.Added]; left != came || (before == after) != (len(changed) == 0) {
			t.Fatalf("%q to %q: %v", before, after, changed)
		}
	}
}

// The shortest script of Myers' paper: ABCABBA to CBABAC takes five edits.
func TestDiffIsShort(t *testing.T) {
	split := func(s string) string { return strings.Join(strings.Split(s, ""), "\n") }
	edits := 0
	for _, h := range diff.Lines(split("ABCABBA"), split("CBABAC")) {
		for _, l := range h.Lines {
			if l.Mark != diff.Same {
				edits++
			}
		}
	}
	if edits != 5 {
		t.Errorf("%d edits, want 5", edits)
	}
	var one, two strings.Builder // nothing in common: bounded work, and an answer
	for i := range 5000 {
		fmt.Fprintln(&one, i)
		fmt.Fprintln(&two, -i-1)
	}
	if hunks := diff.Lines(one.String(), two.String()); len(hunks) != 1 || len(hunks[0].Lines) < 10_000 {
		t.Errorf("%d hunks", len(hunks))
	}
}
