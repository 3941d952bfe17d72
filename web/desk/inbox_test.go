package desk_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pinhole/internal/article"
	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/internal/store"
)

// say lets a reader say that an article did not help, and returns the receipt's address and the
// item.
func (s site) say(t testing.TB, comment string, more url.Values) (receipt string, item feedback.Item) {
	t.Helper()
	form := url.Values{"article": {articleID}, "helpful": {"no"}, "comment": {comment}}
	for name, values := range more {
		form[name] = values
	}
	w := s.answer(post("/feedback", form))
	if w.Code != http.StatusSeeOther {
		t.Fatalf("the comment is answered with %d: %s", w.Code, w.Body)
	}
	items, err := s.store.Items(t.Context(), feedback.Filter{Commented: true, Statuses: []feedback.Status{feedback.New, feedback.Spam}}, feedback.Cursor{}, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range items {
		if item.Comment == comment {
			return w.Header().Get("Location"), item
		}
	}
	t.Fatalf("the comment %q is not there", comment)
	return "", feedback.Item{}
}

func (s site) item(t testing.TB, id feedback.ID) feedback.Item {
	t.Helper()
	item, err := s.store.Item(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return item
}

func itemAddress(item feedback.Item) string { return "/desk/inbox/" + item.ID.String() }

// form is what a page's form for a comment holds, with some fields set otherwise.
func (v *visitor) form(page *httptest.ResponseRecorder, set url.Values) url.Values {
	v.t.Helper()
	form := url.Values{}
	for _, m := range regexp.MustCompile(`<textarea name="(was-[a-z-]+)" hidden>([^<]*)</textarea>`).FindAllStringSubmatch(page.Body.String(), -1) {
		form.Set(m[1], strings.TrimPrefix(m[2], "\n"))
		form.Set(strings.TrimPrefix(m[1], "was-"), strings.TrimPrefix(m[2], "\n"))
	}
	if len(form) == 0 {
		v.t.Fatalf("the page (%d) has no form: %s", page.Code, page.Body)
	}
	for name, values := range set {
		form[name] = values
	}
	return form
}

func picked(items ...feedback.Item) []string {
	var refs []string
	for _, i := range items {
		refs = append(refs, i.ID.String()+"."+strconv.FormatInt(i.Version, 10)+"."+i.Revision)
	}
	return refs
}

func contains(t *testing.T, page *httptest.ResponseRecorder, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(page.Body.String(), w) {
			t.Errorf("the page (%d) does not say %q:\n%s", page.Code, w, page.Body)
		}
	}
}

func lacks(t *testing.T, page *httptest.ResponseRecorder, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(page.Body.String(), w) {
			t.Errorf("the page (%d) says %q:\n%s", page.Code, w, page.Body)
		}
	}
}

var undoField = regexp.MustCompile(`name="change" value="([^"]+)"`)

// undo presses the button Undo of a page.
func (v *visitor) undo(t *testing.T, page *httptest.ResponseRecorder) *httptest.ResponseRecorder {
	t.Helper()
	change := undoField.FindStringSubmatch(page.Body.String())
	if change == nil {
		t.Fatalf("the page (%d) has no button to undo:\n%s", page.Code, page.Body)
	}
	v.post("/desk/inbox/undo", url.Values{"change": {change[1]}, "to": {"/desk/inbox"}})
	return v.get("/desk/inbox")
}

func TestTheInboxListsAndFilters(t *testing.T) {
	s := newDesk(t, nil)
	a, _ := library().ArticleByID(articleID)
	step := a.Steps()[1]
	s.say(t, "The light stays blue", url.Values{"step": {step.Anchor}, "reason": {"did-not-work"}, "model": {"N841A81"}})
	s.say(t, "Which hole is meant?", nil)
	v := s.editor(t, "ada")
	all := v.get("/desk/inbox")
	contains(t, all, "The light stays blue", "Which hole is meant?", step.Text[:20], "N841A81", `<span class="count">2</span>`, "didn&#39;t work")
	for query, want := range map[string]bool{
		"": true, "q=LIGHT+blue": true, "q=L%C3%8DGHT": true, "q=nowhere": false, "model=N841A81": true, "model=other": false, "reason=did-not-work": true, "reason=other": false,
		"reason=no-reason": true, "step=" + step.Anchor: true, "brand=lorex": true, "brand=arlo": false, "article=" + articleID: true, "article=nothing": false,
		"status=new": true, "status=fixed": false, "status=spam": false, "status=all": true, "assignee=ada": false, "assignee=-": true, "days=7": true,
		"revision=" + a.Revision: true, "revision=000000000000": false,
	} {
		if w := v.get("/desk/inbox?" + query); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "The light stays blue</a>") != want {
			t.Errorf("?%s answers %d; shown: %v, want %v", query, w.Code, !want, want)
		}
	}
	contains(t, v.get("/desk/inbox?q=nowhere"), "No comment matches")
	contains(t, v.get("/desk/inbox?status=fixed"), "No comment has this status yet")
	if w := v.get("/desk/inbox?after=nonsense"); w.Code != http.StatusNotFound {
		t.Errorf("a place that is none answers %d", w.Code)
	}
}

