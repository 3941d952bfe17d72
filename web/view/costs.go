package view

import (
	"slices"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// saveRecordings is the id of the article on saving recordings.
const saveRecordings = "general-save-recordings-first"

// costs returns what stands above the steps, at most three lines: what is erased, else what is
// kept; what becomes of recordings, where something is erased; and what is needed. That a device
// leaves an account is no cost where it is the aim.
func costs(l *language.Locale, lib *article.Library, a *article.Article) []page.Fact {
	var list []page.Fact
	names, _ := effectsIn(l, a, article.Erased)
	if a.Goal == article.RemoveFromAccount {
		names = slices.DeleteFunc(names, func(name string) bool { return name == effectWord(l, "cloud-account") })
	}
	erases := len(names) > 0
	if erases {
		list = append(list, page.Fact{Icon: "erased", Text: l.T("facts.erases", "What", l.List(names))})
	} else if names, _ := effectsIn(l, a, article.Kept); len(names) > 0 {
		list = append(list, page.Fact{Icon: "kept", Text: l.T("facts.keeps", "What", l.List(names))})
	}
	switch state := a.Effects.Recordings.State; {
	case state == article.Kept && erases:
		list = append(list, page.Fact{Icon: "kept", Text: l.T("facts.keeps", "What", effectWord(l, "recordings"))})
	case state == article.Depends, state == article.Unknown && (erases || a.Goal.Resets()):
		save := page.Fact{Icon: "unknown", Text: l.T("cost.recordings." + string(a.Effects.Recordings.State))}
		if guide, ok := lib.ArticleByID(saveRecordings); ok && guide != a {
			save.More = page.Link{Title: l.T("cost.save"), URL: l.Path(guide.Path())}
		}
		list = append(list, save)
	}
	need := needs(l, a.Needs)
	if a.Minutes > 0 {
		minutes := l.N("facts.minutes", a.Minutes)
		if need != "" {
			need += ". "
		}
		need += minutes
	}
	if need != "" {
		list = append(list, page.Fact{Icon: "needs", Text: need + "."})
	}
	return list
}

// gentler lists the goals that may be enough for whom asks for another, and the question that
// leads there.
var gentler = []struct {
	goal     article.Goal
	question string
}{
	{article.PasswordRecovery, "article.first.password"},
	{article.Reboot, "article.first.reboot"},
}

// tryFirst returns a link to what gentlerThan finds, with its question.
func tryFirst(l *language.Locale, lib *article.Library, a *article.Article) page.Link {
	other, question := gentlerThan(lib, a)
	if other == nil {
		return page.Link{}
	}
	return page.Link{Title: l.T(question), URL: l.Path(other.Path())}
}

// gentlerThan returns an article of the brand that may be enough and erases less, for the devices of
// one that erases something, and the question that leads there; nil if there is none.
func gentlerThan(lib *article.Library, a *article.Article) (gentle *article.Article, question string) {
	if a.Destruction() == 0 || a.Goal == article.RemoveFromAccount {
		return nil, ""
	}
	for _, g := range gentler {
		for _, other := range lib.InBrand(a.Brand.Slug) {
			if other.Goal == g.goal && a.Goal != g.goal && other.Destruction() < a.Destruction() && shareDevice(a, other) {
				return other, g.question
			}
		}
	}
	return nil, ""
}

func shareDevice(a, b *article.Article) bool {
	return slices.ContainsFunc(a.Devices, func(d article.Device) bool { return slices.Contains(b.Devices, d) })
}
