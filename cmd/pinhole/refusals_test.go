package main_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

const typed = "The light stays red.\n  <b>What</b> now? \"&amp;\" 😀"

// nothingStored checks that refusals left no trace.
func (p *program) nothingStored() {
	p.t.Helper()
	if list := p.rows(); len(list) != 0 {
		p.t.Errorf("%d rows are stored, want none: %+v", len(list), list)
	}
}

// keeps checks that a refusal gives the reader's text back, ready to be sent again.
func (a answer) keeps(text string) answer {
	a.t.Helper()
	if got := a.textarea(); got != text {
		a.t.Errorf("%s (%d): the text came back as %q, want %q", a.path, a.status, excerpt(got), excerpt(text))
	}
	return a
}

func TestUnknownAddresses(t *testing.T) {
	t.Parallel()
	p := shared(t)
	c := p.stranger()
	for _, path := range []string{"/nowhere", "/lorex/nowhere", "/a/b/c", "/devices/toaster", "/goals/none", "/healthz", "/readyz",
		"/metrics", "/debug/pprof", "/.git/config", "/content/site.yaml", "/models/" + strings.Repeat("x", 61), "/models/%ff", "/%00", "/lorex/%00",
		"/feedback/short", "/feedback/AAAAAAAAAAAAAAAAAAAAAA", "/feedback/a/b"} {
		a := c.get(path).is(http.StatusNotFound).has("Cache-Control", "no-store")
		if !strings.Contains(a.body, `<meta name="robots" content="noindex"`) && !strings.HasPrefix(path, "/models/") {
			t.Errorf("%s: search engines may keep it", path)
		}
	}
	c.get("/nowhere").says("Page not found")
}

func TestMethodsThatAnAddressDoesNotAnswer(t *testing.T) {
	t.Parallel()
	c := start(t).stranger()
	for _, test := range []struct{ method, path, allow string }{
		{http.MethodDelete, "/", "GET, HEAD"},
		{http.MethodPost, "/privacy", "GET, HEAD"},
		{http.MethodPost, articlePath, "GET, HEAD"},
		{http.MethodPut, "/feedback", "GET, HEAD, POST"},
		{http.MethodPatch, "/feedback/AAAAAAAAAAAAAAAAAAAAAA", "GET, HEAD, POST"},
		{http.MethodOptions, "/sitemap.xml", "GET, HEAD"},
		{"BREW", "/static/x/js/main.js", "GET, HEAD"},
	} {
		c.send(test.method, test.path, "").is(http.StatusMethodNotAllowed).has("Allow", test.allow).says("That doesn't work at this address")
	}
}

func TestFormsThatAreTooLarge(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	long := strings.Repeat("My camera, which stands on a roof. ", 2000) // 70 KB
	c.verdict("no", "comment", long).is(http.StatusRequestEntityTooLarge).says("too long").keeps(long)
	c.verdict("no", "comment", strings.Repeat("x", 600<<10)).is(http.StatusRequestEntityTooLarge).says("far too long")
	p.nothingStored()

	receipt := c.receipt("no")
	again := c.post(receipt, fields("comment", long)).is(http.StatusRequestEntityTooLarge).keeps(long)
	form := again.form(receipt)
	form.Set("comment", "My camera stands on a roof.")
	c.post(receipt, form).is(http.StatusSeeOther)
	if got := p.onlyRow().Comment; got != "My camera stands on a roof." {
		t.Errorf("%q is stored", got)
	}
}

func TestFormsInOtherFormats(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.stranger()
	body := fields("article", articleID, "helpful", "yes").Encode()
	for _, kind := range []string{"", "text/plain", "application/json", "multipart/form-data; boundary=x", "application/x-www-form-urlencodedx", ";"} {
		c.send(http.MethodPost, "/feedback", body, "Content-Type", kind).is(http.StatusUnsupportedMediaType)
	}
	const form = "application/x-www-form-urlencoded"
	c.send(http.MethodPost, "/feedback", body, "Content-Type", form, "Content-Encoding", "gzip").is(http.StatusUnsupportedMediaType)
	c.send(http.MethodPost, "/feedback", "article=%zz", "Content-Type", form).is(http.StatusBadRequest)
	p.nothingStored()
	c.send(http.MethodPost, "/feedback", body, "Content-Type", form+"; charset=UTF-8").is(http.StatusSeeOther)
}