func TestAnEmptyInboxSaysWhatToDo(t *testing.T) {
	s := newDesk(t, nil)
	contains(t, s.editor(t, "ada").get("/desk/inbox"), "The inbox is empty", `href="/desk"`)
}

// A comment leads to what its reader had read, and to what has changed in it since.
func TestACommentNamesItsRevision(t *testing.T) {
	s := newDesk(t, nil)
	a, _ := library().ArticleByID(articleID)
	earlier := store.Revision{Article: articleID, Revision: "000000000001", Language: "en", Title: "Reset", Markdown: []byte("## Steps\n\n1. Turn it around.\n")}
	current := store.Revision{Article: articleID, Revision: a.Revision, Language: "en", Title: a.Title, Markdown: a.Markdown}
	if err := s.store.RecordRevisions(t.Context(), []store.Revision{earlier, current}); err != nil {
		t.Fatal(err)
	}
	v := s.editor(t, "ada")
	_, now := s.say(t, "There are two holes.", url.Values{"revision": {a.Revision}})
	_, then := s.say(t, "The support never answered.", url.Values{"revision": {earlier.Revision}})
	_, never := s.say(t, "Which cable is meant?", url.Values{"revision": {"00000000dead"}})
	path, changes := "/desk/articles/"+articleID, `/changes?from=000000000001">What changed</a>`
	page := v.get(itemAddress(now))
	contains(t, page, `href="`+path+`?revision=`+a.Revision+`#p-steps"`)
	lacks(t, page, changes)
	contains(t, v.get(itemAddress(then)), `href="`+path+`?revision=000000000001#p-steps"`, path+changes)
	page = v.get(itemAddress(never))
	contains(t, page, "00000000dead")
	lacks(t, page, "revision=00000000dead")
	contains(t, v.get(path+"/changes?from=000000000001"), "Turn it around.")
}

func TestPagesOfTheInboxGoOn(t *testing.T) {
	s := newDesk(t, nil)
	words := strings.Fields("button light ladder menu picture cable garage evening")
	for i := range 53 {
		one, two := words[i%8], words[i/8]
		s.say(t, strings.Join([]string{one, two, two, one}, " and "), nil)
	}
	v := s.editor(t, "ada")
	next := regexp.MustCompile(`rel="next" href="([^"]+)"`)
	first := v.get("/desk/inbox?brand=lorex")
	to := next.FindStringSubmatch(first.Body.String())
	if to == nil {
		t.Fatal("the first page leads nowhere")
	}
	second := v.get(strings.ReplaceAll(to[1], "&amp;", "&"))
	rows := func(w *httptest.ResponseRecorder) int {
		return len(regexp.MustCompile(`href="/desk/inbox/[0-9a-f]{32}`).FindAllString(w.Body.String(), -1))
	}
	if rows(first) != 50 || rows(second) != 3 || next.MatchString(second.Body.String()) {
		t.Errorf("the pages have %d and %d rows", rows(first), rows(second))
	}
	items, err := s.store.Items(t.Context(), feedback.Filter{Commented: true}, feedback.Cursor{}, 100)
	if err != nil {
		t.Fatal(err)
	}
	v.post("/desk/inbox", url.Values{"do": {"spam"}, "item": picked(items[50:]...)})
	later := v.get(strings.ReplaceAll(to[1], "&amp;", "&"))
	contains(t, later, "There are no older comments", `href="/desk/inbox?brand=lorex"`)
	lacks(t, later, "No comment matches")
	lacks(t, v.get("/desk/inbox?brand=lorex"), `rel="next"`)
}

