package view

import (
	"net/url"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// crumbs returns the breadcrumbs of a page below the home page.
func crumbs(l *language.Locale, title, path string) []page.Crumb {
	return []page.Crumb{home(l), {Title: title, Path: l.Path(path)}}
}

func home(l *language.Locale) page.Crumb {
	return page.Crumb{Title: l.T("crumb.home"), Path: l.Path("/")}
}

func Card(l *language.Locale, a *article.Article, withBrand bool) page.Card {
	c := page.Card{Title: a.Title, Path: l.Path(a.Path()), Summary: a.Summary, Lang: Foreign(l, a.Language), Devices: devicesInShort(l, a.Devices), Effects: effectsInShort(l, a), Needs: needsInShort(l, a)}
	_, c.Erases = erasedInShort(l, a)
	if withBrand {
		c.Brand = a.Brand.Name
	}
	return c
}

func cards(l *language.Locale, list []*article.Article, withBrand bool) []page.Card {
	views := make([]page.Card, len(list))
	for i, a := range list {
		views[i] = Card(l, a, withBrand)
	}
	return views
}

func (s Site) support(b *article.Brand, except *article.Article) page.SupportView {
	l, lib := s.Locale, s.Library
	v := page.SupportView{Brand: b.Name, Hours: b.Support.Hours, HaveReady: b.Support.HaveReady, Note: b.Support.Note, Empty: b.Support.Empty(), Lang: Foreign(l, language.Source)}
	for _, p := range b.Support.Phones {
		v.Phones = append(v.Phones, page.Phone{Number: p.Number, Dial: dial(p.Number), Note: p.Note})
	}
	for _, k := range b.Support.Links {
		v.Links = append(v.Links, page.Link{Title: k.Title, URL: k.URL})
	}
	for _, a := range lib.InBrand(b.Slug) {
		if a.Goal == article.ContactSupport && a != except {
			v.Article = l.Path(a.Path())
			break
		}
	}
	return v
}

// dial returns the tel: address of a phone number.
func dial(number string) string {
	return "tel:" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, number)
}

func sources(l *language.Locale, list []article.Source) []page.Source {
	views := make([]page.Source, len(list))
	for i, s := range list {
		views[i] = page.Source{Title: s.Title, Publisher: s.Publisher, URL: s.URL, Kind: sourceWord(l, s.Kind), Checked: l.Day(s.Checked), Lang: Foreign(l, language.Source)}
	}
	return views
}

// prose returns the HTML of a short text, such as a brand's notes, with its headings.
func prose(d article.Text) string {
	var b strings.Builder
	for _, section := range d.Sections {
		if section.HostID != "" {
			b.WriteString(`<span id="` + section.HostID + `"></span>`)
		}
		if section.Title != "" {
			b.WriteString(`<h2 id="` + section.ID + `">` + escape(section.Title) + "</h2>")
		}
		b.WriteString(section.HTML)
	}
	return b.String()
}

func modelPath(model string) string { return "/models/" + url.PathEscape(model) }
