package article_test

import (
	"slices"
	"strings"
	"testing"

	"pinhole/internal/article"
)

const spanishFile = "es/acme/reset.md"

// spanish is a translation of the base's reset, as it is now.
const spanish = `---
id: acme-reset
title: Restablecer una cámara Acme
summary: Mantenga pulsado el botón.
original: "48082feef083"
effect_notes:
  network: según el modelo
symptoms: {hangs: [sin imagen]}
---

Lea [lo otro](other.md#steps), [el fabricante](/acme#hours) o [su política](/privacy#what-is-stored).

> [!NOTE]
> Espere.

![Una cámara](/drawings/dome.svg)

## Pasos

1. Pulse el botón.
2. Vuelva al [paso 1](#step-1).
`

// translated returns the base with its translation, after more changes.
func translated(more ...change) []change {
	return append([]change{{spanishFile, "", spanish}}, more...)
}

func TestATranslationTakesFromItsOriginal(t *testing.T) {
	lib := mustLoad(t, translated()...)
	a, ok := lib.Article("/es/acme/reset")
	original, _ := lib.Article("/acme/reset")
	if !ok || a.Original != original || a.Outdated || a.Language != "es" || a.Path() != "/es/acme/reset" || a.File != spanishFile {
		t.Fatalf("got %+v", a)
	}
	if a.Title != "Restablecer una cámara Acme" || a.Effects.Network != (article.Effect{State: article.Depends, Note: "según el modelo"}) || !slices.Equal(a.Symptoms, []article.Symptom{{Text: "sin imagen", Group: "hangs"}}) {
		t.Errorf("its own words: %+v", a)
	}
	if a.Brand != original.Brand || a.Goal != original.Goal || len(a.Models) != 2 || a.Effects.Settings.State != article.Erased || len(a.Sources) != 2 || a.Minutes != 5 || len(a.Aliases) != 0 {
		t.Errorf("what it has from the original: %+v", a)
	}
	if original.Effects.Network.Note != "on the model" || original.Original != nil {
		t.Error("the original took from its translation")
	}
	if a.Revision == original.Revision || len(a.Revision) != 12 {
		t.Errorf("revision %q, that of the original is %q", a.Revision, original.Revision)
	}
	html := a.Body().Sections[0].HTML
	for _, want := range []string{`href="/es/acme/other#steps"`, `href="/es/acme#hours"`, `href="/es/privacy#what-is-stored"`, `>Nota</p>`, `src="/drawings/dome.svg"`} {
		if !strings.Contains(html, want) {
			t.Errorf("%s lacks %s", html, want)
		}
	}
	steps := article.StepsOf("es", a.Markdown)
	if got := article.Anchors(steps); !slices.Equal(got, article.Anchors(original.Steps())) {
		t.Errorf("steps of the stored body have the addresses %v", got)
	}
}

func TestTranslationsAreFoundByTheirOriginals(t *testing.T) {
	lib := mustLoad(t, translated()...)
	original, _ := lib.ArticleByID("acme-reset")
	if original.Language != "en" {
		t.Fatal("an id gives a translation")
	}
	spanish, ok := lib.Translation(original, "es")
	if !ok || spanish.Language != "es" {
		t.Fatal("the translation is not found")
	}
	if back, ok := lib.Translation(spanish, "en"); !ok || back != original {
		t.Error("the original is not found by its translation")
	}
	if _, ok := lib.Translation(original, "fr"); ok {
		t.Error("there is a French one")
	}
	other, _ := lib.ArticleByID("acme-other")
	if _, ok := lib.Translation(other, "es"); ok {
		t.Error("what is not translated has a translation")
	}
	if got := lib.Languages(); !slices.Equal(got, []string{"en", "es"}) {
		t.Errorf("languages: %v", got)
	}
	if got := lib.Translations(); !slices.Equal(got, []*article.Article{spanish}) {
		t.Errorf("translations: %v", got)
	}
	for _, a := range []*article.Article{original, spanish} {
		if got, ok := lib.ArticleOf("acme-reset", a.Revision); !ok || got != a {
			t.Errorf("the revision %s is not that of %s", a.Revision, a.File)
		}
	}
	if _, ok := lib.ArticleOf("acme-reset", "000000000000"); ok {
		t.Error("a revision that never was has an article")
	}
	for what, list := range map[string][]*article.Article{"all": lib.Articles, "brand": lib.InBrand("acme"), "device": lib.ForDevice("ip-camera"), "goal": lib.ForGoal(article.FactoryReset)} {
		if slices.Contains(list, spanish) {
			t.Errorf("%s: the list holds a translation", what)
		}
	}
	if got := mustLoad(t).Languages(); !slices.Equal(got, []string{"en"}) {
		t.Errorf("languages without translations: %v", got)
	}
}

