package web

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"pinhole/internal/article"
	"pinhole/web/page"
)

// degreeWords are the degrees of confidence in few words, for the table, and what they mean.
var degreeWords = map[article.Confidence][2]string{
	"vendor":          {"maker", "The maker's own pages or manuals say so."},
	"several-sources": {"several", "Independent sources say the same; the maker was not found to."},
	"single-source":   {"one source", "Found in one place only, and not at the maker."},
	"conflicting":     {"disagree", "The article says what each source says, and what to try first."},
}

// askedEverywhere are the goals that readers have on every device but an app: where they lack, the table says so.
var askedEverywhere = []article.Goal{article.PasswordRecovery, article.FactoryReset}

// coverage shows what the library holds and what it lacks.
func (s *Server) coverage(w http.ResponseWriter, r *http.Request) error {
	lib := s.Library()
	v := page.Coverage{Base: s.base("What is covered, and how surely", "/coverage")}
	v.Crumbs = []page.Crumb{home(), {Title: "Coverage", Path: "/coverage"}}
	v.Description = "Which brands, devices and goals the articles cover, how well their sources support them, and what is missing."
	counts := map[article.Confidence]int{}
	for _, a := range lib.Articles {
		counts[a.Confidence]++
	}
	for _, c := range article.Confidences {
		v.Degrees = append(v.Degrees, page.Degree{Level: string(c), Title: capital(degreeWords[c][0]), Meaning: degreeWords[c][1], Count: counts[c]})
	}
	for _, g := range article.Goals {
		v.Goals = append(v.Goals, goalsInShort[g])
	}
	brands := 0
	for _, b := range lib.Brands {
		if !b.General() {
			brands++
			v.Rows = append(v.Rows, coverageOf(b, lib.InBrand(b.Slug))...)
		}
	}
	v.Intro = fmt.Sprintf("%d articles about %d brands, by device and goal. What is missing is shown too.", len(lib.Articles), brands)
	v.Markdown = "/coverage.md"
	if plainWanted(r) {
		return s.coverageMarkdown(w, v)
	}
	return s.render(w, r, http.StatusOK, page.CoveragePage(v))
}

// coverageOf gives a brand's rows, one for each kind of device that its articles are about.
func coverageOf(b *article.Brand, list []*article.Article) []page.CoverageRow {
	var rows []page.CoverageRow
	for _, d := range article.Devices {
		var of []*article.Article
		for _, a := range list {
			if slices.Contains(a.Devices, d) {
				of = append(of, a)
			}
		}
		if len(of) > 0 {
			rows = append(rows, coverageRow(d, of))
		}
	}
	if len(rows) == 0 {
		rows = []page.CoverageRow{{Device: "no articles yet", Cells: make([]page.CoverageCell, len(article.Goals))}}
	}
	rows[0].Brand, rows[0].Path, rows[0].Span = b.Name, b.Path(), len(rows)
	return rows
}

func coverageRow(d article.Device, list []*article.Article) page.CoverageRow {
	row := page.CoverageRow{Device: deviceWords[d]}
	var oldest time.Time
	for _, g := range article.Goals {
		var cell page.CoverageCell
		for _, a := range list {
			if a.Goal == g {
				cell.Links = append(cell.Links, page.CoverageLink{Path: a.Path(), Title: a.Title, Level: string(a.Confidence), Short: degreeWords[a.Confidence][0]})
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
	row.Checked = day(oldest)
	return row
}
