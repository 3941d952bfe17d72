package view_test

import (
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pinhole/content"
	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/internal/search"
	"pinhole/web"
	"pinhole/web/page"
	"pinhole/web/view"
)

var library = sync.OnceValue(func() *article.Library {
	lib, problems := article.Load(content.FS, article.Options{Today: time.Now(), Pages: web.Pages})
	if lib == nil {
		panic(problems.Error())
	}
	return lib
})

func english() view.Site {
	locales := language.Embedded()
	return (&view.Settings{Locales: locales, Origin: "https://help.example"}).Site(library(), locales.Source())
}

func brand(t *testing.T, slug string) *article.Brand {
	t.Helper()
	b, ok := library().Brand(slug)
	if !ok {
		t.Fatalf("there is no brand %s", slug)
	}
	return b
}

// articles returns articles by their addresses.
func articles(t *testing.T, paths ...string) []*article.Article {
	t.Helper()
	list := make([]*article.Article, len(paths))
	for i, path := range paths {
		a, ok := library().Article(path)
		if !ok {
			t.Fatalf("there is no article %s", path)
		}
		list[i] = a
	}
	return list
}

var source = article.Source{Title: "A product page", URL: "https://vendor.example/page"}

const cameraReset = "/lorex/ip-camera-factory-reset"

func card(t *testing.T, d *search.Device, query string) *page.DeviceCard {
	t.Helper()
	c, _ := view.DeviceCard(english(), search.Results{Device: d}, query)
	if c == nil {
		t.Fatalf("%q has no card", query)
	}
	return c
}

func TestTheCardSaysWhatALabelIs(t *testing.T) {
	lorex := brand(t, "lorex")
	place := slices.IndexFunc(library().Families(), func(f *article.Family) bool { return f.Brand == lorex })
	family := library().Families()[place]
	for _, c := range []struct {
		devices []article.Device
		want    string
	}{
		{[]article.Device{"wifi-camera"}, "X1 is a Wi-Fi camera from Lorex"},
		{[]article.Device{"ip-camera", "wifi-camera"}, "X1 is a camera from Lorex"},
		{[]article.Device{"nvr", "dvr"}, "X1 is a recorder from Lorex"},
		{[]article.Device{"nvr"}, "X1 is a recorder (NVR) from Lorex"},
		{[]article.Device{"nvr", "ip-camera"}, "X1 is a device from Lorex"},
		{nil, "X1 is a device from Lorex"},
	} {
		if got := card(t, &search.Device{Label: "X1", Brand: lorex, Devices: c.devices, Family: family}, "X1").Title; got != c.want {
			t.Errorf("%v: the card says %q, want %q", c.devices, got, c.want)
		}
	}
	// That a label is Lorex's is only what the reader says.
	if got, want := card(t, &search.Device{Label: "RLC-810A", Brand: lorex}, "lorex RLC-810A").Title, "We don't know RLC-810A as a label of Lorex"; got != want {
		t.Errorf("the card of another brand's label says %q, want %q", got, want)
	}
}

func TestTheCardSaysWhomItsArticlesAreFor(t *testing.T) {
	all := slices.DeleteFunc(slices.Clone(library().InBrand("lorex")), func(a *article.Article) bool { return len(a.Models) > 0 })[:2]
	some := slices.DeleteFunc(slices.Clone(library().InBrand("lorex")), func(a *article.Article) bool { return len(a.Models) == 0 })[:1]
	d := search.Device{Label: "X1", Brand: brand(t, "lorex"), Devices: []article.Device{"ip-camera"}}
	fitting, similar, named, none := d, d, d, d
	fitting.Fitting, similar.Fitting, named.Named, named.Fitting = all, some, some, all
	for _, c := range []struct {
		device *search.Device
		want   string
	}{
		{&fitting, "No article mentions this model. These are for all Lorex IP cameras:"},
		{&similar, "No article mentions this model. These are about similar Lorex devices:"},
		{&named, "This article mentions it:"},
		{&none, "We don't have a Lorex article for this device yet."},
	} {
		if got := card(t, c.device, "X1").Intro; got != c.want {
			t.Errorf("the card says %q, want %q", got, c.want)
		}
	}
	c := card(t, &named, "X1")
	if len(c.Articles) != 1 || c.Articles[0].Title != some[0].Title || c.Others == nil || len(c.Others.Articles) != 2 || c.Others.Intro != "For all Lorex IP cameras" {
		t.Errorf("the card has %+v and then %+v", c.Articles, c.Others)
	}
	if c := card(t, &none, "X1"); !c.Missing || c.Support == nil {
		t.Error("a card without articles leads nowhere")
	}
}

func TestTheCardHasFewArticles(t *testing.T) {
	list := library().InBrand("lorex")
	c := card(t, &search.Device{Label: "X1", Brand: brand(t, "lorex"), Named: list[:3], Fitting: list[3:]}, "X1")
	if len(c.Articles) != 3 || len(c.Others.Articles) != 1 {
		t.Errorf("the card has %d articles and %d others", len(c.Articles), len(c.Others.Articles))
	}
}

