package main_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// writeContent writes files into a folder named content in an empty one, and gives the latter.
func writeContent(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		name = filepath.Join(folder, "content", name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

const explanation = `---
id: acme-why
title: Why
summary: Because.
brand: acme
devices: [nvr]
goal: understand
confidence: vendor
sources: [{title: A, publisher: B, kind: vendor, checked: 2026-01-02, url: "https://localhost:1/manual"}]
review_by: 2026-02-03
---

Words.
`

// checked is content with a warning and, in a file with an awkward name, an error.
func checked(t *testing.T, broken bool) string {
	t.Helper()
	files := map[string]string{"site.yaml": "name: Test\n", "brands/acme.yaml": "name: Acme\n", "en/acme/why.md": explanation}
	if broken {
		files["en/acme/50%, or: more.md"] = strings.Replace(explanation, "acme-why", "acme-more", 1)
	}
	return writeContent(t, files)
}

const (
	dueWarning = "the review was due on 2026-02-03: read the sources again, then move checked and review_by"
	nameError  = `the file name "50%, or: more" is not usable as an address; use small letters, digits and single hyphens`
)

func TestCheckPrintsWhatEditorsCanFollow(t *testing.T) {
	t.Parallel()
	folder := checked(t, true)
	r := runCommand(t, folder, "check", "content")
	want := "content/en/acme/50%, or: more.md:1: error: " + nameError + "\n" +
		"content/en/acme/50%, or: more.md:10: warning: " + dueWarning + "\n" +
		"content/en/acme/why.md:10: warning: " + dueWarning + "\n"
	if r.exit != 1 || r.out != want {
		t.Errorf("ended with %d and says\n%swant\n%s", r.exit, r.out, want)
	}
	oneLine(t, r.errors, "1 error")

	r = runCommand(t, checked(t, false), "check", "./content/")
	want = "content/en/acme/why.md:10: warning: " + dueWarning + "\n1 article about 1 brand: no errors, 1 warning.\n"
	if r.exit != 0 || r.out != want || r.errors != "" {
		t.Errorf("ended with %d and says\n%s%swant\n%s", r.exit, r.out, r.errors, want)
	}
}

func TestCheckForPrograms(t *testing.T) {
	t.Parallel()
	for broken, exit := range map[bool]int{true: 1, false: 0} {
		r := runCommand(t, checked(t, broken), "check", "--format=json", "content")
		var problems []struct {
			File, Severity, Message string
			Line                    int
		}
		decoder := json.NewDecoder(strings.NewReader(r.out))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&problems); err != nil || decoder.More() {
			t.Fatalf("no JSON: %v\n%s", err, r.out)
		}
		last := problems[len(problems)-1]
		if r.exit != exit || len(problems) != 1+2*exit || last.File != "content/en/acme/why.md" || last.Line != 10 || last.Severity != "warning" || last.Message != dueWarning {
			t.Errorf("ended with %d and says\n%s", r.exit, r.out)
		}
		if first := problems[0]; broken && (first.Severity != "error" || first.Message != nameError) {
			t.Errorf("the error is %+v", first)
		}
	}
	if r := runCommand(t, t.TempDir(), "check", "--format=json"); r.exit != 0 || !json.Valid([]byte(r.out)) {
		t.Errorf("the articles that come with the program: ended with %d and says\n%s", r.exit, r.out)
	}
}

func TestCheckForGitHub(t *testing.T) {
	t.Parallel()
	r := runCommand(t, checked(t, true), "check", "--format=github", "content")
	want := `::error file=content/en/acme/50%25%2C or%3A more.md,line=1::the file name "50%25, or: more" is not usable as an address; use small letters, digits and single hyphens` + "\n" +
		"::warning file=content/en/acme/50%25%2C or%3A more.md,line=10::" + dueWarning + "\n" +
		"::warning file=content/en/acme/why.md,line=10::" + dueWarning + "\n"
	if r.exit != 1 || r.out != want {
		t.Errorf("ended with %d and says\n%swant\n%s", r.exit, r.out, want)
	}
	if r := runCommand(t, t.TempDir(), "check", "--format=xml"); r.exit != 1 || !strings.Contains(r.errors, "--format") {
		t.Errorf("an unknown format: ended with %d and says %s", r.exit, r.errors)
	}
}

// A link into a private network is never followed, so this needs no other site.
func TestCheckAsksAboutLinksOnlyWhenTold(t *testing.T) {
	t.Parallel()
	folder := checked(t, false)
	const want = `content/en/acme/why.md:9: warning: "https://localhost:1/manual" leads into a private network at localhost:1, which is not asked; correct it`
	if r := runCommand(t, folder, "check", "content"); strings.Contains(r.out, "localhost") {
		t.Errorf("without --links it says\n%s", r.out)
	}
	if r := runCommand(t, folder, "check", "--links", "content"); r.exit != 0 || !strings.Contains(r.out, want+"\n") || !strings.Contains(r.errors, "about 1 link") {
		t.Errorf("ended with %d and says\n%s%swant\n%s", r.exit, r.out, r.errors, want)
	}
	if _, err := os.Stat(filepath.Join(folder, "data")); !os.IsNotExist(err) {
		t.Errorf("a check made a database: %v", err)
	}
	if r := runCommand(t, folder, "check", "--keep", "content"); r.exit == 0 || !strings.Contains(r.errors, "--keep goes with --links") {
		t.Errorf("--keep alone ended with %d and says %s", r.exit, r.errors)
	}
}

// What the check of links found stands at the desk, with a link to where it is fixed.
func TestTheDeskShowsDeadLinks(t *testing.T) {
	t.Parallel()
	folder := checked(t, false)
	if r := runCommand(t, folder, "check", "--links", "--keep", "content"); r.exit != 1 || !strings.Contains(r.errors, "there is no database data/pinhole.db") {
		t.Errorf("without a database it ended with %d and says %s", r.exit, r.errors)
	}
	startIn(t, folder, "--content=content").stop()
	if r := pipe(t, folder, deskPassword, "editor", "add", "marie"); r.exit != 0 {
		t.Fatal(r.errors)
	}
	if r := runCommand(t, folder, "check", "--links", "--keep", "content"); r.exit != 0 {
		t.Fatal(r.errors)
	}
	c := startIn(t, folder, "--content=content", "--edit-url=https://git.example/edit/main/").client()
	c.post("/desk/login", url.Values{"name": {"marie"}, "password": {deskPassword}})
	if a := c.get("/desk/health"); a.status != http.StatusOK || !strings.Contains(a.body, "1 link did not answer") || !strings.Contains(a.body, "localhost:1/manual") || !strings.Contains(a.body, `href="https://git.example/edit/main/en/acme/why.md"`) {
		t.Errorf("the desk answers %d:\n%s", a.status, a.body)
	}
}

func TestAPictureThatNobodyServesIsAnError(t *testing.T) {
	t.Parallel()
	folder := writeContent(t, map[string]string{
		"site.yaml": "name: Test\n", "brands/acme.yaml": "name: Acme\n",
		"en/acme/why.md": strings.Replace(explanation, "Words.", "![A label](/drawings/recorder-front-clp.svg)", 1),
	})
	const want = `content/en/acme/why.md:13: error: picture "/drawings/recorder-front-clp.svg" is not there; did you mean /drawings/recorder-front-clip.svg?` + "\n"
	if r := runCommand(t, folder, "check", "content"); r.exit != 1 || !strings.HasSuffix(r.out, want) {
		t.Errorf("ended with %d and says\n%swant\n%s", r.exit, r.out, want)
	}
}

func TestSourcesAreEditedAtAnAddress(t *testing.T) {
	t.Parallel()
	oneLine(t, refusedStart(t, t.TempDir(), "--edit-url=javascript:alert(1)"), "--edit-url")
}
