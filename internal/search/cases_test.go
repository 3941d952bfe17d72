package search_test

import (
	"slices"
	"strings"
	"testing"

	"pinhole/internal/search"
)

// Brands whose names are made of little words and single letters are found by their exact names,
// and by these alone.
func TestBrandsNamedWithLittleWords(t *testing.T) {
	t.Parallel()
	brands := map[string]string{"att": "name: AT&T\n", "b-and-w": "name: B&W\n", "it-cams": "name: IT\n", "onoff": "name: Switch\naliases: [On & Off, 'On']\n"}
	articles := []written{{brand: "other", slug: "one", title: "Reset it at once", body: "Turn it on at the T plug. A B W list."}}
	for brand := range brands {
		articles = append(articles, written{brand: brand, slug: "one", title: "Plain words"})
	}
	i := search.New(smallWith(t, brands, articles...), search.Options{})
	for text, want := range map[string]string{
		"AT&T": "att-one", "at&t": "att-one", "at & t": "att-one", "att": "att-one", "AT&T plain words": "att-one", "plain words of AT&T": "att-one",
		"B&W": "b-and-w-one", "b&w": "b-and-w-one", "IT": "it-cams-one", "it": "it-cams-one", "on & off": "onoff-one", "on": "onoff-one",
	} {
		r := i.Search(search.Query{Text: text})
		if len(r.Hits) == 0 || r.Hits[0].Article.ID != want || r.Brand == nil || r.Brand.Slug != strings.TrimSuffix(want, "-one") {
			t.Errorf("%q finds %v of brand %v, want %s", text, ids(r), r.Brand, want)
		}
	}
	for _, text := range []string{"reset it", "how do i turn it on", "it resets at once"} {
		if r := i.Search(search.Query{Text: text}); r.Brand != nil || r.Hits[0].Article.ID != "other-one" {
			t.Errorf("%q finds %v of brand %v, want other-one first", text, ids(r), r.Brand)
		}
	}
	for typed, want := range map[string]string{"at&": "AT&T", "AT&T": "AT&T", "b&": "", "it": "IT"} {
		got := ""
		if list := i.Suggest(typed, 5); len(list) > 0 && list[0].Kind == search.BrandKind {
			got = list[0].Label
		}
		if got != want {
			t.Errorf("%q suggests %q, want %q", typed, got, want)
		}
	}
}

// Scripts that do not set spaces between words are searched by pairs of characters.
func TestScriptsWithoutSpaces(t *testing.T) {
	t.Parallel()
	brands := map[string]string{"hik": "name: Hik\naliases: [海光威视]\n"}
	i := search.New(smallWith(t, brands,
		written{brand: "hik", slug: "reset", title: "Trial", more: "symptoms: [忘记密码]\n", body: "按住复位按钮十秒钟。再松开。"},
		written{brand: "acme", slug: "reset", title: "恢复出厂设置", body: "摄像头的电源。"},
		written{brand: "acme", slug: "thai", title: "ลืมรหัสผ่าน", body: "กดปุ่มรีเซ็ต"},
		written{brand: "acme", slug: "kana", title: "パスワードを忘れた", body: "リセットボタンを押します。"},
	), search.Options{})
	for text, want := range map[string]string{
		"密码": "hik-reset", "复位按钮": "hik-reset", "海光威视密码重置": "hik-reset", "忘记密码": "hik-reset", "钮": "hik-reset", "出厂设置": "acme-reset", "摄像头电源": "acme-reset",
		"รหัสผ่าน": "acme-thai", "รีเซ็ต": "acme-thai", "パスワード": "acme-kana", "ﾊﾟｽﾜｰﾄﾞ": "acme-kana", "ボタン": "acme-kana", `"复位按钮"`: "hik-reset",
	} {
		if got := ids(i.Search(search.Query{Text: text})); !slices.Equal(got, []string{want}) {
			t.Errorf("%q finds %v, want %s", text, got, want)
		}
	}
	// The pairs between two words, which no article has, do not count against the only article.
	only := search.New(smallWith(t, brands, written{brand: "hik", slug: "reset", title: "Trial", more: "symptoms: [忘记密码]\n"}), search.Options{})
	if got := ids(only.Search(search.Query{Text: "海光威视密码重置"})); !slices.Equal(got, []string{"hik-reset"}) {
		t.Errorf("of one article, %v is found", got)
	}
	if r := i.Search(search.Query{Text: "海光威视密码重置"}); r.Brand == nil || r.Brand.Slug != "hik" {
		t.Errorf("the brand is %v", r.Brand)
	}
	for _, text := range []string{"按位", `"位复"`, "视海"} { // no pair of these stands anywhere
		if got := ids(i.Search(search.Query{Text: text})); len(got) > 0 {
			t.Errorf("%q finds %v", text, got)
		}
	}
	r := i.Search(search.Query{Text: "复位按钮"})
	if got, want := r.Hits[0].Passage, []search.Fragment{{Text: "按住"}, {Text: "复位按钮", Mark: true}, {Text: "十秒钟。"}}; !slices.Equal(got, want) {
		t.Errorf("the passage is %v, want %v", got, want)
	}
	if list := i.Suggest("海光威", 5); len(list) == 0 || list[0].Label != "Hik" {
		t.Errorf("a name's beginning suggests %v", list)
	}
}

// Passages and suggestions show the text as it was written.
func TestTextIsShownAsWritten(t *testing.T) {
	t.Parallel()
	i := search.New(small(t, written{brand: "acme", slug: "one", title: "Wait 5~10 seconds", body: "Press the button for 5~10 seconds, then wait 20~30 seconds."}), search.Options{})
	r := i.Search(search.Query{Text: "press button"})
	var passage strings.Builder
	for _, f := range r.Hits[0].Passage {
		passage.WriteString(f.Text)
	}
	if got := passage.String(); got != "Press the button for 5~10 seconds, then wait 20~30 seconds." {
		t.Errorf("the passage is %q", got)
	}
	if list := i.Suggest("wait 5~10", 5); len(list) != 1 || list[0].Label != "Wait 5~10 seconds" {
		t.Errorf("suggested are %v", list)
	}
	if got := i.Search(search.Query{Text: "510"}); got.Total != 0 {
		t.Errorf("510 finds %v", ids(got))
	}
}

// A word that the content or the synonyms know is no typing error, whatever its ending.
func TestKnownWordsAreNotCorrected(t *testing.T) {
	t.Parallel()
	s, problems := synonyms(t, "- [alarm, loud chirps]\n")
	if s == nil {
		t.Fatal(problems)
	}
	i := search.New(small(t,
		written{brand: "acme", slug: "one", title: "Keeping recordings", body: "Chirp's neighbours: shirt, the recorder beeps."},
	), search.Options{Synonyms: s})
	for text, want := range map[string]string{"recorder is beeping": "", "beeped": "", "my chirping recorder": "", "kepping it": "keeping it"} {
		if got := i.Search(search.Query{Text: text}).DidYouMean; got != want {
			t.Errorf("%q is corrected to %q, want %q", text, got, want)
		}
	}
	if got := index(t).Search(search.Query{Text: "my dvr is beeping"}).DidYouMean; got != "" {
		t.Errorf("beeping is corrected: %q", got)
	}
}
