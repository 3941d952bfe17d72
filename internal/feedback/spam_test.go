package feedback_test

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pinhole/internal/feedback"
)

// judged is a line of testdata/spam: a comment, behind what else is known in
// brackets, such as [trap elapsed=900 others=4].
type judged struct {
	line    string
	signals feedback.Signals
	details feedback.Details
	others  int
}

func judgedLines(t *testing.T, name string) []judged {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "spam", name))
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
	if text != "" {
		j.details.Comment = &text
	}
	return j
}

func TestJudge(t *testing.T) {
	for name, want := range map[string]feedback.Status{"spam.txt": feedback.Spam, "honest.txt": feedback.New} {
		for _, j := range judgedLines(t, name) {
			got, suspicions := feedback.Judge(j.signals, j.details, j.others)
			if got != want {
				t.Errorf("%q is %s for %v, want %s", j.line, got, suspicions, want)
			}
			if got == feedback.Spam && len(suspicions) == 0 {
				t.Errorf("%q is spam without a reason", j.line)
			}
		}
	}
}

// Whatever an honest reader adds, one link does not make it spam.
func TestOneLinkIsNeverSpam(t *testing.T) {
	for _, j := range judgedLines(t, "honest.txt") {
		if j.details.Comment == nil || strings.Contains(*j.details.Comment, "http") || strings.Contains(*j.details.Comment, "www.") {
			continue
		}
		for _, link := range []string{"https://www.lorex.example/pages/help-center/articles/3520/reset-your-recorders-password", "see lorex.com"} {
			text := *j.details.Comment + " " + link
			if got, suspicions := feedback.Judge(feedback.Signals{Elapsed: 4 * time.Second}, feedback.Details{Comment: &text}, 0); got != feedback.New {
				t.Errorf("%q is spam for %v", text, suspicions)
			}
		}
	}
}

func TestJudgeNamesSuspicions(t *testing.T) {
	text := "casino http://a.example http://b.example http://c.example, the best price of all"
	signals := feedback.Signals{Trapped: true, Elapsed: time.Millisecond}
	_, got := feedback.Judge(signals, feedback.Details{Comment: &text}, 9)
	want := []feedback.Suspicion{feedback.Trapped, feedback.TooFast, feedback.Links, feedback.Repeated, feedback.Promotion}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if _, got := feedback.Judge(feedback.Signals{}, feedback.Details{}, 0); len(got) > 0 {
		t.Errorf("nothing at all raises %v", got)
	}
}

func TestJudgeReadsEveryText(t *testing.T) {
	for name, d := range map[string]feedback.Details{
		"model":    {Model: pointer("http://x.example http://y.example http://z.example")},
		"firmware": {Firmware: pointer("http://x.example http://y.example http://z.example")},
		"both":     {Model: pointer("http://x.example http://y.example"), Firmware: pointer("http://z.example")},
	} {
		if got, _ := feedback.Judge(feedback.Signals{}, d, 0); got != feedback.Spam {
			t.Errorf("links in %s are %s", name, got)
		}
	}
}
