package article_test

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"pinhole/internal/article"
)

func TestAnArticleHoldsWhatItsFileSays(t *testing.T) {
	lib := mustLoad(t)
	a, ok := lib.Article("/acme/reset")
	if !ok {
		t.Fatal("no article at /acme/reset")
	}
	check := func(what string, got, want any) {
		t.Helper()
		if got != want {
			t.Errorf("%s: got %v, want %v", what, got, want)
		}
	}
	check("id", a.ID, "acme-reset")
	check("title", a.Title, "Reset an Acme camera")
	check("summary", a.Summary, "Hold the button for ten seconds.")
	check("brand", a.Brand.Name, "Acme")
	check("slug", a.Slug, "reset")
	check("file", a.File, resetFile)
	check("language", a.Language, "en")
	check("goal", a.Goal, article.FactoryReset)
	check("method", a.Method, article.Method("reset-button"))
	check("minutes", a.Minutes, 5)
	check("confidence", a.Confidence, article.Confidence("vendor"))
	check("recordings", a.Effects.Recordings, article.Effect{State: article.Kept})
	check("network", a.Effects.Get("network"), article.Effect{State: article.Depends, Note: "on the model"})
	check("an unknown effect", a.Effects.Get("weather"), article.Effect{})
	check("review", a.ReviewBy, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC))
	check("checked", a.Checked(), time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC))
	check("source", a.Sources[0], article.Source{
		Title: "The manual", Publisher: "Acme", URL: "https://acme.example/manual", Kind: "vendor", Checked: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)})
	if want := []article.Need{"physical-access", "reset-pin"}; !slices.Equal(a.Needs, want) {
		t.Errorf("needs: got %v, want %v, in the order of the vocabulary", a.Needs, want)
	}
	if got, want := article.Anchors(a.Steps()), []string{"step-1", "step-2"}; !slices.Equal(got, want) {
		t.Errorf("steps: got %v, want %v", got, want)
	}
	if steps := article.StepsOf("en", a.Markdown); len(steps) != 2 || steps[0].Text != "Press the button." || steps[1].Anchor != "step-2" {
		t.Errorf("steps of the stored body: got %v", steps)
	}
	other, _ := lib.ArticleByID("acme-other")
	if want := []*article.Article{other}; !slices.Equal(a.Related, want) {
		t.Errorf("related: got %v, want the other article", a.Related)
	}
	if got := a.Body().Links[0].Dest; got != "/acme/other#steps" {
		t.Errorf("other.md#steps became %s", got)
	}
	held := a.Body()
	if runtime.GC(); a.Body() != held {
		t.Error("a text that somebody holds is read again")
	}
	runtime.KeepAlive(held)
}

func TestABrandHoldsWhatItsFileSays(t *testing.T) {
	b, ok := mustLoad(t).Brand("acme")
	if !ok {
		t.Fatal("no brand acme")
	}
	s := b.Support
	if b.Path() != "/acme" || b.File != brandFile || !slices.Equal(b.Aliases, []string{"Acme Security"}) ||
		!slices.Equal(s.Phones, []article.Phone{{Number: "1-800-555-0100", Note: "support"}}) ||
		!slices.Equal(s.Links, []article.Link{{Title: "Help", URL: "https://help.acme.example"}}) ||
		s.Hours != "all day" || s.Note != "Call early." || !slices.Equal(s.HaveReady, []string{"the serial number"}) || s.Empty() ||
		!slices.Equal(b.Tools, []article.Tool{{Name: "Acme app", What: "resets cameras", URL: "https://acme.example/app"}}) ||
		b.Sources[0].URL != "https://acme.example/contact" || !slices.Contains(b.Notes.Anchors, "hours") {
		t.Errorf("got %+v", b)
	}
	if !(article.Support{}).Empty() {
		t.Error("a brand of which nothing is known has support")
	}
}

