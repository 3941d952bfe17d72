package article_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"pinhole/internal/article"
)

// inFamilies changes the families of the brand with articles.
func inFamilies(old, new string) changes { return withFamilies(change{familiesFile, old, new}) }

// inZed changes the families of the brand without articles.
func inZed(old, new string) changes { return withFamilies(change{zedFile, old, new}) }

func inOthers(old, new string) changes { return withFamilies(change{othersFile, old, new}) }

func TestFamilyProblems(t *testing.T) {
	t.Parallel()
	const overlap = "write more of the label in one of them, or name the other brand in shared_with where both print it, or short: true"
	checkProblems(t, []problemCase{
		{"unknown key", inFamilies("generation:", "generaton:"),
			`families/acme.yaml:16: error: unknown key "generaton"; known here: pattern, devices, generation, examples, spoken, short, shared_with, made_by, note, kind_note, confidence, source, more_sources`},
		{"unknown key of the file", inZed("other: Zed", "others: Zed"), `families/zed.yaml:1: error: unknown key "others"; known here: other, made_by, families
families/zed.yaml:1: error: brand "zed" has no file: write brands/zed.yaml, or "other: …" with a name of families/other-brands.yaml`},
		{"no families", withFamilies(change{zedFile, "", "other: Zed\n"}),
			`families/zed.yaml:1: error: families is missing: list at least one pattern of labels, or delete the file`},
		{"no pattern", inZed(`pattern: "ZED-*"`, "note: x"),
			`families/zed.yaml:3: error: a family needs pattern: the label with * for what differs, such as "DS-2CD*"`},
		{"short pattern", inZed("ZED-*", "Z*"),
			`families/zed.yaml:3: error: pattern "Z*": a model needs at least two letters or digits beside * and ?`},
		{"stars", inZed("ZED-*", "**********Z-E"),
			`families/zed.yaml:3: error: pattern "**********Z-E": a model takes at most four *; write several entries`},
		{"long pattern", inZed("ZED-*", strings.Repeat("Z", 61)),
			`families/zed.yaml:3: error: pattern "` + strings.Repeat("Z", 61) + `": a model has at most 60 characters; name one model or pattern in each entry`},
		{"pattern is a list", inZed(`"ZED-*"`, `["ZED-*"]`),
			`families/zed.yaml:3: error: a pattern is plain text, not a list`},
		{"family is a word", withFamilies(change{zedFile, "", "other: Zed\nfamilies: [ZED]\n"}),
			`families/zed.yaml:2: error: expected keys and values here, not "ZED"`},
		{"unknown device", inZed("wifi-camera", "wificam"), `families/zed.yaml:3: error: family "ZED-*" needs devices: name at least one of ip-camera, wifi-camera, battery-camera, analog-camera, doorbell, dvr, nvr, hub, app
families/zed.yaml:4: error: "wificam" is not known here; use one of ip-camera, wifi-camera, battery-camera, analog-camera, doorbell, dvr, nvr, hub, app`},
		{"no source", inZed("    source: {title: A list, checked: 2026-11-20}\n", ""),
			`families/zed.yaml:3: error: family "ZED-*" needs source: {title: …, url: "https://…", checked: 2026-11-28}`},
		{"half a source", inZed(", checked: 2026-11-20", ""),
			`families/zed.yaml:6: error: a source here needs title and checked`},
		{"source without https", inZed("checked:", `url: "ftp://zed.example", checked:`),
			`families/zed.yaml:6: error: "ftp://zed.example" does not begin with https://; write an address that does, or name it without a link`},
		{"source in the future", inZed("2026-11-20", "2026-12-20"),
			`families/zed.yaml:6: error: checked lies in the future; write the day on which the source was read`},
		{"no confidence", inZed("    confidence: single-source\n", ""),
			`families/zed.yaml:3: error: family "ZED-*" needs confidence: use one of vendor, several-sources, single-source, conflicting`},
		{"short is a word", inFamilies("short: true", "short: very"),
			`families/acme.yaml:18: error: "very" is neither true nor false`},
		{"example", inFamilies("examples: [AC41, ac-42]", "examples: [AC41, AC-52]"),
			`families/acme.yaml:8: error: example "AC-52" does not match the pattern "AC4*"; correct one of them`},
		{"many spoken forms", inFamilies("spoken: [acme 41]", "spoken: [a1"+commaList(40)+"]"),
			`families/acme.yaml:6: error: family "AC4*" has more than 40 examples or spoken forms; keep those that differ most`},
		{"long text", inFamilies("Sold in shops.", strings.Repeat("x", 241)),
			`families/acme.yaml:21: error: this text has 241 characters; shorten it to 240`},
		{"maker", inFamilies("{maker: acme, source", "{source"),
			`families/acme.yaml:20: error: made_by needs maker and source`},
		{"maker is no inference", inFamilies("{maker: acme,", "{maker: acme, inferred: false,"),
			`families/acme.yaml:20: error: made_by is always an inference; what the brand itself says belongs into its notes`},
		{"unknown maker", inFamilies("{maker: acme,", "{maker: Nobody,"),
			`families/acme.yaml:14: error: made_by names "Nobody", which is no brand of brands/ or families/other-brands.yaml; correct the name, or add the brand there`},
		{"pattern twice", inFamilies(`"AC-BELL??"`, `"ac 4*"`).and(familiesFile, "AC-BELL08", "AC4").and(familiesFile, "short: true\n    shared_with: [Zed]\n    ", ""),
			`families/acme.yaml:14: error: pattern "ac 4*" stands in line 6 already, for case and separators do not count; keep one`},
		{"unknown brand in shared_with", inFamilies("[Zed]", "[Zod]"),
			`families/acme.yaml:14: error: shared_with of "AC-BELL??" names "Zod", which is no brand of brands/ or families/other-brands.yaml; correct the name, or add the brand there`},
		{"shared with itself", inFamilies("[Zed]", "[acme]"),
			`families/acme.yaml:14: error: shared_with of "AC-BELL??" names the brand itself; remove it`},
		{"no brand", withFamilies(change{"families/none.yaml", "", strings.Replace(zedFamilies, "other: Zed\n", "", 1)}).and(zedFile, "", ""),
			`families/none.yaml:1: error: brand "none" has no file: write brands/none.yaml, or "other: …" with a name of families/other-brands.yaml`},
		{"unknown other", inZed("other: Zed", "other: Zod"),
			`families/zed.yaml:1: error: "Zod" is no brand of families/other-brands.yaml; add it there`},
		{"other with articles", inFamilies("made_by:\n  - maker: zed", "other: Zed\nmade_by:\n  - maker: zed"),
			`families/acme.yaml:1: error: Acme has a file in brands/; remove the key other`},
		{"a broken brand", withFamilies(change{brandFile, "name: Acme\n", "name: [\n"}),
			`brands/acme.yaml:3: error: this is not valid YAML: did not find expected ',' or ']'; check indentation and quotes`},
		{"few letters", inZed("ZED-*", "ZE-*"),
			`families/zed.yaml:3: warning: pattern "ZE-*" catches too much: it fixes 2 letters or digits, and 3 tell a brand; write more of the label, or short: true for one that counts only beside the brand's name`},
		{"a few letters, said to be short", inZed("confidence", "short: true\n    confidence").and(zedFile, "ZED-*", "ZE-*"), ``},
		{"overlap", inZed("ZED-*", "A?4-Z*"),
			`families/zed.yaml:3: warning: pattern "A?4-Z*" matches labels that the family "AC4*" of Acme matches too (families/acme.yaml:6); ` + overlap + `
families/zed.yaml:3: warning: pattern "A?4-Z*" matches labels that the model "AC4*" of Acme matches too (en/acme/reset.md); ` + overlap},
		{"overlap of ends", inZed("ZED-*", "AC*Z"),
			`families/zed.yaml:3: warning: pattern "AC*Z" matches labels that the family "AC4*" of Acme matches too (families/acme.yaml:6); ` + overlap + `
families/zed.yaml:3: warning: pattern "AC*Z" matches labels that the model "AC4*" of Acme matches too (en/acme/reset.md); ` + overlap},
		{"the same pattern", inZed("ZED-*", "AC4*"),
			`families/acme.yaml:6: warning: pattern "AC4*" matches labels that the family "AC4*" of Zed matches too (families/zed.yaml:3); ` + overlap + `
families/zed.yaml:3: warning: pattern "AC4*" matches labels that the model "AC4*" of Acme matches too (en/acme/reset.md); ` + overlap},
		{"a special case", inZed("ZED-*", "AD49Z*").and(familiesFile, "AC4*", "AD4*").and(familiesFile, "[AC41, ac-42]", "[AD41]"), ``},
		{"a special case of an article's model", inZed("ZED-*", "AC49Z*").and(familiesFile, "AC4*", "AD4*").and(familiesFile, "[AC41, ac-42]", "[AD41]"), ``},
		{"overlap that is short", inZed("ZED-*", "A?4-Z*").and(zedFile, "confidence", "short: true\n    confidence"), ``},
		{"overlap that is shared", inZed("ZED-*", "A?4-Z*").and(zedFile, "confidence", "shared_with: [acme]\n    confidence"), ``},
		{"no article", inFamilies("devices: [doorbell]", "devices: [hub]"),
			`families/acme.yaml:14: warning: the family "AC-BELL??" has no article: none of Acme and no general one is for hub; write one, or correct devices`},
		{"other brand without a name", inOthers("name: Able", "note: x"),
			`families/other-brands.yaml:4: error: a brand needs name`},
		{"other brand without a source", inOthers("source: {title: A list, checked: 2026-11-20}\n", ""),
			`families/other-brands.yaml:2: error: brand "Zed" needs source; write one for itself, or one for all above the list`},
		{"other brand twice", inOthers("name: Able", "name: ZED-CAM"),
			`families/other-brands.yaml:4: error: "ZED-CAM" is the name of Zed in line 3 already; keep it in one of them`},
		{"other brand with articles", inOthers("name: Able", "name: Acme Security"),
			`families/other-brands.yaml:4: error: "Acme Security" is the name of Acme, which has a file in brands/; remove it here`},
		{"other brand without letters", inOthers("name: Able", `name: "--"`),
			`families/other-brands.yaml:4: error: "--" has neither letters nor digits; correct the name`},
		{"a brand in the way", changes{{"brands/other-brands.yaml", "", "name: Other\n"}},
			`brands/other-brands.yaml:1: error: families/other-brands.yaml lists the brands without articles, so no brand can have this file name; choose another`},
		{"another ending", withFamilies(change{"families/acme.yml", "", "families: []\n"}),
			`families/acme.yml:1: error: a file of families ends in .yaml; rename it`},
	})
}