// Comments that say nearly the same stand together, and one box settles them.
func TestAlikeCommentsAreSettledTogether(t *testing.T) {
	s := newDesk(t, nil)
	_, one := s.say(t, "Step 3 does not work on my camera.", nil)
	_, two := s.say(t, "step 3 doesnt work on my camera", nil)
	_, other := s.say(t, "The support never answered.", nil)
	v := s.editor(t, "ada")
	page := v.get("/desk/inbox")
	contains(t, page, "1 more comment says nearly the same", "resemblance")
	both := regexp.MustCompile(`name="item" value="([^"]*,[^"]*)"`).FindStringSubmatch(page.Body.String())
	if both == nil {
		t.Fatal("no box stands for both")
	}
	w := v.post("/desk/inbox", url.Values{"do": {"fix"}, "item": {both[1]}, "to": {"/desk/inbox?brand=lorex"}})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/desk/inbox?brand=lorex" {
		t.Fatalf("the action answers %d to %s", w.Code, w.Header().Get("Location"))
	}
	for _, item := range []feedback.Item{one, two} {
		if now := s.item(t, item.ID); now.Status != feedback.Fixed || now.FixedIn != item.Revision {
			t.Errorf("%q is %s in %q", now.Comment, now.Status, now.FixedIn)
		}
	}
	if now := s.item(t, other.ID); now.Status != feedback.New {
		t.Errorf("another comment is %s", now.Status)
	}
	after := v.get("/desk/inbox")
	contains(t, after, "2 comments are marked as fixed")
	contains(t, v.undo(t, after), "Undone.")
	if now := s.item(t, one.ID); now.Status != feedback.New || now.FixedIn != "" {
		t.Errorf("after the undo it is %s in %q", now.Status, now.FixedIn)
	}
}

func TestActionsSayWhatTheyLack(t *testing.T) {
	s := newDesk(t, nil)
	_, item := s.say(t, "The support never answered.", nil)
	v := s.editor(t, "ada")
	for name, test := range map[string]struct {
		form  url.Values
		code  int
		words string
	}{
		"nothing picked":    {url.Values{"do": {"accept"}}, 422, "Pick one comment at least"},
		"no reason":         {url.Values{"do": {"decline"}, "item": picked(item)}, 422, "Say why"},
		"a long answer":     {url.Values{"do": {"decline"}, "item": picked(item), "reply": {strings.Repeat("é", feedback.MaxReply+1)}}, 422, "too long"},
		"no such editor":    {url.Values{"do": {"assign"}, "assignee": {"nobody"}, "item": picked(item)}, 422, "no editor of this name"},
		"no such action":    {url.Values{"do": {"dance"}, "item": picked(item)}, 422, "no such action"},
		"no reference":      {url.Values{"do": {"accept"}, "item": {"x"}}, 400, ""},
		"not a version":     {url.Values{"do": {"accept"}, "item": {item.ID.String() + ".x."}}, 400, ""},
		"no change":         {url.Values{"do": {"undo"}, "change": {"x"}}, 400, ""},
		"an unknown change": {url.Values{"do": {"undo"}, "change": {"999"}}, 404, "no such change"},
	} {
		path := "/desk/inbox"
		if test.form.Get("do") == "undo" {
			path += "/undo"
		}
		w := v.post(path, test.form)
		if w.Code != test.code || !strings.Contains(w.Body.String(), test.words) {
			t.Errorf("%s: %d, want %d with %q:\n%s", name, w.Code, test.code, test.words, w.Body)
		}
		if test.code == 422 && len(test.form["item"]) > 0 && test.form.Get("do") == "decline" && !strings.Contains(w.Body.String(), `" checked`) {
			t.Errorf("%s: the box is not ticked any more", name)
		}
	}
	if now := s.item(t, item.ID); now.Version != item.Version {
		t.Errorf("the comment was changed: %+v", now)
	}
}

// What an editor makes of a comment is on the reader's receipt, and what is for editors is not.
func TestTheReaderSeesTheAnswer(t *testing.T) {
	s := newDesk(t, nil)
	receipt, item := s.say(t, "There are two holes.", nil)
	v := s.editor(t, "ada")
	page := v.get(itemAddress(item))
	contains(t, page, "There are two holes.", "The reader sees it on the private page", "No reader sees it")
	if strings.Contains(page.Body.String(), strings.TrimPrefix(receipt, "/feedback/")) {
		t.Error("the desk shows the reader's receipt")
	}
	if w := s.answer(get("/feedback/" + item.ID.String())); w.Code != http.StatusNotFound {
		t.Errorf("the desk's id opens the reader's page: %d", w.Code)
	}
	w := v.post(itemAddress(item), v.form(page, url.Values{"do": {"save"}, "status": {"declined"}, "reply": {"Please use the <left> one."}, "note": {"a picture helps"}, "assignee": {"marie"}}))
	if w.Code != http.StatusSeeOther {
		t.Fatalf("saving answers %d: %s", w.Code, w.Body)
	}
	seen := s.answer(get(receipt))
	contains(t, seen, "Please use the &lt;left&gt; one.", "decided to leave the article")
	lacks(t, seen, "a picture helps", "marie", "ada")
	after := v.get(itemAddress(item))
	contains(t, after, "Saved.", "changed comments", "Status: Declined", "Assigned to: marie")
	lacks(t, v.get(itemAddress(item)), "Saved.")
}