func TestWrongFields(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.stranger()
	for _, test := range []struct {
		form url.Values
		says string
	}{
		{fields("article", articleID), "Choose Yes or No."},
		{fields("article", articleID, "helpful", "perhaps"), "Choose Yes or No."},
		{fields("article", articleID, "rating", "6"), "Choose one to five stars."},
		{fields("article", articleID, "rating", "5", "helpful", "no"), "don't match"},
		{fields("helpful", "yes"), "doesn't say which article"},
		{fields("article", "../etc", "helpful", "yes"), "doesn't say which article"},
		{fields("article", articleID, "helpful", "yes", "revision", "<script>"), "Reload the article"},
		{fields("article", articleID, "helpful", "yes", "browser-key", "mine"), "Reload the article"},
		{fields("article", articleID, "helpful", "no", "reason", "because"), "Choose one of the reasons"},
		{fields("article", articleID, "step", "step-99"), "doesn't have that step"},
		{fields("article", articleID, "helpful", "no", "outcome", "maybe"), "Choose one of the outcomes"},
		{fields("article", articleID, "helpful", "no", "model", strings.Repeat("x", 101)), "The model has 101 characters"},
	} {
		c.post("/feedback", test.form).is(http.StatusUnprocessableEntity).says(test.says)
		test.form.Set("comment", typed)
		c.post("/feedback", test.form).is(http.StatusUnprocessableEntity).says(test.says).keeps(typed)
	}
	p.nothingStored()
}

func TestWhatIsWrongCanBeMendedAndSentAgain(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	refused := c.verdict("no", "comment", typed, "model", `N"841'`, "step", "step-99").is(http.StatusUnprocessableEntity)
	form := refused.form("/feedback")
	form.Set("step", "step-1")
	c.post("/feedback", form).is(http.StatusSeeOther)
	if got := p.onlyRow(); got.Comment != typed || got.Model != `N"841'` || got.Step != "step-1" || got.Helpful != "no" {
		t.Errorf("%+v is stored", got)
	}
}

func TestAnswersThatBelongNowhere(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.stranger()
	c.post("/feedback", fields("article", "lorex-toaster", "helpful", "yes", "comment", typed)).is(http.StatusNotFound).says("isn't here").keeps(typed)
	for _, receipt := range []string{"AAAAAAAAAAAAAAAAAAAAAA", "short", strings.Repeat("x", 300)} {
		c.post("/feedback/"+receipt, fields("comment", typed)).is(http.StatusNotFound).says("There's no answer at this address").keeps(typed)
		c.post("/feedback/"+receipt, fields("helpful", "yes")).is(http.StatusNotFound)
	}
	p.nothingStored()
}

func TestPostsFromOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	p := start(t, "--url=https://help.example")
	c := p.client()
	receipt := c.receipt("yes")
	form := fields("article", articleID, "helpful", "no", "comment", "not mine")
	for _, headers := range [][]string{
		{"Origin", "https://elsewhere.example"}, {"Origin", "null"}, {"Origin", "https://help.example.elsewhere.example"},
		{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"},
		{"Sec-Fetch-Site", "cross-site", "Origin", "https://elsewhere.example"},
	} {
		c.post("/feedback", form, headers...).is(http.StatusForbidden).says("another site")
		c.post(receipt, form, headers...).is(http.StatusForbidden)
	}
	if got := p.onlyRow(); got.Helpful != "yes" || got.Comment != "" {
		t.Errorf("%+v is stored", got)
	}
	for _, headers := range [][]string{{"Sec-Fetch-Site", "same-origin"}, {"Sec-Fetch-Site", "none"}, {"Origin", p.base}, {"Origin", "https://help.example"}} {
		c.post(receipt, form, headers...).is(http.StatusSeeOther)
	}
}

func TestTooManyPosts(t *testing.T) {
	t.Parallel()
	p := start(t, "--feedback-limit=3")
	c := p.client()
	for range 3 {
		c.verdict("yes").is(http.StatusSeeOther)
	}
	a := c.untilTooMany().says("wait a minute").keeps("the last one")
	if seconds, err := strconv.Atoi(a.header.Get("Retry-After")); err != nil || seconds < 1 || seconds > 60 {
		t.Errorf("Retry-After is %q", a.header.Get("Retry-After"))
	}
	if got := a.form("/feedback"); got.Get("article") != articleID || got.Get("helpful") != "yes" {
		t.Errorf("the form to send again has %v", got)
	}
	c.get(articlePath).is(http.StatusOK)
	// A header that anybody can send is no other address.
	c.verdict("yes", "comment", "x", "browser-key", oneKey).is(http.StatusTooManyRequests)
	c.post("/feedback", fields("article", articleID, "helpful", "yes"), "X-Forwarded-For", "192.0.2.7", "X-Real-IP", "192.0.2.7").is(http.StatusTooManyRequests)
}

