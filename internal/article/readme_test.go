package article_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pinhole/internal/article"
)

// guide returns the authors' guide.
func guide(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../content/README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// between returns the part of a text between two others.
func between(t *testing.T, text, begin, end string) string {
	t.Helper()
	_, rest, found := strings.Cut(text, begin)
	part, _, ends := strings.Cut(rest, end)
	if !found || !ends {
		t.Fatalf("the guide lacks %q and %q", begin, end)
	}
	return part
}

func TestTheGuidesExamplesLoad(t *testing.T) {
	text := guide(t)
	example := between(t, between(t, text, "<!-- example:begin -->", "<!-- example:end -->"), "```markdown\n", "\n```")
	translation := between(t, between(t, text, "<!-- translation:begin -->", "<!-- translation:end -->"), "```markdown\n", "\n```")
	questions := between(t, between(t, text, "<!-- questions:begin -->", "<!-- questions:end -->"), "```markdown\n", "\n```")
	families := between(t, between(t, text, "<!-- families:begin -->", "<!-- families:end -->"), "```yaml\n", "\n```")
	brand := between(t, between(t, text, "## Brands", "\nOnly `name`"), "```yaml\n", "\n```")
	lib, problems := article.Load(fstest.MapFS{
		"site.yaml":              {Data: []byte("name: Test")},
		"brands/acme.yaml":       {Data: []byte("name: Acme")},
		"brands/dahua.yaml":      {Data: []byte("name: Dahua")},
		"families/acme.yaml":     {Data: []byte(strings.Replace(families, "[nvr]", "[ip-camera]", 1))}, // as the article
		"brands/lorex.yaml":      {Data: []byte(brand)},
		"en/acme/the-article.md": {Data: []byte(example + "\n")},
		"es/acme/the-article.md": {Data: []byte(translation + "\n")},
		"en/questions/acme.md":   {Data: []byte(questions + "\n")},
	}, article.Options{Today: options.Today, Pages: []string{"/find"}})
	if len(problems) > 0 {
		t.Fatalf("the examples have problems:\n%v", problems)
	}
	if a := lib.Articles[0]; a.ID != "acme-camera-factory-reset" || len(a.Steps()) != 3 {
		t.Errorf("the example is not the one that is meant: %s with %d steps", a.ID, len(a.Steps()))
	}
	if list := lib.Families(); len(list) != 1 || len(list[0].Examples) != 2 || list[0].Makers[0].Brand == nil {
		t.Errorf("families: %v", list)
	}
	if trees := lib.Questions(); len(trees) != 1 || len(trees[0].Questions) != 2 {
		t.Errorf("trees of questions: %v", trees)
	}
	if got := lib.Translations(); len(got) != 1 || got[0].Outdated {
		t.Errorf("translations: %v", got)
	}
	headings := wordsIn(between(t, text, "have these names in Spanish:", "\n"))
	_, problems = article.Load(library(t, translated(change{spanishFile, "## Pasos\n", "## " + strings.Join(headings, "\n\n1. Sí.\n\n## ") + "\n"})...), options)
	if got := strings.Count(problems.Error(), "sections of the kind"); len(headings) != 6 || got != 5 { // all but the steps, which the original has too
		t.Errorf("of the headings %q %d are known to be wanting in the original, want 5:\n%v", headings, got, problems)
	}
}

var quoted = regexp.MustCompile("`([^`]+)`")

// wordsIn returns the texts in backquotes.
func wordsIn(text string) []string {
	var words []string
	for _, m := range quoted.FindAllStringSubmatch(text, -1) {
		words = append(words, m[1])
	}
	return words
}

func known[T ~string](words []T) []string {
	var list []string
	for _, w := range words {
		list = append(list, string(w))
	}
	return list
}

func TestTheGuideListsTheWords(t *testing.T) {
	lists := between(t, guide(t), "### Words that the lists allow", "### From the facts")
	for key, want := range map[string][]string{
		"`devices`": known(article.Devices), "`goal`": known(article.Goals), "`method`": known(article.Methods), "`needs`": known(article.Needs),
		"`symptoms`": known(article.SymptomGroups), "`confidence`": known(article.Confidences), "`kind` of a source": known(article.SourceKinds),
	} {
		part, _, _ := strings.Cut(between(t, lists+"\n- ", "- "+key+": ", "\n- "), "\n  Name only")
		got := wordsIn(part)
		slices.Sort(got)
		want = slices.Sorted(slices.Values(want))
		if !slices.Equal(got, want) {
			t.Errorf("%s: the guide lists\n%v, the program knows\n%v", key, got, want)
		}
	}
}

// rows returns the cells of a table's rows.
func rows(text string) [][]string {
	var list [][]string
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "| ") {
			list = append(list, strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | "))
		}
	}
	return list[1:] // without the head
}

