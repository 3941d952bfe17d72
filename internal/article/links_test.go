package article_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pinhole/internal/article"
)

func TestLinksThatLeadSomewhere(t *testing.T) {
	for _, dest := range []string{
		"/", "/privacy", "/privacy#what-is-stored", "/search?q=reset#results", "/acme", "/acme#hours", "/acme/other", "/acme/other#step-1",
		"other.md", "../acme/other.md#steps", "/devices/nvr", "/goals/reboot", "/models/ac-456", "/models/AC-Dome%202", "#step-2", "#st%65p-2",
		"https://acme.example/x?y=z#w", "mailto:us@help.example", "tel:+18005550100",
	} {
		t.Run(dest, func(t *testing.T) { mustLoad(t, change{resetFile, "other.md#steps", dest}) })
	}
}

func TestLinksToTheAddressesOfGitHosts(t *testing.T) {
	headings := "## Set up_wifi\n\na\n\n## Wi-Fi – 5 GHz\n\nb\n\n## Notes\n\nc\n\n## Notes\n\n### A.b {c}\n\nd\n\n## Steps: by app\n\n1. "
	for _, fragment := range []string{"set-up_wifi", "wi-fi--5-ghz", "notes-1", "ab-c", "steps-by-app", "set-up-wifi", "wi-fi-5-ghz", "notes-2", "a-b-c", "by-app"} {
		t.Run(fragment, func(t *testing.T) {
			mustLoad(t,
				change{otherFile, "## Steps\n\n1. Read", headings + "Go [there](#" + fragment + ") or read"},
				change{resetFile, "other.md#steps", "other.md#" + fragment})
		})
	}
}

func TestPicturesAreLookedUp(t *testing.T) {
	picture := change{resetFile, "1. Press", "![A label](/drawings/label.svg)\n\n1. Press"}
	with := options
	with.Pictures = map[string]article.Picture{"/drawings/label.svg": {Width: 240, Height: 160}}
	lib, problems := article.Load(library(t, picture), with)
	if len(problems) > 0 {
		t.Fatalf("a picture that is there: %v", problems)
	}
	a, _ := lib.Article("/acme/reset")
	if !slices.ContainsFunc(a.Body().Sections, func(s article.Section) bool { return strings.Contains(s.HTML, ` width="240" height="160"`) }) {
		t.Error("the picture has no size")
	}
	for other, advice := range map[string]string{
		"/drawings/lable.svg": "did you mean /drawings/lable.svg?", "/drawings/label-box.svg": "did you mean /drawings/label-box.svg?",
		"/pictures/recorder-front-clip.svg": "use one that exists",
	} {
		with.Pictures = map[string]article.Picture{other: {}, "/drawings/nothing-like-it.svg": {}}
		_, problems = article.Load(library(t, picture), with)
		if got, want := problems.Error(), `en/acme/reset.md:36: error: picture "/drawings/label.svg" is not there; `+advice; got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}

func TestExternalLinksTellTheirLines(t *testing.T) {
	lib := mustLoad(t,
		change{resetFile, "(other.md#steps)", "(https://acme.example/blog)"},
		change{resetFile, "Press the button.", "Press the button. See <https://acme.example/manual>."},
		change{siteFile, "See [the maker]", "See [the host](https://host.example) and [the maker]"})
	var got []string
	for _, l := range lib.ExternalLinks() {
		got = append(got, fmt.Sprintf("%s:%d %s", l.File, l.Line, l.URL))
	}
	want := []string{
		"brands/acme.yaml:5 https://help.acme.example",
		"brands/acme.yaml:9 https://acme.example/app",
		"brands/acme.yaml:13 https://acme.example/contact",
		"en/acme/reset.md:22 https://acme.example/manual",
		"en/acme/reset.md:32 https://acme.example/blog",
		"en/acme/reset.md:36 https://acme.example/manual",
		"site.yaml:6 https://host.example",
		"site.yaml:7 https://git.example/content",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}