func TestProxiesAreBelievedWhenConfigured(t *testing.T) {
	t.Parallel()
	from := func(p *program, address string) answer {
		return p.stranger().post("/feedback", fields("article", articleID, "helpful", "yes"), "X-Forwarded-For", "198.51.100.9, "+address+":5001")
	}
	p := start(t, "--feedback-limit=1", "--trusted-proxies=127.0.0.1,::1")
	for i := range 20 {
		from(p, "192.0.2."+strconv.Itoa(i)).is(http.StatusSeeOther)
	}
	eventually(t, "one address reaches its limit", func() bool { return from(p, "192.0.2.99").status == http.StatusTooManyRequests })

	p = start(t, "--feedback-limit=1", "--trusted-proxies=203.0.113.0/24") // we are none of these
	for i := range 20 {
		if from(p, "192.0.2."+strconv.Itoa(i)).status == http.StatusTooManyRequests {
			return
		}
	}
	t.Error("somebody who is no proxy chose the address under which posts are counted")
}

func TestScriptsGetProblemsAsJSON(t *testing.T) {
	t.Parallel()
	p := start(t, "--feedback-limit=40")
	c := p.client()
	const accept, kind = "Accept", "application/json"
	form := fields("article", articleID, "helpful", "yes")
	made := c.post("/feedback", form, accept, kind).is(http.StatusCreated).has("Content-Type", kind).has("Cache-Control", "no-store")
	var stored struct{ Receipt, URL string }
	if err := json.Unmarshal([]byte(made.body), &stored); err != nil || len(stored.Receipt) != 22 || stored.URL != "/feedback/"+stored.Receipt {
		t.Fatalf("%s: %v", made.body, err)
	}
	made.has("Location", stored.URL)
	problem(c.post(stored.URL, fields("comment", " "), accept, kind), http.StatusUnprocessableEntity, "comment")
	c.post(stored.URL, fields("comment", typed), accept, kind).is(http.StatusOK).has("Content-Type", kind)

	comment := fields("article", articleID, "helpful", "yes", "comment", strings.Repeat("x", 4001))
	problem(c.post("/feedback", comment, accept, kind), http.StatusUnprocessableEntity, "comment")
	problem(c.post(stored.URL, fields("comment", strings.Repeat("x", 70<<10)), accept, kind), http.StatusRequestEntityTooLarge, "")
	problem(c.post("/feedback/AAAAAAAAAAAAAAAAAAAAAA", form, accept, kind), http.StatusNotFound, "")
	problem(c.post("/feedback", form, accept, kind, "Origin", "null"), http.StatusForbidden, "")
	problem(c.send(http.MethodPost, "/feedback", "{}", accept, kind, "Content-Type", kind), http.StatusUnsupportedMediaType, "")
	problem(c.send(http.MethodDelete, "/feedback", "", accept, kind), http.StatusMethodNotAllowed, "")
	problem(c.get("/nowhere", accept, kind), http.StatusNotFound, "")
	for range 40 {
		if a := c.post("/feedback", form, accept, kind); a.status != http.StatusCreated {
			problem(a, http.StatusTooManyRequests, "")
			return
		}
	}
	t.Error("the limit was never reached")
}

// problem checks an answer of RFC 9457, and that it names the field when one is to blame.
func problem(a answer, status int, field string) {
	a.t.Helper()
	a.is(status).has("Content-Type", "application/problem+json")
	var got struct {
		Title, Detail string
		Status        int
		Errors        []struct{ Field, Detail string }
	}
	if err := json.Unmarshal([]byte(a.body), &got); err != nil || got.Status != status || got.Title == "" || got.Detail == "" {
		a.t.Errorf("%s: %s: %v", a.path, a.body, err)
	}
	if field != "" && (len(got.Errors) != 1 || got.Errors[0].Field != field || got.Errors[0].Detail == "") {
		a.t.Errorf("%s: errors are %+v, want one of %s", a.path, got.Errors, field)
	}
}
