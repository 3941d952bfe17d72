package main_test

import (
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

const (
	oneKey   = "0f8fad5b-d9cb-469f-a165-70867728950e"
	otherKey = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
)

// cookieOf returns the value that a browser with this key has as its cookie.
func cookieOf(t *testing.T, key string) string {
	t.Helper()
	secret, err := hex.DecodeString(strings.ReplaceAll(key, "-", ""))
	if err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(secret)
}

func cookies(a answer) []*http.Cookie { return (&http.Response{Header: a.header}).Cookies() }

func TestTheCookieComesWithAnAnswerToAPostOnly(t *testing.T) {
	t.Parallel()
	for url, secure := range map[string]bool{"http://help.example": false, "https://help.example": true} {
		p := start(t, "--url="+url, "--feedback-limit=40")
		c := p.stranger()
		sent := c.verdict("no").is(http.StatusSeeOther)
		list := cookies(sent)
		if len(list) != 1 {
			t.Fatalf("%d cookies are set, want 1", len(list))
		}
		got := list[0]
		if !got.HttpOnly || got.SameSite != http.SameSiteLaxMode || got.Path != "/feedback" || got.Domain != "" || got.MaxAge != 400*24*60*60 || got.Secure != secure || strings.HasPrefix(got.Name, "__Secure-") != secure {
			t.Errorf("with --url %s the cookie is %q", url, sent.header.Get("Set-Cookie"))
		}
		if secret, err := base64.RawURLEncoding.DecodeString(got.Value); err != nil || len(secret) != 16 {
			t.Errorf("the cookie holds %q, want 128 random bits", got.Value)
		}
		if another := cookies(c.verdict("yes"))[0].Value; another == got.Value {
			t.Error("two browsers have the same secret")
		}
		for _, path := range []string{"/", brandPath, articlePath, articlePath + ".md", "/es" + articlePath, "/devices/nvr", "/goals/password-recovery", "/search?q=lorex", "/find",
			"/symptoms", "/coverage", "/privacy", "/offline", "/sitemap.xml", "/feed.xml", "/sw.js", sent.header.Get("Location"), "/nowhere", "/feedback", "/static/x/js/main.js"} {
			if set := c.get(path, "Cookie", got.Name+"="+got.Value).header.Values("Set-Cookie"); len(set) > 0 {
				t.Errorf("GET %s sets %q", path, set)
			}
		}
	}
}

func TestOneBrowserCountsOnce(t *testing.T) {
	t.Parallel()
	t.Run("by its cookie", func(t *testing.T) {
		p := start(t)
		c := p.client()
		first := c.receipt("yes")
		if second := c.receipt("yes"); second != first {
			t.Errorf("the second answer has another receipt")
		}
		p.onlyRow()
	})
	t.Run("by its script's key", func(t *testing.T) {
		p := start(t)
		c := p.stranger()
		c.receipt("yes", "browser-key", oneKey)
		c.receipt("yes", "browser-key", strings.ToUpper(oneKey))
		p.onlyRow()
	})
	t.Run("by the cookie that came for its key", func(t *testing.T) {
		p := start(t)
		sent := p.stranger().verdict("yes", "browser-key", oneKey)
		if got := cookies(sent)[0].Value; got != cookieOf(t, oneKey) {
			t.Errorf("the cookie is %s, want the key's bits", got)
		}
		p.stranger().post("/feedback", fields("article", articleID, "helpful", "yes"), "Cookie", "pinhole="+cookieOf(t, oneKey)).is(http.StatusSeeOther)
		p.onlyRow()
	})
}

func TestTheCookieWinsOverTheKey(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	first := c.receipt("yes", "browser-key", oneKey)
	both := c.verdict("no", "browser-key", otherKey).is(http.StatusSeeOther)
	if both.header.Get("Location") != first || cookies(both)[0].Value != cookieOf(t, oneKey) {
		t.Errorf("cookie and key: %v", both.header)
	}
	if got := p.onlyRow().Helpful; got != "no" {
		t.Errorf("%q is stored", got)
	}
	p.stranger().receipt("no", "browser-key", otherKey)
	if got := len(p.rows()); got != 2 {
		t.Errorf("%d rows are stored for two browsers", got)
	}
}

func TestBrokenCookiesAreNewBrowsers(t *testing.T) {
	t.Parallel()
	p := start(t)
	form := fields("article", articleID, "helpful", "yes")
	for i, cookie := range []string{"", "x", strings.Repeat("A", 21), strings.Repeat("A", 23), strings.Repeat("A", 21) + "B", strings.Repeat("%", 22)} {
		a := p.stranger().post("/feedback", form, "Cookie", "pinhole="+cookie).is(http.StatusSeeOther)
		if got := cookies(a)[0].Value; got == cookie || len(got) != 22 {
			t.Errorf("cookie %q was answered with %q", cookie, got)
		}
		if got := len(p.rows()); got != i+1 {
			t.Errorf("after cookie %q there are %d rows, want %d", cookie, got, i+1)
		}
	}
}

func TestAChangedMindReplacesTheVerdict(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	first := c.receipt("no", "reason", "did-not-work", "step", "step-2", "comment", "the light stays red", "model", "N841")
	if second := c.receipt("yes"); second != first {
		t.Error("the changed verdict has another receipt")
	}
	got := p.onlyRow()
	if got.Helpful != "yes" || got.Reason != "" || got.Step != "" || got.Comment != "the light stays red" || got.Model != "N841" {
		t.Errorf("%+v is stored", got)
	}
	c.post(first, fields("helpful", "no")).is(http.StatusSeeOther)
	if got := p.onlyRow(); got.Helpful != "no" || got.Comment != "the light stays red" {
		t.Errorf("changed by the receipt: %+v is stored", got)
	}
}

func TestArticlesAndRevisionsAreApart(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	other := c.get(otherPath).form("/feedback")
	receipts := map[string]bool{
		c.receipt("yes"): true,
		c.receipt("yes", "revision", c.get(articlePath).form("/feedback").Get("revision")): true, // the current one, as without a revision
		c.receipt("yes", "revision", "0123456789ab"):                                       true,
		c.receipt("yes", "article", other.Get("article")):                                  true,
	}
	if rows := p.rows(); len(receipts) != 3 || len(rows) != 3 {
		t.Errorf("%d receipts for %d rows, want 3 for 3: %+v", len(receipts), len(rows), rows)
	}
}

func TestTimesComeFromTheReaderOnlyWithAKey(t *testing.T) {
	t.Parallel()
	p := start(t)
	yesterday := time.Now().Add(-24 * time.Hour).UTC().Truncate(time.Millisecond)
	ms := strconv.FormatInt(yesterday.UnixMilli(), 10)
	p.stranger().receipt("yes", "given_at", ms)
	if got := p.onlyRow(); got.GivenAt != got.ReceivedAt {
		t.Errorf("without a key: given at %s, received at %s", got.GivenAt, got.ReceivedAt)
	}
	p.stranger().receipt("no", "given_at", ms, "browser-key", oneKey)
	for _, row := range p.rows() {
		if row.Helpful == "no" && !parseTime(t, row.GivenAt).Equal(yesterday) {
			t.Errorf("with a key: given at %s, want %s", row.GivenAt, yesterday)
		}
	}
}

func TestStarsAreTakenToo(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.stranger()
	for stars, helpful := range map[string]string{"1": "no", "3": "no", "4": "yes", "5": "yes"} {
		c.post("/feedback", fields("article", articleID, "rating", stars)).is(http.StatusSeeOther)
		rows := p.rows()
		last := rows[len(rows)-1]
		if last.Rating == nil || strconv.Itoa(*last.Rating) != stars || last.Helpful != helpful {
			t.Errorf("%s stars: %+v is stored", stars, last)
		}
	}
}
