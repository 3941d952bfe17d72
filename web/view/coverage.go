package view

import (
	"slices"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// askedEverywhere are the goals that apply to every device but an app: the table shows where they
// are missing.
var askedEverywhere = []article.Goal{article.PasswordRecovery, article.FactoryReset}

// coverageOf returns a brand's rows, one for each kind of device that its articles are about.
func coverageOf(l *language.Locale, b *article.Brand, list []*article.Article) []page.CoverageRow {
	var rows []page.CoverageRow
	for _, d := range article.Devices {
		var of []*article.Article
		for _, a := range list {
			if slices.Contains(a.Devices, d) {
				of = append(of, a)
			}
		}
		if len(of) > 0 {
			rows = append(rows, coverageRow(l, d, of))
		}
	}
	if len(rows) == 0 {
		rows = []page.CoverageRow{{Device: l.T("coverage.none"), Cells: make([]page.CoverageCell, len(article.Goals))}}
	}
	rows[0].Brand, rows[0].Path, rows[0].Span = b.Name, l.Path(b.Path()), len(rows)
	return rows
}

func coverageRow(l *language.Locale, d article.Device, list []*article.Article) page.CoverageRow {
	row := page.CoverageRow{Device: DeviceWord(l, d)}
	var oldest time.Time
	for _, g := range article.Goals {
		var cell page.CoverageCell
		for _, a := range list {
			if a.Goal == g {
				cell.Links = append(cell.Links, page.CoverageLink{Path: l.Path(a.Path()), Title: a.Title, Level: string(a.Confidence), Short: DegreeWord(l, a.Confidence)})
			}
		}
		cell.Missing = len(cell.Links) == 0 && d != "app" && slices.Contains(askedEverywhere, g)
		row.Cells = append(row.Cells, cell)
	}
	for _, a := range list {
		if c := a.Checked(); oldest.IsZero() || c.Before(oldest) {
			oldest = c
		}
	}
	row.Checked = l.Day(oldest)
	return row
}

// Coverage returns the page that shows which articles exist and which are missing.
func (s Site) Coverage() page.Coverage {
	l, lib := s.Locale, s.Library
	v := page.Coverage{Base: s.Base(l.T("coverage.title"), "/coverage")}
	v.Crumbs = crumbs(l, l.T("crumb.coverage"), "/coverage")
	v.Description = l.T("coverage.description")
	counts := map[article.Confidence]int{}
	for _, a := range lib.Articles {
		counts[a.Confidence]++
	}
	for _, c := range article.Confidences {
		v.Degrees = append(v.Degrees, page.Degree{Level: string(c), Title: l.Capital(DegreeWord(l, c)), Meaning: degreeMeaning(l, c), Count: counts[c]})
	}
	for _, g := range article.Goals {
		v.Goals = append(v.Goals, GoalWord(l, g))
	}
	brands := 0
	for _, b := range lib.Brands {
		if !b.General() {
			brands++
			v.Rows = append(v.Rows, coverageOf(l, b, lib.InBrand(b.Slug))...)
		}
	}
	v.Intro = l.T("coverage.intro", "Articles", l.N("count.articles", len(lib.Articles)), "Brands", l.N("count.brands", brands))
	v.Markdown = l.Path("/coverage.md")
	return v
}
