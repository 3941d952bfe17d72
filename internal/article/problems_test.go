package article_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pinhole/internal/article"
)

func TestTheBaseHasNoProblem(t *testing.T) { mustLoad(t) }

// problemCase is a change that causes problems, and the complete list of them.
type problemCase struct {
	name    string
	changes changes
	want    string // lines
}

func checkProblems(t *testing.T, cases []problemCase) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			lib, problems := article.Load(library(t, c.changes...), options)
			if got := problems.Error(); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if errors := len(problems.Errors()); (lib == nil) != (errors > 0) {
				t.Errorf("library given: %t, with %d errors", lib != nil, errors)
			}
		})
	}
}

type changes []change

// utf16le returns a text of ASCII as some editors save it, with a byte order mark.
func utf16le(text string) string {
	saved := "\xff\xfe"
	for _, r := range text {
		saved += string(r) + "\x00"
	}
	return saved
}

func TestHowAFileIsSavedDoesNotMatter(t *testing.T) {
	want := mustLoad(t).Articles[0].Revision
	for name, saved := range map[string]string{
		"spaces behind the dashes": strings.ReplaceAll(base[resetFile], "---\n", "--- \t\n"),
		"a byte order mark":        "\ufeff" + base[resetFile],
		"two byte order marks":     "\ufeff\ufeff" + base[resetFile],
		"Windows":                  strings.ReplaceAll(base[resetFile], "\n", "\r\n"),
		"old Macs":                 strings.ReplaceAll(base[resetFile], "\n", "\r"),
	} {
		t.Run(name, func(t *testing.T) {
			lib := mustLoad(t, change{resetFile, "", saved})
			if a, _ := lib.Article("/acme/reset"); a.Revision != want {
				t.Errorf("revision %s, want %s", a.Revision, want)
			}
		})
	}
}

// in changes the article about the reset.
func in(old, new string) changes { return changes{{resetFile, old, new}} }

// without also removes a part of it.
func (c changes) without(old string) changes { return c.and(resetFile, old, "") }

// and also changes another file.
func (c changes) and(file, old, new string) changes { return append(c, change{file, old, new}) }

