package main_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"pinhole/internal/store/postgrestest"
)

// english writes numbers as the pages do: 1,995.
var english = message.NewPrinter(language.English)

// votes is several programs on one database that strangers and honest readers answer, and an editor
// at the desk.
type votes struct {
	t        *testing.T
	programs []*program
	editor   *client
	browsers atomic.Int64
	scale    int // 1, or more in long runs
}

// underAttack runs a test with one program on SQLite and with two on one PostgreSQL.
func underAttack(t *testing.T, test func(v *votes)) {
	const proxies = "--trusted-proxies=127.0.0.1/32"
	run := func(t *testing.T, programs ...*program) {
		v := &votes{t: t, programs: programs, editor: programs[0].client(), scale: 1}
		if os.Getenv("PINHOLE_TEST_LONG") == "1" {
			v.scale = 10
		}
		v.editor.post("/desk/login", fields("name", "marie", "password", deskPassword)).is(http.StatusSeeOther)
		test(v)
	}
	t.Run("sqlite", func(t *testing.T) { run(t, startDesk(t, proxies)) })
	t.Run("postgres", func(t *testing.T) {
		database := "--database=" + postgrestest.NewDatabase(t)
		one, two := start(t, database, proxies), start(t, database, proxies)
		if r := pipe(t, one.folder, deskPassword, "editor", "add", "marie", database); r.exit != 0 {
			t.Fatal(r.errors)
		}
		run(t, one, two)
	})
}

// readers answers so many times from a network such as 203.0.113, each time from a browser of its
// own.
func (v *votes) readers(n int, network, helpful string, more ...string) {
	v.t.Helper()
	for i := range n {
		browser := v.browsers.Add(1)
		c := v.programs[int(browser)%len(v.programs)].stranger()
		form := fields(append([]string{"article", articleID, "helpful", helpful, "browser-key", fmt.Sprintf("00000000-0000-4000-8000-%012d", browser)}, more...)...)
		a := c.post("/feedback", form, "X-Forwarded-For", fmt.Sprintf("%s.%d", network, 1+i%250)).is(http.StatusSeeOther)
		if i == n-1 { // whoever is held sees what everybody sees
			c.get(a.header.Get("Location")).says("Saved.")
		}
	}
}

// apart answers so many times, each time from a network of its own.
func (v *votes) apart(n int, first byte, helpful string) {
	v.t.Helper()
	for i := range n {
		v.readers(1, fmt.Sprintf("10.%d.%d", first, i), helpful)
	}
}

// shown waits until the article's page of every program says so.
func (v *votes) shown(helpful, answers int) {
	v.t.Helper()
	want := english.Sprintf("%d of %d readers found this helpful.", helpful, answers)
	for _, p := range v.programs {
		c := p.stranger()
		eventually(v.t, want, func() bool { return strings.Contains(c.get(articlePath).is(http.StatusOK).body, want) })
	}
}

// decide presses one button on the page of held answers.
func (v *votes) decide(held, do string) {
	v.t.Helper()
	page := v.editor.get("/desk/held").is(http.StatusOK)
	for _, m := range regexp.MustCompile(`(?s)<form method="post" action="/desk/held".*?</form>`).FindAllString(page.body, -1) {
		form := url.Values{"do": {do}}
		for _, field := range regexp.MustCompile(`name="([a-z]+)" value="([^"]*)"`).FindAllStringSubmatch(m, -1) {
			if field[1] != "do" {
				form.Set(field[1], field[2])
			}
		}
		if form.Get("held") == held {
			v.editor.post("/desk/held", form).is(http.StatusSeeOther)
			return
		}
	}
	v.t.Fatalf("nothing is held as %s: %s", held, excerpt(text(page.page())))
}

// Whoever stuffs the vote from one network is counted five times a day.
func TestAttackVotesStuffing(t *testing.T) {
	t.Parallel()
	underAttack(t, func(v *votes) {
		v.apart(20, 1, "yes")
		v.readers(200*v.scale, "203.0.113", "no")
		v.readers(4, "198.51.100", "no", "revision", "aaaaaaaaaaaa")
		v.shown(20, 25)
		v.editor.get("/desk/held").says("from one network", english.Sprintf("%d answers (0 yes, %[1]d no)", 200*v.scale-5), "never served here")
		v.decide("network", "void")
		v.decide("revision", "void")
		v.editor.get("/desk/held").says("No answer waits for you.")
		v.shown(20, 25)
	})
}

// A burst from many networks is held as a whole until an editor decides.
func TestAttackVotesBurst(t *testing.T) {
	t.Parallel()
	underAttack(t, func(v *votes) {
		v.apart(10, 1, "yes")
		v.shown(10, 10)
		for i := range 50 * v.scale {
			v.readers(2, fmt.Sprintf("172.%d.%d", 16+i/250, i%250), "no")
		}
		want := english.Sprintf("(10 yes, %d no)", 100*v.scale)
		eventually(t, "the burst is held", func() bool {
			return strings.Contains(v.editor.get("/desk/held").body, want)
		})
		for _, path := range []string{"/desk", "/desk/health", "/desk/held"} {
			v.editor.get(path).says("Many more answers came in about an article than usual.")
		}
		for _, p := range v.programs {
			c := p.stranger()
			eventually(v.t, "the burst is not counted", func() bool { return !strings.Contains(c.get(articlePath).body, "found this helpful") })
		}
		v.decide("burst", "count")
		v.shown(10, 10+100*v.scale)
		v.editor.post("/desk/inbox/undo", fields("change", regexp.MustCompile(`name="change" value="([^"]+)"`).FindStringSubmatch(v.editor.get("/desk/held").body)[1], "to", "/desk/held")).is(http.StatusSeeOther)
		v.editor.get("/desk/held").says(want)
	})
}

// Honest readers behind one carrier's address are counted with one click.
func TestAttackVotesNAT(t *testing.T) {
	t.Parallel()
	underAttack(t, func(v *votes) {
		behind := 60 * v.scale
		v.apart(15, 1, "yes")
		v.readers(behind, "203.0.113", "yes")
		v.shown(20, 20)
		v.decide("network", "count")
		v.shown(behind+15, behind+15) // all of them, and at least 95 % is promised
	})
}