func TestACommentsFormSaysWhatItLacks(t *testing.T) {
	s := newDesk(t, nil)
	_, item := s.say(t, "There are two holes.", nil)
	v := s.editor(t, "ada")
	page := v.get(itemAddress(item))
	for name, set := range map[string]url.Values{
		"Say why it is declined":     {"status": {"declined"}},
		"2,000 are allowed":          {"reply": {strings.Repeat("x", feedback.MaxReply+1)}},
		"4,000 are allowed":          {"note": {strings.Repeat("x", feedback.MaxNote+1)}},
		"There is no editor of this": {"assignee": {"nobody"}},
		"There is no such action":    {"status": {"withdrawn"}},
	} {
		w := v.post(itemAddress(item), v.form(page, set))
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), name) {
			t.Errorf("%v answers %d without %q", set, w.Code, name)
		}
	}
	for path, code := range map[string]int{"/desk/inbox/x": 404, "/desk/inbox/" + strings.Repeat("0", 32): 404} {
		if w := v.get(path); w.Code != code {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
}

// TestTwoEditors: the second one sees what changed, and what was typed stays.
func TestTwoEditors(t *testing.T) {
	s := newDesk(t, nil)
	_, item := s.say(t, "There are two holes.", nil)
	ada, marie := s.editor(t, "ada"), s.editor(t, "marie")
	page := ada.get(itemAddress(item))
	marie.post(itemAddress(item), marie.form(marie.get(itemAddress(item)), url.Values{"status": {"accepted"}, "note": {"looked at it"}}))
	w := ada.post(itemAddress(item), ada.form(page, url.Values{"reply": {"We add a picture."}}))
	if w.Code != http.StatusConflict {
		t.Fatalf("the second editor is answered with %d", w.Code)
	}
	contains(t, w, "marie changed this comment", "was: New – is now: Accepted", "was: empty – is now: looked at it", "We add a picture.</textarea>", "looked at it</textarea>")
	again := ada.form(w, url.Values{"status": {"accepted"}, "note": {"looked at it"}, "reply": {"We add a picture."}})
	if w := ada.post(itemAddress(item), again); w.Code != http.StatusSeeOther {
		t.Fatalf("saving again answers %d", w.Code)
	}
	if now := s.item(t, item.ID); now.Status != feedback.Accepted || now.Note != "looked at it" || now.Reply != "We add a picture." {
		t.Errorf("stored is %+v", now)
	}
}

func TestABulkActionLeavesAloneWhatOthersChanged(t *testing.T) {
	s := newDesk(t, nil)
	_, one := s.say(t, "There are two holes.", nil)
	_, two := s.say(t, "The support never answered.", nil)
	ada, marie := s.editor(t, "ada"), s.editor(t, "marie")
	marie.post("/desk/inbox", url.Values{"do": {"assign"}, "assignee": {"marie"}, "item": picked(one)})
	ada.post("/desk/inbox", url.Values{"do": {"spam"}, "item": picked(one, two)})
	contains(t, ada.get("/desk/inbox"), "1 comment is marked as spam", "1 comment was left alone", "Changed by marie", "assigned to: marie", itemAddress(one))
	if a, b := s.item(t, one.ID), s.item(t, two.ID); a.Status != feedback.New || b.Status != feedback.Spam {
		t.Errorf("they are %s and %s", a.Status, b.Status)
	}
}

// What the program judged spam is not counted until an editor rescues it.
func TestARescuedCommentIsCounted(t *testing.T) {
	s := newDesk(t, nil)
	_, item := s.say(t, "There are two holes.", nil)
	v := s.editor(t, "ada")
	v.post("/desk/inbox", url.Values{"do": {"spam"}, "item": picked(item)})
	counted := func() (n int) {
		counts, err := s.store.CountVerdicts(t.Context(), feedback.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		return counts[0].Answers
	}
	before := counted()
	page := v.get("/desk/inbox?status=spam")
	contains(t, page, "There are two holes.", "Not spam")
	v.post("/desk/inbox", url.Values{"do": {"rescue"}, "item": picked(s.item(t, item.ID))})
	if before != 0 || counted() != 1 || s.item(t, item.ID).Status != feedback.New {
		t.Errorf("counted are %d, then %d", before, counted())
	}
}

// TestAStepThatChangedIsBroughtUp: comments on what a step said earlier stand above all others,
// with both wordings.
func TestAStepThatChangedIsBroughtUp(t *testing.T) {
	s := newDesk(t, nil)
	a, _ := library().ArticleByID(articleID)
	step := a.Steps()[0]
	text := strings.Replace(string(a.Markdown), a.Steps()[0].Text[:12], "Look for the old wording", 1)
	old := article.StepsOf("en", []byte(text))
	if old[0].Text == step.Text {
		t.Fatal("the earlier revision does not differ")
	}
	if err := s.store.RecordRevisions(t.Context(), []store.Revision{{Article: articleID, Revision: "0123456789ab", Language: "en", Title: a.Title, Markdown: []byte(text)}}); err != nil {
		t.Fatal(err)
	}
	s.say(t, "I do not understand this.", url.Values{"revision": {"0123456789ab"}, "step": {old[0].Anchor}})
	s.say(t, "The support never answered.", nil)
	v := s.editor(t, "ada")
	page := v.get("/desk/inbox")
	contains(t, page, "Changed since: is this fixed?", "Look for the old wording", "Other comments", "This step has changed since")
	if body := page.Body.String(); strings.Count(body, "I do not understand this.</a>") != 1 || strings.Index(body, "I do not understand") > strings.Index(body, "The support never") {
		t.Errorf("the comment does not stand above the others, once:\n%s", body)
	}
	lacks(t, v.get("/desk/inbox?status=fixed"), "Changed since: is")
}

// TestOppositesAreRowsOfTheirOwn: an action on one comment must not reach one that says the
// opposite.
func TestOppositesAreRowsOfTheirOwn(t *testing.T) {
	s := newDesk(t, nil)
	for text, helpful := range map[string]string{"it did work": "yes", "it did not work": "no", "red light stays on": "no", "green light stays on": "no",
		"RLC-410: no reset hole": "no", "RLC-811A: no reset hole": "no", "Can't log in": "no", "can't log in!!!": "no"} {
		s.say(t, text, url.Values{"helpful": {helpful}})
	}
	page := s.editor(t, "ada").get("/desk/inbox")
	contains(t, page, "1 more comment says nearly the same")
	if rows := strings.Count(page.Body.String(), "data-row"); rows != 7 || strings.Count(page.Body.String(), "nearly the same. The box") != 1 {
		t.Errorf("there are %d rows, want 7:\n%s", rows, page.Body)
	}
}

func TestExportsAreWhatTheFilterShows(t *testing.T) {
	s := newDesk(t, nil)
	s.say(t, "=1+1 is the answer", nil)
	s.say(t, "The support never answered.", nil)
	v := s.editor(t, "ada")
	w := v.get("/desk/inbox/export?format=csv&q=answer")
	if !strings.HasPrefix(w.Body.String(), "\uFEFFarticle,") {
		t.Errorf("the CSV does not begin with a byte order mark: %.20q", w.Body)
	}
	rows, err := csv.NewReader(w.Body).ReadAll()
	if err != nil || len(rows) != 3 || !strings.Contains(w.Header().Get("Content-Disposition"), ".csv") {
		t.Fatalf("the CSV is %v, %v, %v", rows, err, w.Header())
	}
	if got := rows[2][9]; got != "'=1+1 is the answer" {
		t.Errorf("a formula stands in the cell %q", got)
	}
	for query, want := range map[string]int{"q=support": 1, "status=fixed": 0, "": 2} {
		var list []map[string]any
		if err := json.Unmarshal(v.get("/desk/inbox/export?format=json&"+query).Body.Bytes(), &list); err != nil || len(list) != want {
			t.Errorf("%s gives %v, %v", query, list, err)
		}
	}
	if w := v.get("/desk/inbox/export?format=exe"); w.Code != http.StatusNotFound {
		t.Errorf("another format answers %d", w.Code)
	}
	trail, err := s.store.Audit(context.Background(), 0, 1)
	if err != nil || trail[0].Action != editor.Exported || trail[0].Editor != "ada" {
		t.Errorf("the trail ends with %v, %v", trail, err)
	}
}
