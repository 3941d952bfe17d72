package article_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"pinhole/internal/article"
)

func TestSkeletonsPassTheCheck(t *testing.T) {
	for _, goal := range article.Goals {
		s := article.Skeleton{Brand: "acme-2-co", Slug: "my-article", Goal: goal, Today: today}
		if err := s.Check(); err != nil {
			t.Errorf("%s: %v", goal, err)
			continue
		}
		text := s.Markdown()
		lib, problems := article.Load(fstest.MapFS{
			"site.yaml":                  {Data: []byte("name: Test")},
			"brands/acme-2-co.yaml":      {Data: s.BrandYAML()},
			"en/acme-2-co/my-article.md": {Data: text},
		}, options)
		if len(problems) > 0 {
			t.Errorf("%s:\n%v\n%s", goal, problems, text)
			continue
		}
		a := lib.Articles[0]
		if a.ID != "acme-2-co-my-article" || a.Brand.Name != "Acme 2 Co" || a.Goal != goal || a.Confidence == "vendor" || !strings.Contains(a.Title, "[") {
			t.Errorf("%s: got %+v", goal, a)
		}
		for _, key := range article.EffectKeys {
			if state := a.Effects.Get(key).State; state == article.Kept || state == article.Erased {
				t.Errorf("%s: the skeleton claims that %s are %s", goal, key, state)
			}
		}
	}
}

func TestSkeletonsRefuseNamesThatCannotBeUsed(t *testing.T) {
	good := article.Skeleton{Brand: "acme", Slug: "my-article", Goal: article.Reboot, Today: today}
	for name, c := range map[string]struct {
		change func(*article.Skeleton)
		want   string
	}{
		"brand":    {func(s *article.Skeleton) { s.Brand = "Acme" }, `the brand "Acme" is not usable as an address; use small letters, digits and single hyphens`},
		"reserved": {func(s *article.Skeleton) { s.Brand = "desk" }, `the brand "desk" is an address of the program itself; choose another`},
		"path":     {func(s *article.Skeleton) { s.Slug = "../x" }, `the article's name "../x" is not usable as an address; use small letters, digits and single hyphens`},
		"empty":    {func(s *article.Skeleton) { s.Slug = "" }, `the article's name "" is not usable as an address; use small letters, digits and single hyphens`},
		"long":     {func(s *article.Skeleton) { s.Slug = strings.Repeat("x", 76) }, "brand and name have more than 79 characters together; choose a shorter name"},
		"goal":     {func(s *article.Skeleton) { s.Goal = "hack" }, `the goal "hack" is not known; use one of password-recovery, factory-reset, restore-defaults, wifi-reset, reboot, remove-from-account, set-up-again, contact-support, understand`},
	} {
		s := good
		c.change(&s)
		if err := s.Check(); err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}
