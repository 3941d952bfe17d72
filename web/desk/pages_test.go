package desk_test

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/internal/store"
	"pinhole/web/desk"
)

// answers stores so many answers on a revision of an article; change may say more.
func (s site) answers(t *testing.T, id, revision string, helpful, not int, change func(*feedback.Details)) {
	t.Helper()
	for i := range helpful + not {
		e := feedback.Entry{ID: feedback.ID{byte(*s.number), byte(*s.number >> 8), 1}, Article: id, Revision: revision, Language: "en", Verdict: feedback.Answer(i < helpful)}
		*s.number++
		if change != nil && i >= helpful {
			change(&e.Details)
		}
		if err := s.store.AddFeedback(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
}

func said[T any](v T) *T { return &v }

// shows checks that a page of the desk holds these parts, in this order, tags left out.
func shows(t *testing.T, v *visitor, path string, parts ...string) {
	t.Helper()
	w := v.get(path)
	if w.Code != http.StatusOK {
		t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	text := seen(w.Body.String())
	rest := text
	for _, part := range parts {
		_, after, found := strings.Cut(rest, part)
		if !found {
			t.Fatalf("%s does not say %q in its place:\n%s", path, part, text)
		}
		rest = after
	}
}

var (
	tags   = regexp.MustCompile(`(?s)<(script|style|select|title)\b.*?</(script|style|select|title)>|<[^>]*>`)
	spaces = regexp.MustCompile(`\s+`)
)

// seen is what a page says.
func seen(body string) string {
	_, main, _ := strings.Cut(body, "<main")
	return spaces.ReplaceAllString(strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&amp;", "&").Replace(tags.ReplaceAllString("<main"+main, " ")), " ")
}

// TestEmptyDesk opens every page before anybody has said anything: each says what to do.
func TestEmptyDesk(t *testing.T) {
	v := newDesk(t, nil).editor(t, "ada")
	for path, says := range map[string]string{
		"/desk": "Nobody has answered in this period. Choose a longer one.", "/desk/fix": "No article failed a reader in this period.",
		"/desk/fix?brand=lorex": "No such article failed a reader", "/desk/searches": "Every search found something in this period.", "/desk/health": "No errors and no warnings.",
		"/desk/questions":             "Nobody who came by the questions has answered",
		"/desk/articles/" + articleID: "No revision was recorded yet.", "/desk/articles/" + articleID + "/changes": "There is only one revision",
	} {
		shows(t, v, path, says)
	}
	for _, path := range []string{"/desk/articles/nothing", "/desk/articles/nothing/changes", "/desk/articles/" + articleID + "?language=xx"} {
		if w := v.get(path); w.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
}

func TestOverview(t *testing.T) {
	s := newDesk(t, nil)
	a, _ := library().ArticleByID(articleID)
	s.answers(t, articleID, a.Revision, 12, 8, func(d *feedback.Details) {
		d.Reason, d.Step, d.Model, d.Comment = said(feedback.DidNotWork), said("step-1"), said("N841"), said("It beeps.")
	})
	if err := s.store.AddSearches(t.Context(), []store.Search{{Day: time.Now().UTC().Format(time.DateOnly), Query: "acme 3000", Times: 4}}); err != nil {
		t.Fatal(err)
	}
	day := time.Now().UTC().Format("2 January 2006")
	shows(t, s.editor(t, "ada"), "/desk?days=7", "60%", "likely 39% to 78%", "20 answers", "too few answers to tell", "New comments 8", "Highest bar: 20 answers",
		day+" 12 8 60%", a.Title, "Failed 8 of 20 readers", "40%, likely 22% to 61%", "weighs 4 readers", "It didn't work (8 of 8)", "Step 1 (8 of 8)", a.Steps()[0].Text, "N841", "acme 3000 4 0")
}

// TestAFailingBranch: the branch of questions that fails most comes first, and the page of a
// comment says which answers its reader had given.
func TestAFailingBranch(t *testing.T) {
	s := newDesk(t, nil)
	a, _ := library().ArticleByID(articleID)
	branch := func(path string) func(*feedback.Details) {
		return func(d *feedback.Details) { d.Path, d.Comment = &path, said("The camera is still locked.") }
	}
	s.answers(t, articleID, a.Revision, 0, 3, branch("offline.what-has-changed"))
	s.answers(t, articleID, a.Revision, 0, 9, branch("cannot-sign-in.who-still-tries-the-old-password-on-the-camera"))
	s.answers(t, articleID, a.Revision, 0, 1, branch("gone.question"))
	s.answers(t, articleID, a.Revision, 0, 5, nil)
	v := s.editor(t, "ada")
	const words = "I cannot sign in › A camera, in a browser or a program on the computer › It is locked, or there were too many tries › Who still tries the old password on the camera?"
	shows(t, v, "/desk/questions", words, a.Title, "9 9 100%", "It is offline › What has changed?", "3 3 100%", "gone.question", "1 1 100%")
	link := `href="https://help.example/questions/cannot-sign-in/who-still-tries-the-old-password-on-the-camera"`
	if body := v.get("/desk/questions").Body.String(); !strings.Contains(body, link) || strings.Contains(body, `href=""`) {
		t.Errorf("the branch does not lead to its question: %s", body)
	}
	shows(t, v, "/desk/inbox/"+feedback.ID{3, 0, 1}.String(), "Came by the questions", words)
}

// TestLatestEdits: the overview says of the latest edits whether they helped, and the ranking which
// answers they came after.
func TestLatestEdits(t *testing.T) {
	a, _ := library().ArticleByID(articleID)
	at := time.Now()
	s := newDesk(t, func(c *desk.Config) {
		c.Settings.Revised = func(id, revision string) (time.Time, bool) { return at, id == a.ID && revision == a.Revision }
	})
	v := s.editor(t, "ada")
	for _, r := range []store.Revision{{Revision: "000000000001", Markdown: []byte("## Steps\n\n1. Turn it around.\n")}, {Revision: a.Revision, Markdown: a.Markdown}} {
		r.Article, r.Language, r.Title = a.ID, "en", a.Title
		if err := s.store.RecordRevisions(t.Context(), []store.Revision{r}); err != nil {
			t.Fatal(err)
		}
	}
	day := at.UTC().Format("2 January 2006")
	shows(t, v, "/desk", "Did the latest edits help? "+a.Title+" Lorex · The edit of "+day+" too few answers to tell")
	s.answers(t, articleID, "000000000001", 4, 6, nil)
	s.answers(t, articleID, a.Revision, 19, 1, nil)
	shows(t, v, "/desk", "edited on "+day+": answers before that", "The edit of "+day+" 40% → 95% : +55 points, likely between +21 and +79: better")
	at = at.AddDate(0, 0, -40)
	if body := v.get("/desk/fix").Body.String(); strings.Contains(body, "edited on") {
		t.Error("the ranking names an edit before its period")
	}
	shows(t, newDesk(t, nil).editor(t, "ada"), "/desk", "No text has been replaced yet.")
}

func TestFixFirstByFilter(t *testing.T) {
	s := newDesk(t, nil)
	v := s.editor(t, "ada")
	for i, a := range library().Articles {
		s.answers(t, a.ID, a.Revision, 0, 1+i%3, nil)
	}
	title := regexp.MustCompile(`<h3><a href="/desk/articles/([^"]+)"`)
	listed := map[string]bool{}
	next := regexp.MustCompile(`class="button" href="([^"]+)"`)
	pages := 0
	for path := "/desk/fix?days=7"; path != ""; pages++ {
		body := v.get(path).Body.String()
		for _, m := range title.FindAllStringSubmatch(body, -1) {
			if listed[m[1]] {
				t.Errorf("%s stands in the list twice", m[1])
			}
			listed[m[1]] = true
		}
		path = ""
		if m := next.FindStringSubmatch(body); m != nil {
			path = strings.ReplaceAll(m[1], "&amp;", "&")
		}
	}
	if len(listed) != len(library().Articles) || pages != (len(listed)+24)/25 {
		t.Errorf("%d of %d articles stand on %d pages", len(listed), len(library().Articles), pages)
	}
	for _, m := range title.FindAllStringSubmatch(v.get("/desk/fix?brand=lorex&device=nvr").Body.String(), -1) {
		if a, _ := library().ArticleByID(m[1]); a.Brand.Slug != "lorex" {
			t.Errorf("%s is not of the brand", m[1])
		}
	}
	shows(t, v, "/desk/fix?days=7&after=9223372036854775807", "No article failed a reader")
	shows(t, v, "/desk/fix?brand=lorex&device=nvr", "that failed a reader.", "Failed 3 of 3 readers", "Failed 1 of 1 readers", "E. B. Wilson")
}

func TestDeskArticle(t *testing.T) {
	s := newDesk(t, nil)
	v := s.editor(t, "ada")
	a, _ := library().ArticleByID(articleID)
	const old = "000000000001"
	before := strings.Replace(string(a.Markdown), "Press the reset button", "Press the hidden button", 1)
	for _, r := range []store.Revision{{Revision: old, Markdown: []byte(before)}, {Revision: a.Revision, Markdown: a.Markdown}} {
		r.Article, r.Language, r.Title = a.ID, "en", a.Title
		if err := s.store.RecordRevisions(t.Context(), []store.Revision{r}); err != nil {
			t.Fatal(err)
		}
	}
	path := "/desk/articles/" + articleID
	s.answers(t, articleID, old, 4, 6, func(d *feedback.Details) {
		d.Step, d.Model, d.Outcome, d.Reason, d.Comment = said("step-2"), said("N841"), said(feedback.Failed), said(feedback.CannotFindIt), said("Where is it?")
	})
	s.answers(t, articleID, a.Revision, 3, 0, nil)
	shows(t, v, path, a.Title, "6 comments", "The edit of", "current", "40% → 100%", "too few answers to tell", "First served on", "40% helpful, likely 17% to 69%; 10 answers.", "Nobody has said that this revision failed.")
	s.answers(t, articleID, a.Revision, 16, 1, nil)
	shows(t, v, path, "40% → 95% : +55 points, likely between +21 and +79: better", "It failed 1 reader. 1 of them named no step.")
	shows(t, v, path+"?revision="+old, "in revision "+old, "It failed 6 readers. 0 of them named no step.", "Step 2. Press the hidden button and keep it pressed. 6 failed here",
		"Couldn't find it 6", "N841 6 0 6", "Where is it?", "new · Step 2")
	contains(t, v.get(path), `<a href="/desk/inbox/`)
	if body := v.get(path + "?revision=" + old).Body.String(); !strings.Contains(body, `href="/desk/inbox?article=`+articleID+`&amp;revision=`+old+`&amp;status=all&amp;step=step-2"`) {
		t.Error("the failing step does not lead to what readers wrote of it")
	}
	if body := v.get(path + "/changes").Body.String(); !strings.Contains(body, "<del>") || !strings.Contains(body, "hidden") {
		t.Errorf("the changes are %s", seen(body))
	}
	shows(t, v, path+"/changes?from="+a.Revision+"&to="+a.Revision, "The text is the same.")
	if w := v.get(path + "/changes?from=nothing"); w.Code != http.StatusNotFound {
		t.Errorf("changes from no revision answer %d", w.Code)
	}
}

// A revision leads to its language, and only the first one that there ever was is called the first.
func TestDeskArticleOfManyRevisions(t *testing.T) {
	s := newDesk(t, nil)
	v := s.editor(t, "ada")
	for i := range 45 {
		r := store.Revision{Article: articleID, Revision: fmt.Sprintf("%012x", i+1), Language: "en", Title: "Reset", Markdown: []byte("## Steps\n\n1. Turn it around.\n")}
		if i == 44 {
			r.Language, r.Markdown = "es", []byte("## Pasos\n\n1. Gírela.\n")
		}
		if err := s.store.RecordRevisions(t.Context(), []store.Revision{r}); err != nil {
			t.Fatal(err)
		}
	}
	page := v.get("/desk/articles/" + articleID)
	contains(t, page, "The edit of")
	lacks(t, page, "First served on")
	contains(t, v.get("/desk/articles/"+articleID+"?revision=00000000002d"), "Gírela.", "First served on")
}

// What has left the library can still be looked at.
func TestDeskArticleThatIsGone(t *testing.T) {
	s := newDesk(t, nil)
	r := store.Revision{Article: "gone", Revision: "000000000001", Language: "en", Title: "An old article", Markdown: []byte("## Steps\n\n1. Turn it around.\n")}
	if err := s.store.RecordRevisions(t.Context(), []store.Revision{r}); err != nil {
		t.Fatal(err)
	}
	s.answers(t, "gone", r.Revision, 0, 1, nil)
	shows(t, s.editor(t, "ada"), "/desk/articles/gone", "An old article", "not on the site any more", "Step 1. Turn it around.")
}

func TestDeskSearches(t *testing.T) {
	s := newDesk(t, nil)
	v := s.editor(t, "ada")
	list := []store.Search{{Day: time.Now().UTC().Format(time.DateOnly), Query: "=HYPERLINK(1)", Times: 9}}
	for i := range 110 {
		list = append(list, store.Search{Day: list[0].Day, Query: fmt.Sprintf("camera %d & more", i), Times: 1 + i%3})
	}
	if err := s.store.AddSearches(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile(`<th scope="row" dir="auto"><a href="https://help.example/search\?q=[^"]+">([^<]+)</a>`)
	next := regexp.MustCompile(`class="button" href="([^"]+)"`)
	listed := map[string]bool{}
	for path := "/desk/searches?days=7"; path != ""; {
		body := v.get(path).Body.String()
		for _, m := range row.FindAllStringSubmatch(body, -1) {
			if listed[m[1]] {
				t.Errorf("%s stands in the list twice", m[1])
			}
			listed[m[1]] = true
		}
		path = ""
		if m := next.FindStringSubmatch(body); m != nil {
			path = strings.ReplaceAll(m[1], "&amp;", "&")
		}
	}
	if len(listed) != 111 {
		t.Errorf("%d of 111 searches are listed", len(listed))
	}
	w := v.get("/desk/searches.csv?days=7")
	if lines := strings.Split(strings.TrimSpace(w.Body.String()), "\n"); len(lines) != 112 || lines[0] != "\uFEFFquery,searches,reports" || lines[1] != "'=HYPERLINK(1),9,0" || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/csv") {
		t.Errorf("the export has %d lines: %q", len(lines), lines[:2])
	}
	if trail, err := s.store.Audit(t.Context(), 0, 1); err != nil || trail[0].Action != editor.Exported || trail[0].Editor != "ada" || trail[0].On != "searches" {
		t.Errorf("the trail ends with %+v, %v", trail, err)
	}
	shows(t, v, "/desk/searches?after=nonsense", "=HYPERLINK(1) 9 0")
}

func TestDeskHealth(t *testing.T) {
	problems := article.Problems{{File: "en/lorex/reset.md", Line: 3, Warning: true, Message: "a warning"}, {File: "site.yaml", Line: 7, Message: "an <error>"}}
	s := newDesk(t, func(c *desk.Config) { c.Problems = func() article.Problems { return problems } })
	if err := s.store.AddSearches(t.Context(), []store.Search{{Day: time.Now().UTC().Format(time.DateOnly), Query: "lorex set up again", Times: 4, Missed: 1}}); err != nil {
		t.Fatal(err)
	}
	v := s.editor(t, "ada")
	shows(t, v, "/desk/health", "The content has 1 error.", "Error: an &lt;error&gt; site.yaml:7", "Warning: a warning en/lorex/reset.md:3",
		"in the last 90 days", "rest on one source alone", "pinhole check --links")
	v = newDesk(t, func(c *desk.Config) {
		dead := article.Problems{{File: "en/lorex/reset.md", Line: 4, Warning: true, Message: `"https://example.com/gone" answers 404`}}
		c.Links = func(context.Context) (desk.LinkReport, error) {
			return desk.LinkReport{At: time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC), Problems: dead}, nil
		}
	}).editor(t, "ada")
	shows(t, v, "/desk/health", "1 link did not answer as it should when other sites were last asked, on 3 November 2026.", `example.com/gone" answers 404 en/lorex/reset.md:4`)
}

// What was searched for ninety-one days ago is not among the last ninety days.
func TestHealthOfNinetyDays(t *testing.T) {
	s := newDesk(t, nil)
	if err := s.store.AddSearches(t.Context(), []store.Search{{Day: time.Now().UTC().AddDate(0, 0, -90).Format(time.DateOnly), Query: "lorex reboot", Times: 70}}); err != nil {
		t.Fatal(err)
	}
	v := s.editor(t, "ada")
	if body := seen(v.get("/desk/health").Body.String()); strings.Contains(body, "lorex reboot") {
		t.Errorf("ninety days hold what was searched for before them: %s", body)
	}
}