func TestFrontMatterProblems(t *testing.T) {
	checkProblems(t, []problemCase{
		{"no front matter", in("---\nid", "id"),
			`en/acme/reset.md:1: error: the front matter is missing: begin the file with a line ---, the keys, and another line ---`},
		{"no end", in("symptoms: [no picture]\n---\n", ""),
			`en/acme/reset.md:1: error: the front matter does not end: write a line --- below its last key`},
		{"no end before a rule", in("symptoms: [no picture]\n---\n", "").and(resetFile, "## Steps", "## Steps\n\n---\n"),
			`en/acme/reset.md:32: error: a heading stands among the keys; end them with a line --- above it`},
		{"empty lines above", in("---\nid", "\n \n--- \nid"),
			`en/acme/reset.md:1: error: the front matter begins in the first line; delete the empty lines above the --- in line 3`},
		{"indented beginning", in("---\nid", " ---\nid"),
			`en/acme/reset.md:1: error: the front matter begins with --- at the beginning of the line; delete the spaces before it`},
		{"four hyphens", in("---\nid", "----\nid"),
			`en/acme/reset.md:1: error: the front matter begins with three hyphens (---), not with "----"; correct this line`},
		{"a dash", in("---\nid", "—\nid"),
			`en/acme/reset.md:1: error: the front matter begins with three hyphens (---), not with "—"; correct this line`},
		{"TOML", in("---\nid", "+++\nid"),
			`en/acme/reset.md:1: error: this front matter is TOML; write it as YAML, between two lines ---`},
		{"dots at the end", in("[no picture]\n---\n", "[no picture]\n...\n").and(resetFile, "## Steps", "---\n\n## Steps"),
			`en/acme/reset.md:30: error: the front matter ends with three hyphens (---), not with "..."; correct this line`},
		{"four hyphens at the end", in("[no picture]\n---\n", "[no picture]\n---- \n"),
			`en/acme/reset.md:30: error: the front matter ends with three hyphens (---), not with "----"; correct this line`},
		{"indented end", in("[no picture]\n---\n", "[no picture]\n  ---\n"),
			`en/acme/reset.md:30: error: the front matter ends with --- at the beginning of the line; delete the spaces before it`},
		{"UTF-16", changes{{resetFile, "", utf16le("---\nid: x\n")}, {otherFile, "(/privacy", "(/"}, {otherFile, "#what-is-stored", ""}, {brandFile, "(/acme/reset#step-2)", "(/acme)"}},
			`en/acme/reset.md:1: error: this file is UTF-16; save it as UTF-8`},
		{"Latin-1", in("title: Reset", "title: \xe9Reset"),
			`en/acme/reset.md:3: error: the line has bytes that are no text; save the file as UTF-8`},
		{"a comment in a title", in("title: Reset an Acme camera", "title: Reset an Acme camera #2"),
			`en/acme/reset.md:3: warning: "#2" is a comment in YAML and not shown; put the whole text between quotes, or the comment on a line of its own`},
		{"a comment in a list", in("symptoms: [no picture]", "symptoms:\n  - no picture #2\n  - \"sound #3\" # well"),
			`en/acme/reset.md:30: warning: "#2" is a comment in YAML and not shown; put the whole text between quotes, or the comment on a line of its own`},
		{"a comment as an entry", in("symptoms: [no picture]", "symptoms:\n  - #2 has no picture\n  - no picture"),
			`en/acme/reset.md:30: error: an entry of this list is empty; put quotes around a text that begins with #, or remove the entry`},
		{"a comment as a value", in("minutes: 5", "minutes: #5"),
			`en/acme/reset.md:11: warning: "#5" is a comment in YAML, so that minutes is empty; put the text between quotes`},
		{"a model's comment", in(`["AC4*", "AC-Dome 2"]`, "\n  - AC4* #7\n  - AC-Dome 2"),
			`en/acme/reset.md:8: warning: "#7" is a comment in YAML and not shown; put the whole text between quotes, or the comment on a line of its own`},
		{"an anchor", in("title: Reset", "title: &Reset Reset"),
			`en/acme/reset.md:3: error: "&Reset" is not shown, for YAML reads it as a name; put the whole text between quotes`},
		{"a tag", in("title: Reset", "title: !Reset now"),
			`en/acme/reset.md:3: error: "!Reset" is not shown, for YAML reads it as a type; put the whole text between quotes`},
		{"two documents in a brand's file", changes{{brandFile, "", "name: Acme\n---\nnotes: Ask.\n"}},
			`brands/acme.yaml:2: error: a second YAML document begins here, which nobody would see; write all keys below one another, without --- between them`},
		{"curly quotes around a brand's name", changes{{brandFile, "[Acme Security]", "[“Acme Inc.”, Dad’s]"}},
			`brands/acme.yaml:2: error: “Acme Inc.” has curly quotes around it; write " or ', or none`},
		{"no YAML", in("title: Reset", "title: \"Reset"),
			`en/acme/reset.md:7: error: this is not valid YAML: did not find expected key; check indentation and quotes`},
		{"no keys", changes{{resetFile, "", "---\n- a list\n---\n"}},
			`en/acme/reset.md:2: error: expected keys and values, such as "title: …"`},
		{"unknown key", in("minutes: 5", "minuts: 5"),
			`en/acme/reset.md:11: error: unknown key "minuts"; known here: id, title, summary, brand, devices, models, goal, method, needs, ways, minutes, effects, confidence, sources, review_by, aliases, related, symptoms`},
		{"key twice", in("minutes: 5", "minutes: 5\nminutes: 6"),
			`en/acme/reset.md:12: error: "minutes" stands here twice; keep one`},
		{"YAML alias", in("minutes: 5", "minutes: &a 5\nsymptoms: *a").without("symptoms: [no picture]\n"),
			`en/acme/reset.md:12: error: YAML aliases (*name) are not supported; write the value out`},
		{"nothing there", changes{{resetFile, "", "---\n---\n\n## Text\n\nWords.\n"}, {otherFile, "(/privacy", "(/"}, {otherFile, "#what-is-stored", ""}, {brandFile, "(/acme/reset#step-2)", "(/acme)"}}, strings.TrimSpace(`
en/acme/reset.md:1: error: id is missing: give the article a name that never changes
en/acme/reset.md:1: error: title is missing: say in a few words what the reader will do
en/acme/reset.md:1: error: summary is missing: give the answer in one sentence
en/acme/reset.md:1: error: brand is missing: name the brand's file
en/acme/reset.md:1: error: devices is missing: name at least one of ip-camera, wifi-camera, battery-camera, analog-camera, doorbell, dvr, nvr, hub, app
en/acme/reset.md:1: error: goal is missing: use one of password-recovery, factory-reset, restore-defaults, wifi-reset, reboot, remove-from-account, set-up-again, contact-support, understand
en/acme/reset.md:1: error: confidence is missing: use one of vendor, several-sources, single-source, conflicting
en/acme/reset.md:1: error: sources is missing: name at least one`)},
		{"empty value", in("title: Reset an Acme camera", "title:"),
			`en/acme/reset.md:3: error: title is empty or wrong: say in a few words what the reader will do`},
		{"method", in("method: reset-button\n", ""),
			`en/acme/reset.md:1: error: method is missing: a procedure says how; use one of reset-button, circuit-board, menu, web-page, phone-app, desktop-tool, security-questions, security-code, recovery-email, recovery-file, usb-file, system-recovery, power-cycle, status-light, vendor-support, several`},
		{"id", in("id: acme-reset", "id: Acme--reset"),
			`en/acme/reset.md:2: error: id "Acme--reset": use small letters, digits and single hyphens`},
		{"text is a list", in("title: Reset an Acme camera", "title: [Reset]"), `en/acme/reset.md:3: error: expected text, not a list
en/acme/reset.md:3: error: title is empty or wrong: say in a few words what the reader will do`},
		{"too long", in("title: Reset an Acme camera", "title: "+strings.Repeat("ö", 91)),
			`en/acme/reset.md:3: error: this text has 91 characters; shorten it to 90`},
		{"control characters", in("title: Reset an Acme camera", `title: "Reset\tit"`),
			`en/acme/reset.md:3: error: write this text on one line, without tabs or control characters`},
		{"long summary", in("summary: Hold the button for ten seconds.", "summary: one"+strings.Repeat(" and two", 12)+" three."),
			`en/acme/reset.md:4: warning: a sentence of 26 words; keep to 25, make two of it ("one and two and two and two and two and …")`},
		{"unknown word", in("goal: factory-reset", "goal: hack"), `en/acme/reset.md:8: error: "hack" is not known here; use one of password-recovery, factory-reset, restore-defaults, wifi-reset, reboot, remove-from-account, set-up-again, contact-support, understand
en/acme/reset.md:8: error: goal is empty or wrong: use one of password-recovery, factory-reset, restore-defaults, wifi-reset, reboot, remove-from-account, set-up-again, contact-support, understand`},
		{"word twice", in("[ip-camera, doorbell]", "[doorbell, doorbell]"),
			`en/acme/reset.md:6: error: "doorbell" stands in this list twice; keep one`},
		{"an unknown group of symptoms", in("symptoms: [no picture]", "symptoms: {lamp: [it is red], light: [it blinks]}"),
			`en/acme/reset.md:29: error: unknown key "lamp"; known here: light, password, account, code, change-password, owner, offline, hangs, reset-button, start-over, before-reset, support, other`},
		{"a symptom in two groups", in("symptoms: [no picture]", "symptoms: {hangs: [no picture], offline: [no picture]}"),
			`en/acme/reset.md:29: error: the symptom "no picture" stands in two groups; keep one`},
		{"no list", in("symptoms: [no picture]", "symptoms: no picture"),
			`en/acme/reset.md:29: error: expected a list, such as [one, two], not "no picture"`},
		{"list in a list", in("symptoms: [no picture]", "symptoms: [[no picture]]"),
			`en/acme/reset.md:29: error: expected text, not a list`},
		{"entry twice", in("symptoms: [no picture]", "symptoms:\n  - no picture\n  - no picture"),
			`en/acme/reset.md:31: error: "no picture" stands in this list twice; keep one`},
		{"empty entry", in("symptoms: [no picture]", `symptoms: [""]`),
			`en/acme/reset.md:29: error: an entry of this list is empty; remove it`},
		{"minutes", in("minutes: 5", "minutes: 0"),
			`en/acme/reset.md:11: error: "0" is not a number of minutes; write a whole number from 1 to 600`},
		{"file name", changes{{resetFile, "", ""}, {"en/acme/Old Reset.md", "", base[resetFile]}, {brandFile, "/acme/reset#step-2", "/acme"}},
			`en/acme/Old Reset.md:1: error: the file name "Old Reset" is not usable as an address; use small letters, digits and single hyphens`},
		{"folder", changes{{resetFile, "", ""}, {"en/other/reset.md", "", strings.Replace(base[resetFile], "(other.md", "(../acme/other.md", 1)}},
			`en/other/reset.md:5: error: brand "acme" stands in the folder "other"; move the file or correct the brand`},
	})
}