// A view is the library as a reader of Spanish finds it.
func TestTheLibraryInALanguage(t *testing.T) {
	lib := mustLoad(t, change{"es/acme/restablecer.md", "", strings.Replace(spanish, "Restablecer una", "Una", 1)}, change{resetFile, "title: Reset an", "title: Zero an"},
		change{"es/acme/restablecer.md", "48082feef083", "a97996a50b23"}, another("acme", "first", "A first one", "devices: [doorbell]\ngoal: factory-reset\nmethod: menu\n"+
			"effects: {recordings: kept, settings: kept, users: kept, network: kept, cloud-account: kept}\n"))
	original, _ := lib.ArticleByID("acme-reset")
	spanish, _ := lib.Translation(original, "es")
	view := lib.In("es")
	if got := names(view.Articles); !slices.Equal(got, []string{"acme/first", "acme/restablecer", "acme/other"}) {
		t.Errorf("the articles are %v, want the translation in its place by its own title", got)
	}
	other, _ := lib.ArticleByID("acme-other")
	for path, want := range map[string]*article.Article{"/acme/restablecer": spanish, "/acme/other": other, "/acme/reset": nil} {
		if got, _ := view.Article(path); got != want {
			t.Errorf("%s: got %v", path, got)
		}
	}
	for _, old := range []string{"/acme/reset", "/acme/old"} {
		if got, _ := view.Alias(old); got != spanish {
			t.Errorf("%s leads to %v", old, got)
		}
	}
	if got, _ := view.ArticleByID("acme-reset"); got != spanish {
		t.Error("the id does not give the translation")
	}
	if got, _ := view.Translation(spanish, "en"); got != original {
		t.Error("the view does not know the original")
	}
	if got, _ := view.ArticleOf("acme-reset", original.Revision); got != original || !slices.Contains(view.ForDevice("ip-camera"), spanish) {
		t.Error("the view does not know the original's revision, or its lists lack the translation")
	}
	if view.In("es") != view || view.In("en") != lib || lib.In("fr") != lib || lib.In("en") != lib {
		t.Error("views of the view differ from those of the library")
	}
	if got, _ := lib.ArticleByID("acme-reset"); got != original || len(lib.Articles) != len(view.Articles) {
		t.Error("the view changed the library")
	}
}

func TestATranslationMayHaveANameOfItsOwn(t *testing.T) {
	lib := mustLoad(t, change{"es/acme/restablecer.md", "", spanish})
	a, ok := lib.Article("/es/acme/restablecer")
	if !ok {
		t.Fatal("not found at its address")
	}
	if to, ok := lib.Alias("/es/acme/reset"); !ok || to != a {
		t.Error("the address with its original's name does not lead to it")
	}
}

// A reader of an English page may be led to Spanish ones, and the other way round.
func TestLinksBetweenLanguages(t *testing.T) {
	mustLoad(t, translated(
		change{spanishFile, "Espere.", "Espere, o lea [en español](/es/acme/reset#step-2), [lo otro](../../en/acme/other.md) y [la marca](/es/acme#hours)."},
		change{spanishFile, "48082feef083", "e097c1b9138a"},
		change{resetFile, "1. Press the button.", "1. Press the button, or read it [in Spanish](../../es/acme/reset.md#step-2)."})...)
}

