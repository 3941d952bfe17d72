package desk

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/insight"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// fixesOnPage is how many articles a page of "what to fix first" shows.
const fixesOnPage = 25

func articlePath(id string) string { return deskPath + "/articles/" + url.PathEscape(id) }

// fixFirst ranks the articles by how many readers they failed and how sure that is.
func (d *overview) fixFirst(w http.ResponseWriter, r *http.Request) error {
	l, p, lib, q := d.locale(r), d.period(r), view.LibraryOf(r.Context()), r.URL.Query()
	v := page.FixFirst{Base: d.base(r, l.T("desk.fix.title"), "fix"), Periods: p.choices(l, r), Days: strconv.Itoa(p.days)}
	brand, device := q.Get("brand"), article.Device(q.Get("device"))
	for _, b := range lib.Brands {
		v.Brands = append(v.Brands, page.Option{Value: b.Slug, Text: b.Name, Chosen: b.Slug == brand})
	}
	for _, x := range article.Devices {
		v.Devices = append(v.Devices, page.Option{Value: string(x), Text: view.DeviceWord(l, x), Chosen: x == device})
	}
	v.Filtered = brand != "" || device != ""
	from, _ := strconv.Atoi(q.Get("after"))
	from = max(0, from)
	rows, all, err := d.fixes(r, lib, chosenArticles(lib, brand, device), p, from, fixesOnPage)
	if err != nil {
		return err
	}
	v.Rows, v.All, v.First = rows, all, from+1
	if from+len(rows) < all && len(rows) > 0 {
		q.Set("after", strconv.Itoa(from+len(rows)))
		v.Next = withQuery(r, q)
	}
	return respond.Render(w, r, http.StatusOK, page.FixPage(v))
}

// chosenArticles are the ids of the articles of a brand and for a device; nil for all.
func chosenArticles(lib *article.Library, brand string, device article.Device) []string {
	if brand == "" && device == "" {
		return nil
	}
	ids := []string{}
	for _, a := range lib.Articles {
		if (brand == "" || a.Brand.Slug == brand) && (device == "" || slices.Contains(a.Devices, device)) {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// fixes returns a part of the ranking, with what readers said of each article, and how many there
// are in all.
func (d *overview) fixes(r *http.Request, lib *article.Library, ids []string, p period, from, limit int) (rows []page.Fix, all int, err error) {
	ctx := r.Context()
	now, err := d.store.CountVerdicts(ctx, feedback.Filter{Articles: ids, Period: p.now()}, feedback.ByArticle)
	if err != nil {
		return nil, 0, err
	}
	now = slices.DeleteFunc(now, func(c feedback.Count) bool {
		_, here := lib.ArticleByID(c.Keys[0])
		return !here // what is gone cannot be fixed
	})
	list := insight.FixFirst(now)
	all = len(list)
	list = list[min(from, all):]
	list = list[:min(limit, len(list))]
	if err := d.explain(r, list, p); err != nil {
		return nil, 0, err
	}
	for _, f := range list {
		row := fixRow(d.locale(r), lib, f)
		if a, ok := lib.ArticleByID(f.Article); ok {
			row.Edited = d.editedIn(d.locale(r), a, p)
		}
		rows = append(rows, row)
	}
	return rows, all, nil
}

// explain adds what makes a part of the ranking worth reading: trends, reasons, steps and models.
func (d *overview) explain(r *http.Request, list []insight.Fix, p period) error {
	if len(list) == 0 {
		return nil
	}
	filter := feedback.Filter{Failed: true, Period: p.now()}
	for _, f := range list {
		filter.Articles = append(filter.Articles, f.Article)
	}
	var before, reasons, steps, models []feedback.Count
	if err := together(
		counting(r.Context(), d.store, &before, feedback.Filter{Articles: filter.Articles, Period: p.before()}, feedback.ByArticle),
		counting(r.Context(), d.store, &reasons, filter, feedback.ByArticle, feedback.ByReason),
		counting(r.Context(), d.store, &steps, filter, feedback.ByArticle, feedback.ByRevision, feedback.ByStep),
		counting(r.Context(), d.store, &models, filter, feedback.ByArticle, feedback.ByModel),
	); err != nil {
		return err
	}
	insight.Trends(list, before)
	insight.Explain(list, reasons, steps, models)
	return nil
}

func fixRow(l *language.Locale, lib *article.Library, f insight.Fix) page.Fix {
	a, _ := lib.ArticleByID(f.Article)
	row := page.Fix{
		Article: articleLink(l, a), Brand: a.Brand.Name, Failed: f.Failed.Part, Answers: f.Failed.Whole, Percent: l.Percent(f.Failed.Value()),
		Likely: likelyWords(l, f.Likely), Weight: weightWords(l, f.Weight), Trend: trendWords(l, f.Trend),
	}
	if f.Reason != "" {
		row.Reason = l.T("desk.fix.of", "What", l.Capital(view.ReasonWord(l, f.Reason)), "Part", f.Reasons.Part, "Whole", f.Reasons.Whole)
	}
	if f.Step.Anchor != "" {
		row.Step = l.T("desk.fix.of", "What", stepOf(l, f.Step.Anchor), "Part", f.Steps.Part, "Whole", f.Steps.Whole)
		row.StepText, row.StepLang = stepText(l, lib, f)
		row.StepPath = articlePath(f.Article) + "?revision=" + url.QueryEscape(f.Step.Revision) + "#p-steps"
	}
	if more := f.ModelsAll - len(f.Models); more > 0 {
		row.Models = l.N("desk.fix.more-models", more, "Models", joined(l, f.Models))
	} else {
		row.Models = joined(l, f.Models)
	}
	return row
}

// weightWords write how many readers an article has failed at least.
func weightWords(l *language.Locale, weight float64) string {
	if weight < 1 {
		return l.T("desk.fix.weight-least")
	}
	return l.N("desk.fix.weight", int(weight))
}

// stepText is what the step says, where the article still is as it was.
func stepText(l *language.Locale, lib *article.Library, f insight.Fix) (text, lang string) {
	a, ok := lib.ArticleOf(f.Article, f.Step.Revision)
	if !ok {
		return "", ""
	}
	text, _ = insight.StepText(a.Steps(), f.Step.Anchor)
	return text, view.Foreign(l, a.Language)
}