func TestListsOfMeaningProblems(t *testing.T) {
	checkProblems(t, []problemCase{
		{"short model", in(`"AC4*"`, `"A*"`),
			`en/acme/reset.md:7: error: model "A*": a model needs at least two letters or digits beside * and ?`},
		{"long model", in(`"AC4*"`, `"`+strings.Repeat("A", 61)+`"`),
			`en/acme/reset.md:7: error: model "` + strings.Repeat("A", 61) + `": a model has at most 60 characters; name one model or pattern in each entry`},
		{"curly quotes", in(`"AC4*"`, `“AC4*”`),
			`en/acme/reset.md:7: error: model "“AC4*”": these are curly quotes; write " or '`},
		{"wild model", in(`"AC4*"`, `"*A*C*4*5*"`),
			`en/acme/reset.md:7: error: model "*A*C*4*5*": a model takes at most four *; write several entries`},
		{"model twice", in(`"AC-Dome 2"`, `"ac 4*"`),
			`en/acme/reset.md:7: error: model "ac 4*" stands in this list twice; keep one`},
		{"model is a list", in(`"AC4*"`, `[AC]`),
			`en/acme/reset.md:7: error: a model is plain text, not a list`},
		{"effects", in("  settings: erased\n  users: erased\n", ""),
			`en/acme/reset.md:12: error: effects lacks settings, users: a reset must say what it erases; write kept, erased, unknown or depends`},
		{"effects are a word", in("review_by", "effects: kept\nreview_by").without("effects:\n  recordings: kept\n  settings: erased\n  users: erased\n  network: {state: depends, note: \"on the model\"}\n  cloud-account: unknown\n"),
			`en/acme/reset.md:20: error: expected keys and values here, not "kept"
en/acme/reset.md:20: error: effects lacks recordings, settings, users, network, cloud-account: a reset must say what it erases; write kept, erased, unknown or depends`},
		{"depends", in(`, note: "on the model"`, ""),
			`en/acme/reset.md:16: error: depends needs a note that says on what: {state: depends, note: "…"}`},
		{"source", in("    publisher: Acme\n", ""),
			`en/acme/reset.md:20: error: a source needs title, publisher, kind and checked`},
		{"source in the future", in("checked: 2026-11-20", "checked: 2026-11-23"),
			`en/acme/reset.md:24: error: checked lies in the future; write the day on which the source was read`},
		{"no day", in("checked: 2026-11-20", "checked: 22.11.2026"), `en/acme/reset.md:20: error: a source needs title, publisher, kind and checked
en/acme/reset.md:24: error: "22.11.2026" is not a day; write it as 2026-11-22`},
		{"stale review", in("review_by: 2026-11-22", "review_by: 2026-11-21"),
			`en/acme/reset.md:26: warning: the review was due on 2026-11-21: read the sources again, then move checked and review_by`},
		{"http", in("https://acme.example/manual", "http://acme.example/manual"),
			`en/acme/reset.md:22: error: "http://acme.example/manual" does not begin with https://; write an address that does, or name it without a link`},
		{"bare IP address", in("https://acme.example/manual", "https://192.0.2.7/manual"),
			`en/acme/reset.md:22: error: "https://192.0.2.7/manual" is a bare IP address; write one with a name, or name it without a link`},
		{"disguised IP address", in("https://acme.example/manual", "https://0x7f.1/manual"),
			`en/acme/reset.md:22: error: "https://0x7f.1/manual" is a bare IP address; write one with a name, or name it without a link`},
		{"IPv6 address", in("https://acme.example/manual", `"https://[2001:db8::1]/manual"`),
			`en/acme/reset.md:22: error: "https://[2001:db8::1]/manual" is a bare IP address; write one with a name, or name it without a link`},
		{"user name", in("https://acme.example/manual", "https://me@acme.example/manual"),
			`en/acme/reset.md:22: error: "https://me@acme.example/manual" holds a user name; remove it, or name it without a link`},
		{"no address", in("https://acme.example/manual", "the manual"),
			`en/acme/reset.md:22: error: "the manual" is not an address; write it as https://…, or name it without a link`},
		{"address is a list", in("https://acme.example/manual", "[manual]"),
			`en/acme/reset.md:22: error: expected an address, not a list`},
		{"old address", in("/old-reset]", "old-reset]"),
			`en/acme/reset.md:27: error: "old-reset" is not an old address; write it as /brand/old-name`},
		{"old address is a page", in("/old-reset]", "/privacy]"),
			`en/acme/reset.md:27: error: alias "/privacy" is in use as an address; remove it`},
		{"old address is an article", in("/old-reset]", "/acme/other]"),
			`en/acme/reset.md:27: error: alias "/acme/other" is in use as an address; remove it`},
		{"old address is taken", append(in("[acme-other]", "[]"), change{otherFile, "confidence", "aliases:\n  - /acme/old\nconfidence"}),
			`en/acme/reset.md:27: error: alias "/acme/old" belongs to en/acme/other.md; keep it in one of them`},
		{"related", in("[acme-other]", "\n  - acme-reset\n  - nowhere"), `en/acme/reset.md:29: error: related names the article itself; remove "acme-reset"
en/acme/reset.md:30: error: related "nowhere" is no article's id`},
		{"id taken", append(in("id: acme-reset", "id: acme-other"), change{resetFile, "related: [acme-other]", "related: []"}),
			`en/acme/reset.md:2: error: id "acme-other" belongs to en/acme/other.md; give this article another`},
		{"no such brand", append(in("brand: acme", "brand: nadir"), change{resetFile, "", ""}, change{"en/nadir/reset.md", "", strings.Replace(strings.Replace(base[resetFile], "brand: acme", "brand: nadir", 1), "(other.md", "(../acme/other.md", 1)}, change{brandFile, "/acme/reset#step-2", "/acme"}),
			`en/nadir/reset.md:5: error: brand "nadir" has no file: write brands/nadir.yaml`},
	})
}