func TestTheChangedOriginalOutdatesItsTranslation(t *testing.T) {
	files := &watched{MapFS: library(t, translated()...)}
	l := article.NewLoader(files, options)
	first, _ := files.loads(t, l)
	files.write(resetFile, strings.Replace(base[resetFile], "2. Go to", "2. Wait.\n3. Go to", 1))
	lib, problems := l.Load()
	want := `es/acme/reset.md:5: warning: en/acme/reset.md has changed since this was translated from "48082feef083"; bring the translation up to date, then write original: "`
	if lib == nil || len(problems) != 1 || !strings.HasPrefix(problems.Error(), want) {
		t.Fatalf("got\n%v\nwant a library and\n%s…", problems, want)
	}
	now, _ := lib.Article("/es/acme/reset")
	before, _ := first.Article("/es/acme/reset")
	if !now.Outdated || before.Outdated || now.Revision != before.Revision {
		t.Errorf("outdated: now %t, before %t; revisions %s and %s", now.Outdated, before.Outdated, now.Revision, before.Revision)
	}
	original, _ := lib.Article("/acme/reset")
	files.write(spanishFile, strings.NewReplacer("48082feef083", original.Revision, "2. Vuelva", "2. Espere.\n3. Vuelva").Replace(spanish))
	if lib, _ := files.loads(t, l); lib == nil {
		t.Error("the fixed translation is refused")
	}
}

