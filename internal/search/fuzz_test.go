package search_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pinhole/internal/search"
)

// strange are texts that nobody should be able to do harm with.
var strange = []string{
	"", " ", "\x00\x01\x7f", "\xff\xfe", strings.Repeat("a", 10_000), strings.Repeat("n841 ", 2_000), strings.Repeat("\"", 500),
	"' OR 1=1; DROP TABLE feedback; --", "<script>alert(1)</script>", "+brand:lorex AND (title:\"x\" OR *:*)~2^9", "{{.}} ${x} %s %n",
	"📷🔑 reset 👩‍👩‍👧‍👦", "איפוס מצלמה", "إعادة ضبط المصنع \u200f", "重置密码", "ﷺ" + strings.Repeat("ﷺ", 300), "N841\u202eA81\u2066", "e\u0301" + strings.Repeat("\u0301", 400),
	"*?*?*?*?", "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6", strings.Repeat("a1", 100), strings.Repeat("q1 ", 70), "the of and", "\"the of\"", "''' '' 's", "ſ ﬁ ½ Ⅳ",
}

func TestStrangeTexts(t *testing.T) {
	for _, text := range strange {
		check(t, text)
	}
}

// FuzzSearch looks for texts that break a search.
func FuzzSearch(f *testing.F) {
	for _, text := range strange {
		f.Add(text)
	}
	for _, q := range queries(f, "queries.tsv") {
		f.Add(q.text)
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, text) })
}

// check asks everything that takes a reader's text, and holds what must be so of every answer.
func check(t *testing.T, text string) {
	r := find(t, index(t), search.Query{Text: text, Limit: 5})
	if len(r.Hits) > 5 || len(r.Hits) > r.Total {
		t.Errorf("%q gave %d of %d hits", text, len(r.Hits), r.Total)
	}
	for _, h := range r.Hits {
		whole := ""
		for _, fragment := range h.Passage {
			whole += fragment.Text
		}
		if !utf8.ValidString(whole) || utf8.RuneCountInString(whole) > 400 {
			t.Errorf("%q gave the passage %q", text, whole)
		}
	}
	if !utf8.ValidString(r.DidYouMean) || utf8.RuneCountInString(r.DidYouMean) > 3*search.MaxText {
		t.Errorf("%q is corrected to %q", text, r.DidYouMean)
	}
	if list := index(t).Suggest(text, 5); len(list) > 5 {
		t.Errorf("%q gave %d suggestions", text, len(list))
	}
	once := search.Normalise(text)
	if utf8.RuneCountInString(once) > search.MaxText || !utf8.ValidString(once) || strings.ContainsFunc(once, unicode.IsControl) {
		t.Errorf("%q is normalised to %q", text, once)
	}
	if twice := search.Normalise(once); twice != once {
		t.Errorf("%q is normalised to %q, and that to %q", text, once, twice)
	}
}

func TestNormalise(t *testing.T) {
	for text, want := range map[string]string{
		"  Lorex\t N841 \n": "lorex n841", "STRASSE": "strasse", "Straße": "strasse", "ＮＶＲ": "nvr", "a\u200bb": "ab", "\u202eabc": "abc", "x\x00y": "x y",
		strings.Repeat("é", 300): strings.Repeat("é", 200),
	} {
		if got := search.Normalise(text); got != want {
			t.Errorf("%q is normalised to %q, want %q", text, got, want)
		}
	}
}
