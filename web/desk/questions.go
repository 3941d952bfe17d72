package desk

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"pinhole/internal/feedback"
	"pinhole/internal/insight"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// branchesOnPage is how many branches of questions the page shows, those that fail most.
const branchesOnPage = 200

// branches serves what came of the questions that readers answered before they opened an article.
type branches struct {
	*frame
	store countStore
}

func (d *branches) list(w http.ResponseWriter, r *http.Request) error {
	l, p := d.locale(r), d.period(r)
	v := page.Branches{Base: d.base(r, l.T("desk.questions.title"), "questions"), Periods: p.choices(l, r)}
	counts, err := d.store.CountVerdicts(r.Context(), feedback.Filter{Branched: true, Period: p.now()}, feedback.ByPath, feedback.ByArticle)
	if err != nil {
		return err
	}
	weight := func(c feedback.Count) float64 {
		return insight.Share{Part: c.Failed(), Whole: c.Answers}.Interval().Low * float64(c.Answers)
	}
	slices.SortFunc(counts, func(a, b feedback.Count) int {
		return cmp.Or(cmp.Compare(weight(b), weight(a)), cmp.Compare(b.Answers, a.Answers), slices.Compare(a.Keys, b.Keys))
	})
	site := d.site(r)
	for _, c := range counts[:min(len(counts), branchesOnPage)] {
		v.Rows = append(v.Rows, d.branch(site, c))
	}
	return respond.Render(w, r, http.StatusOK, page.BranchesPage(v))
}

// branch describes what came of one branch and one article.
func (d *branches) branch(site view.Site, c feedback.Count) page.Branch {
	l := site.Locale
	path, id := c.Keys[0], c.Keys[1]
	v := page.Branch{Answers: c.Answers, Failed: c.Failed(), Percent: l.Percent(float64(c.Failed()) / float64(c.Answers)), Article: page.Link{Title: id, Path: articlePath(id)}}
	if a, ok := site.Library.ArticleByID(id); ok {
		v.Article = articleLink(l, a)
	}
	v.Branch, v.Path, v.Lang = branchInWords(site, path)
	return v
}

// branchInWords returns the situation, the answers and the question of a branch, the address of the
// question, and the language of its words where it is not the page's. A branch that the content no
// longer has stays a code.
func branchInWords(site view.Site, branch string) (words, path, lang string) {
	t, q, ok := site.Library.Branch(branch)
	if !ok {
		return branch, "", ""
	}
	parts := []string{t.Title}
	for _, before := range append(q.Way(), q)[1:] {
		parts = append(parts, before.Parent.Answers[before.Answer].Text)
	}
	return strings.Join(append(parts, q.Title), " › "), site.Origin + site.Locale.Path(view.QuestionPath(t, q)), view.Foreign(site.Locale, t.Language)
}
