package spam_test

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pinhole/internal/spam"
)

// judged is a line of testdata: a comment, behind what else is known in
// brackets, such as [trap elapsed=900 others=4].
type judged struct {
	line    string
	signals spam.Signals
	comment string
	others  int
}

func judgedLines(t *testing.T, name string) []judged {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []judged
	for in := bufio.NewScanner(file); in.Scan(); {
		all = append(all, parseJudged(t, in.Text()))
	}
	return all
}

func parseJudged(t *testing.T, line string) judged {
	t.Helper()
	j := judged{line: line}
	text := line
	if known, rest, ok := strings.Cut(line, "]"); ok && strings.HasPrefix(line, "[") && !strings.HasPrefix(line, "[url") {
		text = strings.TrimSpace(rest)
		for _, field := range strings.Fields(known[1:]) {
			name, value, _ := strings.Cut(field, "=")
			number, err := strconv.Atoi(value)
			switch {
			case name == "trap":
				j.signals.Trapped = true
			case err != nil:
				t.Fatalf("%q: %v", line, err)
			case name == "elapsed":
				j.signals.Elapsed = time.Duration(number) * time.Millisecond
			case name == "others":
				j.others = number
			}
		}
	}
	j.comment = text
	return j
}

func TestJudge(t *testing.T) {
	for name, want := range map[string]bool{"spam.txt": true, "honest.txt": false} {
		for _, j := range judgedLines(t, name) {
			got, suspicions := spam.Judge(j.signals, j.comment, j.others)
			if got != want {
				t.Errorf("%q: spam %t for %v, want %t", j.line, got, suspicions, want)
			}
			if got && len(suspicions) == 0 {
				t.Errorf("%q is spam without a reason", j.line)
			}
		}
	}
}

// Whatever an honest reader adds, one link does not make it spam.
func TestOneLinkIsNeverSpam(t *testing.T) {
	for _, j := range judgedLines(t, "honest.txt") {
		if j.comment == "" || strings.Contains(j.comment, "http") || strings.Contains(j.comment, "www.") {
			continue
		}
		for _, link := range []string{"https://www.lorex.example/pages/help-center/articles/3520/reset-your-recorders-password", "see lorex.com"} {
			text := j.comment + " " + link
			if got, suspicions := spam.Judge(spam.Signals{Elapsed: 4 * time.Second}, text, 0); got {
				t.Errorf("%q is spam for %v", text, suspicions)
			}
		}
	}
}

func TestJudgeNamesSuspicions(t *testing.T) {
	text := "casino http://a.example http://b.example http://c.example, the best price of all"
	signals := spam.Signals{Trapped: true, Elapsed: time.Millisecond}
	_, got := spam.Judge(signals, text, 9)
	want := []spam.Suspicion{spam.Trapped, spam.TooFast, spam.Links, spam.Repeated, spam.Promotion}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if _, got := spam.Judge(spam.Signals{}, "", 0); len(got) > 0 {
		t.Errorf("nothing at all raises %v", got)
	}
}