func TestBodyProblems(t *testing.T) {
	checkProblems(t, []problemCase{
		{"no steps", in("## Steps", "## Other").without("2. Go to [step 1](#step-1).\n").and(brandFile, "#step-2", ""),
			`en/acme/reset.md:31: error: a procedure needs its steps: add a heading "## Steps" with a numbered list`},
		{"no text", changes{{otherFile, base[otherFile][strings.Index(base[otherFile], "## Steps"):], ""}, {resetFile, "#steps", ""}},
			`en/acme/other.md:12: error: the article has no text; write it below the front matter`},
		{"conflict", in("confidence: vendor", "confidence: conflicting"),
			`en/acme/reset.md:18: error: sources conflict: add a section "## Where sources disagree" that says what each says and which to try first`},
		{"much before the steps", in("## Steps\n", "## Before you start\n\n"+strings.Repeat("Look at the label.\n", 11)+"\n## Steps\n"),
			`en/acme/reset.md:34: warning: 44 words under "Before you start"; keep to 40: say what is lost in effects, what is needed in needs, what to do in steps, and the rest under the last headings, about sources`},
		{"heading order", in("1. Press", "#### Deep\n\n1. Press"),
			`en/acme/reset.md:36: error: the heading skips a level; write ### instead of ####`},
		{"no words for a picture", in("1. Press", "![](/drawings/label.svg)\n\n1. Press"),
			`en/acme/reset.md:36: error: the picture has no words; say in the square brackets what it shows`},
		{"long sentence", in("1. Press the button.", "1. Press"+strings.Repeat(" and hold", 13)+"."),
			`en/acme/reset.md:36: warning: a sentence of 27 words; keep to 25, make two of it ("Press and hold and hold and hold and hol…")`},
		{"link to nowhere", in("(other.md#steps)", "(nowhere.md)"),
			`en/acme/reset.md:32: error: "/acme/nowhere" leads nowhere on this site; correct the address`},
		{"link to no place", in("(other.md#steps)", "(other.md#nowhere)"),
			`en/acme/reset.md:32: error: en/acme/other.md has no place #nowhere; use the address of a heading or step there`},
		{"link to no place of the brand", in("#hours", "#minutes"),
			`en/acme/reset.md:32: error: brands/acme.yaml has no place #minutes; use the address of a heading or step there`},
		{"link to no place of the privacy text", changes{{otherFile, "#what-is-stored", "#what-is-sold"}},
			`en/acme/other.md:15: error: site.yaml has no place #what-is-sold; use the address of a heading or step there`},
		{"link to no place here", in("(#step-1)", "(#step-9)"),
			`en/acme/reset.md:37: error: #step-9 leads nowhere in this text; use the address of a heading or step`},
		{"link to an old address", in("(other.md#steps)", "(/old-reset)"),
			`en/acme/reset.md:32: error: "/old-reset" is an old address; link to /acme/reset`},
		{"link to an unknown listing", in("(other.md#steps)", "(/devices/toaster)"),
			`en/acme/reset.md:32: error: "/devices/toaster" leads nowhere on this site; correct the address`},
		{"link to an unknown model", in("(other.md#steps)", "(/models/N841A81)"),
			`en/acme/reset.md:32: error: "/models/N841A81" leads nowhere on this site; correct the address`},
		{"link as a file elsewhere", in("(other.md#steps)", "(../../README.md)"),
			`en/acme/reset.md:32: error: write a link as /brand/article, as article.md, or with https://`},
		{"http", in("(other.md#steps)", "(http://acme.example)"),
			`en/acme/reset.md:32: error: "http://acme.example" does not begin with https://; write an address that does, or leave its words without a link`},
		{"bare IP address", in("(other.md#steps)", "(https://192.168.1.108/login)"),
			`en/acme/reset.md:32: error: "https://192.168.1.108/login" is a bare IP address; write one with a name, or leave its words without a link`},
	})
}