func TestTheGuideListsTheKeys(t *testing.T) {
	text := guide(t)
	_, problems := article.Load(library(t, change{resetFile, "minutes: 5", "nothing: 5"}), options)
	want := strings.Split(between(t, problems.Error()+"\n", "known here: ", "\n"), ", ")
	table := rows(between(t, text, "## Front matter", "### Words"))
	var got []string
	for _, row := range table {
		got = append(got, wordsIn(row[0])...)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the guide's table lists\n%v, the program knows\n%v", got, want)
	}
	for _, row := range table {
		key := wordsIn(row[0])[0]
		if strings.TrimSpace(row[1]) == "yes" != required(t, key) {
			t.Errorf("%s: the guide says that it is needed: %q", key, row[1])
		}
		for _, limit := range regexp.MustCompile(`at most (\d+)`).FindAllStringSubmatch(row[2], -1) {
			checkLimit(t, key, limit[1])
		}
	}
	effects := wordsIn(between(t, text, "for each of ", ": `kept`"))
	if !slices.Equal(effects, article.EffectKeys) {
		t.Errorf("effects: the guide lists %v, the program knows %v", effects, article.EffectKeys)
	}
}

// withValue returns a file of the base with another value for a key.
func withValue(file, key, value string) change {
	line := regexp.MustCompile("(?m)^" + key + ":.*\n(  .*\n)*")
	return change{file, "", line.ReplaceAllLiteralString(base[file], key+": "+value+"\n")}
}

// required reports whether an article that explains something is refused without a value for a key.
func required(t *testing.T, key string) bool {
	t.Helper()
	_, problems := article.Load(library(t, withValue(otherFile, key, "")), options)
	return strings.Contains(problems.Error(), key+" is empty or wrong")
}

// checkLimit makes a value too long and expects the limit in the answer.
func checkLimit(t *testing.T, key, limit string) {
	t.Helper()
	value := strings.Repeat("x", 500)
	switch key {
	case "symptoms":
		value = "[" + value + "]"
	case "ways":
		key, value = "minutes", "5\nways: {steps: {for: "+value+"}}" // the base has no ways
	}
	_, problems := article.Load(library(t, withValue(resetFile, key, value)), options)
	if want := "has 500 characters; shorten it to " + limit; !strings.Contains(problems.Error(), want) {
		t.Errorf("%s: the guide says at most %s, the program says\n%v", key, limit, problems)
	}
}

func TestTheGuideMapsTheFactsToKnownWords(t *testing.T) {
	all := slices.Concat(known(article.Goals), known(article.Methods), known(article.Confidences))
	table := rows(between(t, guide(t), "### From the facts", "\n## The body"))
	if len(table) < 10 {
		t.Fatalf("the table has %d rows", len(table))
	}
	for _, row := range table {
		ours := row[1]
		if strings.TrimSpace(ours) == "the same" {
			ours = row[0]
		}
		for _, word := range wordsIn(ours) {
			if !slices.Contains(all, word) {
				t.Errorf("the guide maps %s to %q, which the program does not know", row[0], word)
			}
		}
	}
}

func TestTheGuideListsTheKeysOfFamilies(t *testing.T) {
	_, problems := article.Load(library(t, inFamilies("\n    note:", "\n    nothing:")...), options)
	want := strings.Split(between(t, problems.Error()+"\n", "known here: ", "\n"), ", ")
	var got []string
	for _, row := range rows(between(t, guide(t), "<!-- families:end -->", "\n`made_by` names")) {
		got = append(got, wordsIn(row[0])...)
	}
	slices.Sort(got)
	if slices.Sort(want); !slices.Equal(got, want) {
		t.Errorf("the guide lists %q, the program knows %q", got, want)
	}
}
