package article_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"pinhole/internal/article"
)

var revisionForm = regexp.MustCompile(`^[0-9a-f]{12}$`)

// FuzzFrontMatter reads what a stranger wrote as an article and as its translation, and its front
// matter as a brand and as the publisher's file.
func FuzzFrontMatter(f *testing.F) {
	for name, text := range base {
		if strings.HasSuffix(name, ".yaml") {
			text = "---\n" + text + "---\nBody.\n"
		}
		f.Add([]byte(text))
	}
	f.Add([]byte(spanish))
	for _, seed := range []string{
		"", "---", "---\n---", "---\n---\n", "---\nid: x\n---", "---\n\n---\nx", "\ufeff---\r\nid: x\r\n---\r\n", "---\n- a\n---\n", "---\n[[[[[[\n---\n",
		"---\nid: &a [*a]\n---\n", "---\n<<: {id: x}\n---\n", "---\nid: !!binary aGk=\nminutes: 0x10\n---\n", "---\n? [a]\n: b\n---\n", "---\n\"id\": x\nid: y\n---\n",
		"---\neffects: {recordings: {state: depends}}\n---\n", "---\nsources:\n  - {url: \"https://[::1]:0\", checked: 9999-12-31}\n---\n", "---\nmodels: [\"*\", ~, 0x10]\n---\n",
		"---\naliases: [/, //, /a/b/c/d/e]\n---\n", "---\ntitle: \xff\n---\n", "---\nnotes: |\n\n   ## Steps\n   1. x [^1]\n\n   [^1]: y\n---\n", "%YAML 3.0\n---\n", "---\n\x00\n---\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		head, _, _ := strings.Cut(strings.TrimPrefix(string(text), "---\n"), "---\n")
		files := fstest.MapFS{
			"site.yaml":         {Data: []byte("name: Test")},
			"brands/acme.yaml":  {Data: []byte("name: Acme")},
			"en/acme/fuzzed.md": {Data: text},
		}
		checkFuzzed(t, files, "en/acme/fuzzed.md")
		files["en/acme/fuzzed.md"] = &fstest.MapFile{Data: []byte(base[otherFile])}
		files["es/acme/fuzzed.md"] = &fstest.MapFile{Data: text}
		checkFuzzed(t, files, "es/acme/fuzzed.md")
		delete(files, "es/acme/fuzzed.md")
		files["brands/acme.yaml"] = &fstest.MapFile{Data: []byte(head)}
		checkFuzzed(t, files, "brands/acme.yaml")
		files["site.yaml"], files["brands/acme.yaml"] = files["brands/acme.yaml"], files["site.yaml"]
		checkFuzzed(t, files, "site.yaml")
	})
}

// FuzzFamilies reads what a stranger wrote as a file of families and as the list of other brands.
func FuzzFamilies(f *testing.F) {
	for _, c := range withFamilies() {
		f.Add([]byte(c.new))
	}
	for _, seed := range []string{
		"", "families:", "families: {}", "families: [~, [], {}, x]", "other: [x]\nfamilies: []", "families: [{pattern: \"**********a\"}]", "families:\n- pattern: &a [*a]\n",
		"families: [{pattern: \"??ab\", examples: [\"\"], shared_with: [\"\", acme], made_by: [{}]}]", "made_by: [{maker: \"--\", source: {title: x, checked: 2026-11-20}}]\nfamilies: x",
		"brands: [{name: \"\"}, {name: A, maker: A, aliases: [a, A]}]\nsource: {title: \"\", checked: 0000-00-00}", "other: Fuzzed\nfamilies:\n- {pattern: 0x10, short: yes, devices: [dvr, dvr]}\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		files := library(t, withFamilies()...)
		for _, name := range []string{familiesFile, zedFile, othersFile} {
			whole := files[name]
			files[name] = &fstest.MapFile{Data: text}
			checkFuzzed(t, files, name)
			files[name] = whole
		}
	})
}

// checkFuzzed loads files of which one is fuzzed.
func checkFuzzed(t *testing.T, files fstest.MapFS, fuzzed string) {
	lib, problems := article.Load(files, options)
	if (lib == nil) != (len(problems.Errors()) > 0) {
		t.Fatalf("library given: %t, with these problems:\n%v", lib != nil, problems)
	}
	lines := 1 + bytes.Count(files[fuzzed].Data, []byte("\n")) + bytes.Count(files[fuzzed].Data, []byte("\r"))
	for _, p := range problems {
		if p.Message == "" || strings.Contains(p.Message, "\n") || p.Line < 1 || files[p.File] == nil || p.File == fuzzed && p.Line > lines {
			t.Errorf("a problem that leads nowhere: %q of %d lines", p, lines)
		}
	}
	if lib == nil {
		return
	}
	a := lib.Articles[0]
	if a.ID == "" || a.Title == "" || a.Summary == "" || a.Brand == nil || len(a.Devices) == 0 || len(a.Sources) == 0 || a.Checked().IsZero() ||
		!revisionForm.MatchString(a.Revision) || a.Goal.Procedure() && len(a.Steps()) == 0 {
		t.Errorf("an article that lacks something was taken: %+v", a)
	}
	for _, l := range lib.ExternalLinks() {
		if !strings.HasPrefix(strings.ToLower(l.URL), "https://") {
			t.Errorf("a link that is no https address was taken: %+v", l)
		}
	}
	for _, translated := range lib.Translations() {
		if translated.Title == "" || translated.Summary == "" || translated.Original == nil || translated.Brand != translated.Original.Brand || !revisionForm.MatchString(translated.Revision) {
			t.Errorf("a translation that lacks something was taken: %+v", translated)
		}
	}
	for _, family := range lib.Families() {
		if (family.Brand == nil) == (family.Other == nil) || family.Pattern.Text == "" || len(family.Devices) == 0 || len(family.Sources) == 0 || family.Sources[0].Title == "" || family.Confidence == "" {
			t.Errorf("a family that lacks something was taken: %+v", family)
		}
	}
	for _, other := range lib.OtherBrands() {
		if other.Name == "" || other.Source.Title == "" {
			t.Errorf("a brand that lacks something was taken: %+v", other)
		}
	}
	if again, _ := article.Load(files, options); again.Articles[0].Revision != a.Revision {
		t.Errorf("revisions %s and %s of the same text", a.Revision, again.Articles[0].Revision)
	}
}
