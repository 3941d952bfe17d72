package main_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pipe carries out a command with something on its standard input.
func pipe(t *testing.T, folder, input string, args ...string) result {
	t.Helper()
	c := command(folder, args...)
	var out, errs bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(input), &out, &errs
	_ = c.Run() // the exit status says it
	return result{exit: c.ProcessState.ExitCode(), out: out.String(), errors: errs.String()}
}

func TestEditors(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if r := pipe(t, folder, "four words in a row", "editor", "add", "marie"); r.exit != 1 || !strings.Contains(r.errors, "there is no database data/pinhole.db") {
		t.Errorf("before the first start it ended with %d: %s", r.exit, r.errors)
	}
	startIn(t, folder).stop()
	file := filepath.Join(folder, "password")
	if err := os.WriteFile(file, []byte("four words in a row\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	two := filepath.Join(folder, "two")
	if err := os.WriteFile(two, []byte("four words in a row\nand more\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		input string
		args  []string
		exit  int
		says  string
	}{
		{"", []string{"add", "Marie", "--password-file", file}, 0, "Added marie as owner in data/pinhole.db."},
		{"another long password\r\n", []string{"add", "ada"}, 0, "Added ada as editor in data/pinhole.db."},
		{"another long password\n", []string{"add", "ada"}, 1, "there is an editor ada already"},
		{"short\n", []string{"add", "eve"}, 1, "too short"},
		{"", []string{"add", "eve"}, 1, "too short"},
		{"password1234", []string{"add", "eve"}, 1, "easy to guess"},
		{"ringbell-2026", []string{"add", "eve", "--url", "https://ringbell.example"}, 1, "easy to guess"},
		{"another long password", []string{"add", "Eve Adams"}, 1, "is no name"},
		{strings.Repeat("x", 5000), []string{"add", "eve"}, 1, "too long"},
		{"", []string{"add", "eve", "--password-file", two}, 1, "more than one line"},
		{"", []string{"add", "eve", "--password-file", folder + "/none"}, 1, "none cannot be read: no such file"},
		{"another long password", []string{"add", "eve", "--role", "king"}, 1, "--role"},
		{"a third long password", []string{"reset-password", "ada"}, 0, "all sessions of ada are ended"},
		{"a third long password", []string{"reset-password", "eve"}, 1, "there is no editor eve: see pinhole editor list"},
		{"", []string{"remove", "marie"}, 1, "the last owner"},
		{"", []string{"set-role", "marie", "editor"}, 1, "marie is the last owner: make another one first"},
		{"", []string{"set-role", "eve", "owner"}, 1, "there is no editor eve"},
		{"", []string{"set-role", "ada", "king"}, 1, "owner"},
		{"", []string{"set-role", "ada", "owner"}, 0, "ada is owner now."},
		{"", []string{"set-role", "Ada", "editor"}, 0, "ada is editor now."},
		{"", []string{"remove", "eve"}, 1, "there is no editor eve"},
		{"", []string{"remove", "ada"}, 0, "Removed ada."},
		{"", []string{"remove", "marie", "--force"}, 0, "Removed marie."},
		{"", []string{"list"}, 0, "There is no editor yet in data/pinhole.db. Add the first one, who becomes the owner: pinhole editor add NAME"},
	} {
		r := pipe(t, folder, step.input, append([]string{"editor"}, step.args...)...)
		if r.exit != step.exit || !strings.Contains(r.out+r.errors, step.says) {
			t.Errorf("%q ended with %d, want %d with %q: %s%s", step.args, r.exit, step.exit, step.says, r.out, r.errors)
		}
		if strings.Contains(r.out+r.errors, "another long") {
			t.Errorf("%q shows a password: %s%s", step.args, r.out, r.errors)
		}
	}
}

func TestEditorListShowsNoSecret(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	startIn(t, folder).stop()
	pipe(t, folder, "four words in a row", "editor", "add", "marie")
	r := pipe(t, folder, "", "editor", "list")
	if fields := strings.Fields(r.out); r.exit != 0 || len(fields) != 4 || fields[0] != "marie" || fields[1] != "owner" {
		t.Errorf("the list ended with %d: %q %s", r.exit, r.out, r.errors)
	}
	data, err := os.ReadFile(filepath.Join(folder, "data", "pinhole.db"))
	if err != nil || bytes.Contains(data, []byte("four words")) {
		t.Errorf("the database holds the password: %v", err)
	}
}