func TestBrandAndSiteProblems(t *testing.T) {
	brand := func(old, new string) changes { return changes{{brandFile, old, new}} }
	checkProblems(t, []problemCase{
		{"brand without name", brand("name: Acme\n", ""),
			`brands/acme.yaml:1: error: name is missing: write the brand's name as readers know it`},
		{"brand's file name", changes{{"brands/Bad Name.yaml", "", "name: Bad"}},
			`brands/Bad Name.yaml:1: error: the file name "Bad Name" is not usable as an address; use small letters, digits and single hyphens`},
		{"reserved word", changes{{"brands/feedback.yaml", "", "name: Feedback"}},
			`brands/feedback.yaml:1: error: the file name "feedback" is an address of the program itself; choose another`},
		{"language tag", changes{{"brands/pt-br.yaml", "", "name: PT"}},
			`brands/pt-br.yaml:1: error: the file name "pt-br" is an address of the program itself; choose another`},
		{"tool", brand("what: resets cameras, ", ""), `brands/acme.yaml:9: error: a tool needs name and what`},
		{"phone", brand(`number: "1-800-555-0100", `, ""), `brands/acme.yaml:4: error: a phone needs number`},
		{"link", brand("{title: Help, ", "{"), `brands/acme.yaml:5: error: a link needs title and url`},
		{"link in notes", brand("(/acme/reset#step-2)", "(/acme/reset#step-3)"),
			`brands/acme.yaml:12: error: en/acme/reset.md has no place #step-3; use the address of a heading or step there`},
		{"link within notes", brand("(/acme/reset#step-2)", "(#minutes)"),
			`brands/acme.yaml:12: error: #minutes leads nowhere in this text; use the address of a heading or step`},
		{"steps in notes", brand("See [the reset](/acme/reset#step-2).", "\n  ## Steps\n  1. Press."),
			`brands/acme.yaml:13: error: steps are only shown in articles; write an article and link to it`},
		{"footnotes in notes", brand("See [the reset](/acme/reset#step-2).", "See[^1].\n\n  [^1]: There."),
			`brands/acme.yaml:10: error: footnotes are only shown in articles; write what they say into the text`},
		{"notes are a list", brand("notes: |\n  ## Hours\n  See [the reset](/acme/reset#step-2).\n", "notes: [a]\n").and(resetFile, "#hours", ""),
			`brands/acme.yaml:10: error: expected a Markdown text of at most 20000 characters`},
		{"brand's source in the future", brand("checked: 2026-11-22", "checked: 2027-11-22"),
			`brands/acme.yaml:13: error: checked lies in the future; write the day on which the source was read`},
		{"site without name", changes{{siteFile, "name: Test help\n", ""}},
			`site.yaml:1: error: name is missing: write the publisher's name`},
		{"link in the privacy text", changes{{siteFile, "(/acme)", "(/nadir)"}},
			`site.yaml:6: error: "/nadir" leads nowhere on this site; correct the address`},
		{"link in the contact", changes{{siteFile, "(mailto:us@help.example)", "(/nadir)"}},
			`site.yaml:3: error: "/nadir" leads nowhere on this site; correct the address`},
		{"security without a contact", changes{{siteFile, "name: Test help\n", "name: Test help\nsecurity: ask us\n"}},
			`site.yaml:2: error: security is neither an e-mail address nor one of a page; write security@example.com or https://…`},
		{"no site", changes{{siteFile, "", ""}, {otherFile, "/privacy#what-is-stored", "/"}},
			`site.yaml:1: error: this file is missing: write at least "name: …", the publisher's name`},
	})
}

