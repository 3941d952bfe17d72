package view

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
)

// textsOf returns the concatenated text of files.
func textsOf(t *testing.T, patterns ...string) string {
	t.Helper()
	var all strings.Builder
	for _, pattern := range patterns {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, "_templ.go") {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(text)
		}
	}
	return all.String()
}

var (
	literal    = regexp.MustCompile(`"(\.?[a-z][a-z0-9.-]*)"`)
	messageID  = regexp.MustCompile(`(?:\b[TN]\(|\brichN?\([\w.]+, |Message: |Message = |Refuse\([\w.]+, )"([^"]*)"`)
	codes      = regexp.MustCompile(`Code = "([^"]*)"`)
	scriptWord = regexp.MustCompile(`\bword\("([^"]*)"`)
)

// composedIDs returns the ids that are composed of a prefix in the sources and a value.
func composedIDs(t *testing.T) []string {
	var ids []string
	add := func(prefix string, values []string, suffixes ...string) {
		for _, v := range values {
			for _, suffix := range append(suffixes, "") {
				ids = append(ids, prefix+v+suffix)
			}
		}
	}
	add("device.", texts(article.Devices))
	add("goal.", texts(article.Goals))
	add("need.", texts(article.Needs))
	for _, n := range article.Needs {
		if askable(n) {
			ids = append(ids, "need.short."+string(n))
		}
	}
	add("effect.", article.EffectKeys)
	add("source.", texts(article.SourceKinds))
	add("degree.", texts(article.Confidences))
	add("degree.meaning.", texts(article.Confidences))
	add("confidence.", texts(article.Confidences), ".meaning")
	add("confidence.general.", texts(article.Confidences), ".meaning")
	add("facts.", []string{string(article.Kept), string(article.Erased)})
	add("cost.recordings.", []string{string(article.Unknown), string(article.Depends)})
	add("reason.", texts(feedback.Reasons()))
	add("outcome.", texts(feedback.Outcomes()))
	for _, code := range codes.FindAllStringSubmatch(textsOf(t, "../../internal/feedback/problem.go"), -1) {
		if code[1] != string(feedback.TooLong) {
			ids = append(ids, "field."+code[1])
		}
	}
	add("field.", []string{"too-long.comment", "too-long.model", "too-long.firmware"})
	add("symptoms.", texts(article.SymptomGroups))
	kinds := append(texts(article.Devices), "camera", "recorder", "device")
	add("card.one.", kinds)
	add("card.all.", kinds)
	add("card.short.", kinds)
	for _, state := range stateIDs {
		ids = append(ids, state, state+".more")
	}
	ids = append(ids, "state.told", "state.told.more")
	for _, d := range finderDevices {
		ids = append(ids, "find.device."+d.value, "find.device."+d.value+".hint")
	}
	for _, g := range finderGoals {
		ids = append(ids, "find.goal."+g.value, "find.goal."+g.value+".hint")
	}
	for _, b := range belongings {
		ids = append(ids, "find.have."+b.value, "find.ask."+b.value)
	}
	return ids
}

func texts[T ~string](list []T) []string {
	words := make([]string, len(list))
	for i, v := range list {
		words[i] = string(v)
	}
	return words
}

// TestEveryMessageIsThereAndIsUsed compares the sources with the messages: every id in the sources
// must be in the message files, and the other way round. language.New checks that all locales have
// the same messages.
func TestEveryMessageIsThereAndIsUsed(t *testing.T) {
	source := language.Embedded().Source()
	used := map[string]bool{}
	for _, id := range composedIDs(t) {
		if used[id] = true; !source.Has(id) {
			t.Errorf("there is no message %s, which a value of the content model or of a form needs", id)
		}
	}
	code := textsOf(t, "../*.go", "../*/*.go", "../*/page/*.go", "../page/*.templ", "../*/page/*.templ", "../../internal/language/*.go")
	for _, found := range messageID.FindAllStringSubmatch(code, -1) {
		if id := found[1]; !source.Has(id) && !strings.HasSuffix(id, ".") {
			t.Errorf("the pages say %q, which is no message", id)
		}
	}
	for _, found := range literal.FindAllStringSubmatch(code, -1) {
		used[found[1]] = true
	}
	for _, found := range scriptWord.FindAllStringSubmatch(textsOf(t, "../../static/js/*.js"), -1) {
		id := "script." + found[1]
		if used[id] = true; !source.Has(id) {
			t.Errorf("the scripts say %q, which is no message", id)
		}
	}
	for _, id := range source.IDs() {
		if !used[id] {
			t.Errorf("%s is said nowhere; take it out of the message files", id)
		}
	}
	if len(source.IDs()) < 300 || !slices.Contains(source.IDs(), "ask.title") {
		t.Errorf("there are only %d messages", len(source.IDs()))
	}
}