func TestTranslationProblems(t *testing.T) {
	in := func(old, new string) changes { return append(translated(), change{spanishFile, old, new}) }
	checkProblems(t, []problemCase{
		{"no front matter", changes{{spanishFile, "", "Palabras."}},
			`es/acme/reset.md:1: error: the front matter is missing: begin the file with a line ---, the keys, and another line ---`},
		{"nothing there", changes{{spanishFile, "", "---\nid: acme-reset\n---\n"}}, strings.TrimSpace(`
es/acme/reset.md:1: error: title is missing: translate the title
es/acme/reset.md:1: error: summary is missing: translate the summary
es/acme/reset.md:1: error: original is missing: name the revision that this is a translation of; that of en/acme/reset.md is now "48082feef083"`)},
		{"key of the original", in("symptoms: {hangs: [sin imagen]}", "minutes: 5"),
			`es/acme/reset.md:8: error: "minutes" comes from the English original; remove it here`},
		{"unknown key", in("symptoms: {hangs: [sin imagen]}", "minuts: 5"),
			`es/acme/reset.md:8: error: unknown key "minuts"; known here: id, title, summary, original, effect_notes, ways, symptoms`},
		{"no original", in("id: acme-reset", "id: acme-rest"),
			`es/acme/reset.md:2: error: id "acme-rest" is no English article's id; a translation has the id of its original`},
		{"other folder", changes{{"es/zenith/reset.md", "", strings.Replace(spanish, "other.md", "/acme/other", 1)}},
			`es/zenith/reset.md:1: error: the translation stands in the folder "zenith", its original in "acme"; move the file`},
		{"twice", append(translated(), change{"es/acme/zwei.md", "", spanish}),
			`es/acme/zwei.md:2: error: the article with the id "acme-reset" is translated in es/acme/reset.md already; keep one`},
		{"in the place of another", changes{{"es/acme/other.md", "", strings.Replace(spanish, "#step-1", "#step-2", 1)},
			{"es/acme/otro.md", "", "---\nid: acme-other\ntitle: Por qué\nsummary: Ayuda.\noriginal: 3caac73e49f6\n---\n\n## Pasos\n\n1. Lea.\n"}},
			`es/acme/otro.md:1: error: /es/acme/other is the address of en/acme/other.md in es, and es/acme/other.md stands there; rename that one`},
		{"note not translated", in("effect_notes:\n  network: según el modelo\n", ""),
			`es/acme/reset.md:1: error: the original has a note on network; translate it: effect_notes: {network: "…"}`},
		{"note without original", in("  network: según el modelo\n", "  network: según el modelo\n  users: todos\n"),
			`es/acme/reset.md:8: error: the original has no note on users; remove it`},
		{"section not translated", in("## Pasos", "## Antes de empezar"),
			"es/acme/reset.md:1: error: sections of the kind \"Pasos\": 0 here, 1 in the original; translate each\n" +
				"es/acme/reset.md:18: error: sections of the kind \"Antes de empezar\": 1 here, 0 in the original; translate each\n" +
				"es/acme/reset.md:21: error: #step-1 leads nowhere in this text; use the address of a heading or step"},
		{"fewer steps", in("2. Vuelva al [paso 1](#step-1).\n", ""),
			`es/acme/reset.md:18: error: steps under "Pasos": 1, under "Steps" in the original: 2; translate step by step`},
		{"address", append(in("## Pasos", "## Pasos: con el botón"), change{spanishFile, "#step-1", "#con-el-botón-step-1"}),
			`es/acme/reset.md:18: error: these steps have the address #con-el-botón, in the original #steps; write ## Pasos: con el botón {#steps}`},
		{"hold", in("Pulse el botón.", "[Pulse 5 s](hold:5s) hasta [ver rojo](cue:led-red)."),
			`es/acme/reset.md:20: error: step 1 has the holds [5s], in the original []; the original is right`},
		{"cue", in("Pulse el botón.", "Pulse hasta [ver rojo](cue:led-red)."),
			`es/acme/reset.md:20: error: step 1 has the cues [led-red], in the original []; the original is right`},
		{"link", in("other.md#steps", "other.md#pasos"),
			`es/acme/reset.md:11: error: en/acme/other.md has no place #pasos; use the address of a heading or step there`},
		{"link to nothing", in("other.md#steps", "nothing.md"),
			`es/acme/reset.md:11: error: "/es/acme/nothing" leads nowhere on this site; correct the address`},
		{"unknown language", changes{{"xx/acme/reset.md", "", spanish}},
			`xx/acme/reset.md:1: error: an article stands two folders deep: en/<brand>/<name>.md, its translation the same way in es; move it`},
	})
}

// A broken original is one problem, not two.
func TestABrokenOriginalIsTheOnlyOneToBlame(t *testing.T) {
	_, problems := article.Load(library(t, translated(change{resetFile, "", "no front matter"})...), options)
	if got := problems.Error(); strings.Contains(got, "es/acme") || len(problems) != 1 {
		t.Errorf("got\n%s", got)
	}
}

// Every language has a name for each known section, and a word for each label.
func TestLanguagesAreWhole(t *testing.T) {
	for _, language := range article.TranslatedInto() {
		text := "> [!NOTE]\n> a\n\n> [!TIP]\n> a\n\n> [!IMPORTANT]\n> a\n\n> [!WARNING]\n> a\n\n> [!CAUTION]\n> a\n\n|a|\n|-|\n|b[^1]|\n\n[^1]: c\n"
		file := change{language + "/acme/reset.md", "", strings.Replace(spanish, "\n## Pasos", text+"\n## Pasos", 1)}
		a, ok := mustLoad(t, file).Article("/" + language + "/acme/reset")
		if !ok {
			t.Fatalf("%s: no article", language)
		}
		html := a.Body().Sections[0].HTML + a.Body().Footnotes
		for _, english := range []string{`=""`, `title"></p>`, ">Note<", ">Tip<", ">Important<", ">Warning<", ">Caution<", "Table", "Back to"} {
			if strings.Contains(html, english) {
				t.Errorf("%s: %s is in\n%s", language, english, html)
			}
		}
	}
}