func TestFileProblems(t *testing.T) {
	checkProblems(t, []problemCase{
		{"article in the wrong place", changes{{"en/stray.md", "", "x"}},
			`en/stray.md:1: error: an article stands two folders deep: en/<brand>/<name>.md, its translation the same way in es; move it`},
		{"brand with another ending", changes{{"brands/nadir.yml", "", "name: Nadir"}},
			`brands/nadir.yml:1: error: a brand's file ends in .yaml; rename it`},
		{"large file", changes{{"en/acme/large.md", "", strings.Repeat("x", 1<<20+1)}},
			`en/acme/large.md:1: error: this file is larger than 1 MiB; split it`},
		{"hidden files", changes{{"en/acme/.#reset.md", "", "x"}, {"en/_drafts/x.md", "", "x"}, {".git/x.md", "", "x"}, {"README.md", "", "x"}}, ``},
		{"a broken article blames nobody else", in("---\nid", "id"),
			`en/acme/reset.md:1: error: the front matter is missing: begin the file with a line ---, the keys, and another line ---`},
		{"a broken brand blames nobody else", changes{{brandFile, "name: Acme\n", "name: [\n"}},
			`brands/acme.yaml:3: error: this is not valid YAML: did not find expected ',' or ']'; check indentation and quotes`},
	})
}

// unreadable is a file system in which some files cannot be read.
type unreadable struct {
	fstest.MapFS
	names []string
}

func (u unreadable) Open(name string) (fs.File, error) {
	if slices.Contains(u.names, name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.Open(name)
}

func (u unreadable) ReadDir(name string) ([]fs.DirEntry, error) {
	if slices.Contains(u.names, name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.ReadDir(name)
}

func TestUnreadableFilesAreProblems(t *testing.T) {
	_, problems := article.Load(unreadable{library(t), []string{otherFile}}, options)
	if got, want := problems.Error(), "en/acme/other.md:1: error: this file cannot be read: permission denied"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	_, problems = article.Load(unreadable{library(t), []string{"."}}, options)
	if got, want := problems[0].String(), ".:1: error: the content folder cannot be read: permission denied"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