func commaList(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ", b%d", i)
	}
	return b.String()
}

// manyFamilies makes a file of n families with patterns that a function gives.
func manyFamilies(n int, pattern func(int) string) string {
	var b strings.Builder
	b.WriteString("families:\n")
	for i := range n {
		fmt.Fprintf(&b, "- {pattern: %q, devices: [dvr], confidence: vendor, source: {title: A, checked: 2026-11-20}}\n", pattern(i))
	}
	return b.String()
}

func TestFamiliesAreBounded(t *testing.T) {
	t.Parallel()
	number := func(i int) string { return fmt.Sprintf("AB%05d*", i) }
	_, problems := article.Load(library(t, change{familiesFile, "", manyFamilies(5001, number)}), options)
	if got, want := problems.Error(), "families/acme.yaml:5002: error: these are 5001 families, and at most 5000 are read; join patterns, such as AB1* and AB2* to AB?*"; got != want {
		t.Errorf("got %.500s\nwant %s", got, want)
	}
}

// TestHostileFamiliesAreBounded is not parallel: it measures what the loads alone allocate.
func TestHostileFamiliesAreBounded(t *testing.T) {
	const megabyte = 1 << 20
	fill := func(head, entry string) string { return head + strings.Repeat(entry, (megabyte-len(head))/len(entry)) }
	distinct := func(head string) string {
		var b strings.Builder
		for b.WriteString(head); b.Len() < megabyte-16; {
			fmt.Fprintf(&b, "a%d, ", b.Len())
		}
		return b.String() + "z]}\n"
	}
	wild := func(i int) string { return fmt.Sprintf("*A?%04d*", i) }
	for name, files := range map[string]changes{
		// No prefix keeps these from being compared, and each overlaps all of the other brand.
		"patterns that begin with stars": withFamilies(change{familiesFile, "", manyFamilies(2500, wild)}, change{zedFile, "", "other: Zed\n" + manyFamilies(2500, wild)}),
		"1 MB of stars":                  withFamilies(change{familiesFile, "", fill("families: [{pattern: \"", "*")}),
		"1 MB of patterns of stars":      withFamilies(change{familiesFile, "", fill("families:\n", "- {pattern: \"**********a\"}\n")}),
		"10,000 patterns of stars":       withFamilies(change{familiesFile, "", "families:\n" + strings.Repeat("- {pattern: \"**********a\"}\n", 10_000)}),
		"1 MB of patterns":               withFamilies(change{familiesFile, "", manyFamilies(10_000, wild)}),
		"1 MB of examples":               withFamilies(change{familiesFile, "", distinct("families:\n- {pattern: \"a*\", examples: [")}),
		"1 MB of devices":                withFamilies(change{familiesFile, "", fill("families:\n- devices: [", "dvr, ")}),
		"1 MB of brackets":               withFamilies(change{familiesFile, "", fill("families: ", "[")}),
		"1 MB of other brands":           withFamilies(change{othersFile, "", fill("brands:\n", "- name: Zed\n")}),
		"more than 1 MB":                 withFamilies(change{familiesFile, "", fill("", "#") + "# more"}),
	} {
		t.Run(name, func(t *testing.T) {
			fsys := library(t, files...)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			_, problems := article.Load(fsys, options)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if allocated := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 10*time.Second || allocated > 500 || len(problems) == 0 {
				t.Errorf("%v, %d MiB, %d problems", took, allocated, len(problems))
			}
			t.Logf("%v, %d MiB, %d problems", took, (after.TotalAlloc-before.TotalAlloc)>>20, len(problems))
		})
	}
}
