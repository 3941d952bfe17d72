package main_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// lynx runs the text browser, which shows neither styles nor pictures and knows no scripts.
func lynx(t *testing.T, args ...string) string {
	t.Helper()
	path, err := exec.LookPath("lynx")
	if err != nil {
		missing(t, "lynx")
	}
	ctx, cancel := context.WithTimeout(t.Context(), testTimeout)
	defer cancel()
	c := exec.CommandContext(ctx, path, append([]string{"-cfg=/dev/null", "-nopause"}, args...)...)
	c.Env = []string{"TERM=vt100", "LINES=60", "COLUMNS=100", "HOME=" + t.TempDir(), "LANG=C.UTF-8", "no_proxy=localhost,127.0.0.1"}
	output, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("lynx: %v\n%s", err, output)
	}
	return string(output)
}

// keys are what somebody types in lynx.
type keys struct{ lines []string }

func (k *keys) press(names ...string) {
	for _, name := range names {
		k.lines = append(k.lines, "key "+name)
	}
}

func (k *keys) write(words string) {
	for _, letter := range words {
		name := string(letter)
		if letter == ' ' {
			name = "<space>"
		}
		k.press(name)
	}
}

// find goes to words on the page; where they are a link, Right Arrow follows it.
func (k *keys) find(words string) {
	k.press("/")
	k.write(words)
	k.press("^J")
}

// session types the keys, beginning on a page.
func (k *keys) session(t *testing.T, address string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(file, []byte(strings.Join(k.lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	lynx(t, "-accept_all_cookies", "-cmd_script="+file, address)
}

// TestATextBrowserIsEnough goes from the home page to a comment without a mouse, a picture or a
// script.
func TestATextBrowserIsEnough(t *testing.T) {
	t.Parallel()
	p := start(t)
	var k keys
	k.find("Lorex")
	k.press("Right Arrow")
	k.find("Reset a Lorex IP")
	k.press("Right Arrow")
	k.find("Did it work")
	k.press("Down Arrow", "Down Arrow", "Right Arrow") // No
	k.find("Wrong or outdated")
	k.press("Down Arrow", "Down Arrow") // past the last reason, to the comment
	k.write("Seen in lynx: step 3 is too short.")
	k.press("<tab>", "<tab>", "<tab>", "<tab>", "<tab>", "Right Arrow", "q", "y") // past the details
	k.session(t, p.base+"/")
	if got := p.onlyRow(); got.Article != articleID || got.Helpful != "no" || strings.TrimSpace(got.Comment) != "Seen in lynx: step 3 is too short." {
		t.Errorf("%+v is stored", got)
	} else if got.Reason != "" || got.Outcome != "failed" {
		t.Errorf("reason %q and outcome %q are stored, which nobody chose", got.Reason, got.Outcome)
	}
}

// TestPagesReadWellAsText looks at the order and the words of an article without its styles.
func TestPagesReadWellAsText(t *testing.T) {
	t.Parallel()
	p := shared(t)
	text := strings.Join(strings.Fields(lynx(t, "-dump", "-nolist", "-width=200", p.base+articlePath)), " ")
	for _, want := range []string{
		"Skip to content", "Reset a Lorex IP camera to factory settings", "Hold the reset button", "Erases settings", "know whether recordings survive", "You need", "From Lorex itself", "Lorex doesn't mention them",
		"Before you start", "Warning", "7 steps", "1 Find the reset button", "7 Wait", "Did it work?", "Yes", "No", "If it does not work", "Ask Lorex", "4 sources", "Privacy",
	} {
		_, rest, found := strings.Cut(text, want)
		if !found {
			t.Fatalf("%q is missing, or too early, before\n%s", want, text)
		}
		text = rest
	}
}