func TestTheCardLeadsToEachWay(t *testing.T) {
	c := card(t, &search.Device{Label: "X1", Brand: brand(t, "lorex"), Named: articles(t, cameraReset, "/lorex/recorder-password")}, "X1")
	one, several := c.Articles[0], c.Articles[1]
	if one.Path != cameraReset || len(one.Ways) > 0 || !strings.HasPrefix(strings.Join(one.Facts, " "), "Erases ") {
		t.Errorf("the article with one way is %+v", one)
	}
	if several.Path != "/lorex/recorder-password" || len(several.Ways) != 4 || several.MoreWays == 0 || !strings.HasPrefix(several.Ways[0].URL, "/lorex/recorder-password#") {
		t.Errorf("the article with several ways is %+v", several)
	}
}

func TestWhatIsInferredIsSaidToBe(t *testing.T) {
	family := &article.Family{
		Makers: []article.Maker{{Name: "Dahua", Brand: brand(t, "dahua"), Source: source}, {Name: "Nobody", Source: source}}, SharedWith: []string{"Zosi", "Annke"},
		Sources: []article.Source{source}, Confidence: "single-source",
	}
	c := card(t, &search.Device{Label: "X1", Brand: brand(t, "lorex"), Family: family, Near: true}, "XI")
	if c.ReadAs != "X1" || c.Shared != "The same label is also used by Zosi and Annke." || !c.OnlySource || c.Source.URL != source.URL {
		t.Errorf("the card is %+v", c)
	}
	if len(c.Makers) != 2 || c.Makers[0].Path != "/dahua" || c.Makers[1].Path != "" || c.Makers[1].Source.URL != source.URL {
		t.Errorf("the makers are %+v", c.Makers)
	}
}

func TestABrandAloneHasACard(t *testing.T) {
	d := &search.Device{Brand: brand(t, "hikvision")}
	for _, query := range []string{"hikvision", "HIK VISION", "hik-connect"} {
		c := card(t, d, query)
		if c.Title != "Hikvision" || len(c.Goals) < 2 || c.Support == nil || c.Brand.URL != "/hikvision" {
			t.Errorf("%q: the card is %+v", query, c)
		}
	}
	if c, shown := view.DeviceCard(english(), search.Results{Device: d}, "hikvision password"); c != nil || shown != nil {
		t.Error("a card stands above hits that answer better")
	}
}

func TestABrandThatIsNotCoveredHasAnHonestCard(t *testing.T) {
	o := &article.OtherBrand{Name: "Wansview", Maker: "Dahua", Brand: brand(t, "dahua"), Support: "https://wansview.example/help", Note: "Its app is Cloud View.", Source: source}
	results := search.Results{Device: &search.Device{Other: o}}
	for _, a := range append(library().InBrand("lorex")[:1], library().InBrand("general")...) {
		results.Hits = append(results.Hits, search.Hit{Article: a})
	}
	c, shown := view.DeviceCard(english(), results, "wansview")
	if c.Title != "We don't cover Wansview yet" || !c.Missing || c.Vendor.URL != o.Support || len(c.Makers) != 1 || c.Makers[0].Path != "/dahua" || c.About != o.Note || c.AboutLang != "" || c.Brand != nil {
		t.Errorf("the card is %+v", c)
	}
	if len(c.Articles) != 4 || slices.ContainsFunc(shown, func(a *article.Article) bool { return !a.Brand.General() }) {
		t.Errorf("the card has %+v", c.Articles)
	}
	c = card(t, &search.Device{Label: "Q5", Other: o, Devices: []article.Device{"wifi-camera"}}, "Q5")
	if c.Title != "Q5 is a Wi-Fi camera from Wansview, which we don't cover yet" || c.Intro != "" {
		t.Errorf("the card is %+v", c)
	}
}

func TestALabelThatNothingIsKnownAboutHasACard(t *testing.T) {
	if c := card(t, &search.Device{Label: "QX-77Z"}, "qx-77z"); c.Title != "We don't know QX-77Z" || !c.Missing {
		t.Errorf("the card is %+v", c)
	}
	if c, _ := view.DeviceCard(english(), search.Results{}, "password"); c != nil {
		t.Error("there is a card without a device")
	}
}

// Brands that put the same label on their devices are named; their articles are not said to be the
// brand's own.
func TestTheCardKeepsToItsBrand(t *testing.T) {
	d := &search.Device{
		Label: "X1", Brand: brand(t, "lorex"), Also: []*article.Brand{brand(t, "annke")}, Family: &article.Family{SharedWith: []string{"ANNKE", "Nobody"}},
		Fitting: slices.Concat(library().InBrand("annke"), library().InBrand("lorex")),
	}
	c, shown := view.DeviceCard(english(), search.Results{Device: d}, "X1")
	if c.Shared != "The same label is also used by ANNKE and Nobody." || slices.ContainsFunc(shown, func(a *article.Article) bool { return a.Brand != d.Brand }) {
		t.Errorf("the card is %+v", c)
	}
}

func TestHitsDoNotRepeatTheCard(t *testing.T) {
	list := library().InBrand("lorex")
	results := search.Results{Device: &search.Device{Label: "X1", Brand: brand(t, "lorex"), Named: list[:2]}, Total: 4}
	for _, a := range list[:4] {
		results.Hits = append(results.Hits, search.Hit{Article: a})
	}
	for offset, want := range map[int]int{0: 2, 10: 4} {
		var v page.Search
		english().SearchResults(&v, url.Values{}, search.Query{Text: "X1", Offset: offset, Limit: 10}, results)
		if len(v.Hits) != want || (v.Device != nil) != (offset == 0) {
			t.Errorf("from %d there are %d hits, want %d", offset, len(v.Hits), want)
		}
	}
}
