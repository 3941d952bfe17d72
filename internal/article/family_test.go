package article_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"pinhole/internal/article"
)

const (
	familiesFile = "families/acme.yaml"
	othersFile   = "families/other-brands.yaml"
	zedFile      = "families/zed.yaml"
)

// zedFamilies is a file of families of a brand without articles.
const zedFamilies = `other: Zed
families:
  - pattern: "ZED-*"
    devices: [wifi-camera]
    confidence: single-source
    source: {title: A list, checked: 2026-11-20}
`

// withFamilies is the base with families of its brand and of one that no article covers.
func withFamilies(more ...change) changes {
	return append(changes{
		{familiesFile, "", `made_by:
  - maker: zed
    scope: recorders
    source: {title: A forum, checked: 2026-11-20}
families:
  - pattern: "AC4*"
    devices: [ip-camera]
    examples: [AC41, ac-42]
    spoken: [acme 41]
    confidence: vendor
    source: {title: Manual, url: "https://acme.example/manual", checked: 2026-11-20}
    more_sources: [{title: A shop, checked: 2026-11-21}]

  - pattern: "AC-BELL??"
    devices: [doorbell]
    generation: 2nd generation
    examples: [AC-BELL08]
    short: true
    shared_with: [Zed]
    made_by: [{maker: acme, source: {title: A blog, checked: 2026-11-20}}]
    note: Sold in shops.
    kind_note: read from the number
    confidence: single-source
    source: {title: A list, checked: 2026-11-20}
`},
		{othersFile, "", `source: {title: A list, checked: 2026-11-20}
brands:
  - {name: Zed, aliases: [Zed Cam], maker: acme, support: "https://zed.example/help", note: Sold online., word: true}
  - name: Able
    source: {title: Their page, checked: 2026-11-21}
`},
		{zedFile, "", zedFamilies},
	}, more...)
}

func TestFamiliesAreLoaded(t *testing.T) {
	t.Parallel()
	lib := mustLoad(t, withFamilies()...)
	var patterns []string
	for _, f := range lib.Families() {
		patterns = append(patterns, f.BrandName()+" "+f.Pattern.Text)
	}
	if got, want := strings.Join(patterns, ", "), "Acme AC-BELL??, Acme AC4*, Zed ZED-*"; got != want {
		t.Fatalf("families %s, want %s: by brand, then most letters first", got, want)
	}
	bell, camera, zed := lib.Families()[0], lib.Families()[1], lib.Families()[2]
	if bell.Brand == nil || bell.Brand.Slug != "acme" || bell.Generation != "2nd generation" || !bell.Short || strings.Join(bell.SharedWith, "") != "Zed" ||
		bell.Note != "Sold in shops." || bell.KindNote != "read from the number" || bell.Confidence != "single-source" || bell.Devices[0] != "doorbell" || bell.File != familiesFile || bell.Line != 14 {
		t.Errorf("the doorbells are %+v", bell)
	}
	if m := bell.Makers; len(m) != 1 || m[0].Brand != bell.Brand || m[0].Name != "Acme" {
		t.Errorf("makers %+v, want the family's own before the file's", m)
	}
	if m := camera.Makers; len(m) != 1 || m[0].Brand != nil || m[0].Name != "Zed" || m[0].Scope != "recorders" || m[0].Source.Title != "A forum" {
		t.Errorf("makers %+v, want the file's", m)
	}
	if s := camera.Sources; len(s) != 2 || s[0].Title != "Manual" || s[1].Title != "A shop" {
		t.Errorf("sources %+v, want the main one first", s)
	}
	able, other := lib.OtherBrands()[0], lib.OtherBrands()[1]
	if zed.Brand != nil || zed.Other != other {
		t.Errorf("the family of a brand without articles is %+v", zed)
	}
	if other.Name != "Zed" || other.Brand != bell.Brand || other.Maker != "Acme" || other.Aliases[0] != "Zed Cam" || other.Support != "https://zed.example/help" || !other.Word ||
		other.Source.Title != "A list" || able.Source.Title != "Their page" {
		t.Errorf("brands %+v and %+v", other, able)
	}
}

func TestAChangedFamilyChangesFingerprints(t *testing.T) {
	t.Parallel()
	before, after := mustLoad(t, withFamilies()...), mustLoad(t, withFamilies(change{zedFile, "ZED-*", "ZET-*"})...)
	if before.Fingerprint() == after.Fingerprint() {
		t.Error("the library's fingerprint is the same")
	}
	a, _ := before.Article("/acme/reset")
	if before.ArticleFingerprint(a) == after.ArticleFingerprint(a) {
		t.Error("the fingerprint of an article's page is the same")
	}
}

func TestNamesOfBrandsFollowTheirFiles(t *testing.T) {
	t.Parallel()
	fsys := library(t, withFamilies(change{zedFile, "confidence", "shared_with: [acme]\n    made_by: [{maker: acme, source: {title: A blog, checked: 2026-11-20}}]\n    confidence"})...)
	loader := article.NewLoader(fsys, options)
	for _, name := range []string{"Acme", "Apex"} {
		fsys[brandFile] = &fstest.MapFile{Data: []byte(strings.Replace(base[brandFile], "name: Acme", "name: "+name, 1))}
		lib, problems := loader.Load()
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if zed := lib.Families()[2]; zed.SharedWith[0] != name || zed.Makers[0].Name != name {
			t.Errorf("shared with %q and made by %q, want %q", zed.SharedWith, zed.Makers[0].Name, name)
		}
	}
}

func TestTranslatedViewsShareFamilies(t *testing.T) {
	t.Parallel()
	lib := mustLoad(t, withFamilies(change{spanishFile, "", spanish})...)
	if view := lib.In("es"); view == lib || len(view.Families()) != 3 || view.Families()[0] != lib.Families()[0] || len(view.OtherBrands()) != 2 {
		t.Errorf("the Spanish view has %d families and %d other brands", len(view.Families()), len(view.OtherBrands()))
	}
}
