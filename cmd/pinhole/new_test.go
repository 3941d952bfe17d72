package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestNewWritesAnArticleThatPassesTheCheck(t *testing.T) {
	t.Parallel()
	folder := writeContent(t, map[string]string{"site.yaml": "name: Test\n"})
	const brand, file = "content/brands/acme.yaml", "content/en/acme/first.md"
	r := runCommand(t, folder, "new", "acme", "first")
	if r.exit != 0 || !strings.HasPrefix(r.out, "Wrote "+brand+"\nWrote "+file+"\n") || !strings.Contains(r.out, "pinhole check content") {
		t.Fatalf("ended with %d and says\n%s%s", r.exit, r.out, r.errors)
	}
	if r := runCommand(t, folder, "check", "content"); r.exit != 0 || r.out != "1 article about 1 brand: no errors, 0 warnings.\n" {
		t.Errorf("check ended with %d and says\n%s", r.exit, r.out)
	}
	if text := read(t, filepath.Join(folder, file)); !strings.Contains(text, "goal: factory-reset") || !strings.Contains(text, "[The first action") {
		t.Errorf("the article is\n%s", text)
	}

	before := read(t, filepath.Join(folder, brand))
	r = runCommand(t, folder, "new", "acme", "second", "--goal=understand", "--content="+filepath.Join(folder, "content"))
	if r.exit != 0 || strings.Contains(r.out, "brands/") || read(t, filepath.Join(folder, brand)) != before {
		t.Errorf("a second article ended with %d and says\n%s%s", r.exit, r.out, r.errors)
	}
	if text := read(t, filepath.Join(folder, "content/en/acme/second.md")); !strings.Contains(text, "goal: understand") {
		t.Errorf("the article is\n%s", text)
	}
}

func TestNewRefusesWhatWouldDoHarm(t *testing.T) {
	t.Parallel()
	folder := writeContent(t, map[string]string{
		"site.yaml": "name: Test\n", "brands/acme.yaml": "name: Acme\n",
		"en/acme/why.md": strings.NewReplacer("acme-why", "acme-other", "review_by: 2026-02-03", "aliases: [/acme/old]").Replace(explanation),
	})
	for what, c := range map[string]struct {
		args []string
		want string
	}{
		"a file that is there": {[]string{"acme", "why"}, "content/en/acme/why.md is there already"},
		"an id that is taken":  {[]string{"acme", "other"}, "the id acme-other belongs to content/en/acme/why.md"},
		"an old address":       {[]string{"acme", "old"}, "/acme/old is an old address of content/en/acme/why.md"},
		"a reserved word":      {[]string{"feedback", "x"}, `"feedback" is an address of the program itself`},
		"a bad name":           {[]string{"acme", "../../x"}, `"../../x" is not usable as an address`},
		"an unknown goal":      {[]string{"acme", "x", "--goal=hack"}, `the goal "hack" is not known`},
		"another folder":       {[]string{"acme", "x", "--content=elsewhere"}, "elsewhere holds no site.yaml"},
		"no name":              {[]string{"acme"}, "<slug>"},
	} {
		before := read(t, filepath.Join(folder, "content/en/acme/why.md"))
		r := runCommand(t, folder, append([]string{"new"}, c.args...)...)
		if r.exit != 1 || r.out != "" {
			t.Errorf("%s: ended with %d and says %s", what, r.exit, r.out)
		}
		oneLine(t, r.errors, c.want)
		written, err := filepath.Glob(filepath.Join(folder, "*/*/*/*"))
		if err != nil || len(written) != 1 || read(t, written[0]) != before {
			t.Errorf("%s: files were written: %v", what, written)
		}
	}
}