func TestTheSiteHoldsWhatItsFileSays(t *testing.T) {
	s := mustLoad(t).Site
	if s.Name != "Test help" || s.Tagline != "How to reset" || s.EditURL != "https://git.example/content" || !slices.Contains(s.Privacy.Anchors, "what-is-stored") || s.Contact.Words == 0 {
		t.Errorf("got %+v", s)
	}
}

// another adds an article to the base.
func another(brand, slug, title, more string) change {
	return change{"en/" + brand + "/" + slug + ".md", "", "---\nid: " + brand + "-" + slug + "\ntitle: " + title + "\nsummary: Words.\nbrand: " + brand +
		"\nconfidence: vendor\nsources: [{title: A, publisher: B, kind: blog, checked: 2026-11-22}]\n" + more + "---\n\n## Steps\n\n1. Wait.\n"}
}

func names(list []*article.Article) []string {
	var all []string
	for _, a := range list {
		all = append(all, a.Brand.Slug+"/"+a.Slug)
	}
	return all
}

func TestLookUps(t *testing.T) {
	lib := mustLoad(t,
		change{"brands/abel.yaml", "", "name: abel"},
		another("abel", "zoom", "Zoom", "devices: [nvr]\ngoal: reboot\nmethod: menu\nmodels: [AC456, \"N841*\"]\n"),
		another("abel", "account", "Account", "devices: [nvr, app]\ngoal: password-recovery\nmethod: phone-app\nmodels: [\"N8?1A*\"]\n"),
		another("acme", "first", "A first one", "devices: [doorbell]\ngoal: understand\n"),
		change{"brands/general.yaml", "", "name: Every brand"},
		another("general", "backup", "Save first", "devices: [nvr]\ngoal: understand\n"))
	check := func(what string, got []*article.Article, want ...string) {
		t.Helper()
		if !slices.Equal(names(got), want) {
			t.Errorf("%s: got %v, want %v", what, names(got), want)
		}
	}
	check("all, by brand, goal and title", lib.Articles, "abel/account", "abel/zoom", "acme/reset", "acme/first", "acme/other", "general/backup")
	check("brand", lib.InBrand("acme"), "acme/reset", "acme/first", "acme/other")
	check("unknown brand", lib.InBrand("nadir"))
	check("device, without what holds for every brand", lib.ForDevice("nvr"), "abel/account", "abel/zoom")
	check("device of several", lib.ForDevice("doorbell"), "acme/reset", "acme/first")
	check("goal", lib.ForGoal(article.Understand), "acme/first", "acme/other", "general/backup")
	exact, pattern := lib.ForModel("ac-456")
	check("exact model", exact, "abel/zoom")
	check("model by pattern", pattern, "acme/reset")
	exact, pattern = lib.ForModel("n841-a81")
	check("no exact model", exact)
	check("models by patterns", pattern, "abel/account", "abel/zoom")
	if len(lib.Brands) != 3 || lib.Brands[0].Name != "abel" {
		t.Errorf("brands are not by name: %v", lib.Brands)
	}
	var models []string
	for _, m := range lib.Models() {
		models = append(models, m.Text)
	}
	if want := []string{"AC4*", "AC456", "AC-Dome 2", "N841*", "N8?1A*"}; !slices.Equal(models, want) {
		t.Errorf("models: got %v, want %v", models, want)
	}
}

func TestOldAddressesLeadToArticles(t *testing.T) {
	lib := mustLoad(t)
	for _, old := range []string{"/acme/old", "/old-reset"} {
		if a, ok := lib.Alias(old); !ok || a.Path() != "/acme/reset" {
			t.Errorf("%s does not lead to /acme/reset", old)
		}
		if _, ok := lib.Article(old); ok {
			t.Errorf("%s is an article's own address, too", old)
		}
	}
	if _, ok := lib.Alias("/acme/reset"); ok {
		t.Error("an article's own address is an old one")
	}
}
