package main_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

const deskPassword = "four words in a row"

// demoDesk starts a program over half a year of made-up answers and gives the password of its
// editor demo.
func demoDesk(t *testing.T) (p *program, password string) {
	t.Helper()
	folder, line := demo(t)
	said := strings.Fields(line)
	return startIn(t, folder, "--content=", "--database=data/demo.db"), said[len(said)-1]
}

// startDesk starts a program with an owner, marie.
func startDesk(t *testing.T, args ...string) *program {
	t.Helper()
	p := start(t, args...)
	if r := pipe(t, p.folder, deskPassword, "editor", "add", "marie"); r.exit != 0 {
		t.Fatal(r.errors)
	}
	return p
}

// enter logs in by the form.
func (b *tab) enter(p *program, name, password string) {
	b.t.Helper()
	b.open(p.base + "/desk/login")
	b.write("#p-name", name)
	b.write("#p-password", password)
	b.through(".desk-form button")
}

// deskViews are the pages of the desk and how an editor comes to them.
func deskViews(t *testing.T) []view {
	t.Helper()
	p, password := demoDesk(t)
	p.client().post("/desk/login", fields("name", "demo", "password", password)).is(http.StatusSeeOther) // another session
	session := cookies(p.client().post("/desk/login", fields("name", "demo", "password", password)).is(http.StatusSeeOther))
	for i := range 9 { // of one network: the last four are held
		p.stranger().verdict("no", "browser-key", fmt.Sprintf("00000000-0000-4000-8000-%012d", i)).is(http.StatusSeeOther)
	}
	at := func(path string) func(*tab) {
		return func(b *tab) {
			b.t.Helper()
			for _, c := range session {
				call(b, network.SetCookie, network.SetCookieParams{URL: p.base + c.Path, Name: c.Name, Value: c.Value, Path: c.Path})
			}
			b.open(p.base + path)
		}
	}
	article := "/desk/articles/" + articleID
	return append(inboxViews(at), []view{
		{"desk-login", http.StatusOK, address(p.base + "/desk/login")},
		{"desk-overview", http.StatusOK, at("/desk?days=90")},
		{"desk-fix", http.StatusOK, at("/desk/fix?days=90")},
		{"desk-fix-nothing", http.StatusOK, at("/desk/fix?brand=nobody")},
		{"desk-article", http.StatusOK, at(article)},
		{"desk-edited", http.StatusOK, func(b *tab) { b.t.Helper(); at("/desk/fix?days=365")(b); b.through(".fixes > li:first-child h3 a") }},
		{"desk-changes", http.StatusOK, func(b *tab) {
			b.t.Helper()
			at("/desk/fix?days=365")(b)
			b.through(".fixes > li:first-child h3 a")
			b.through(`.edits a[href*="/changes?"]`)
		}},
		{"desk-searches", http.StatusOK, at("/desk/searches?days=365")},
		{"desk-held", http.StatusOK, at("/desk/held")},
		{"desk-health", http.StatusOK, at("/desk/health")},
		{"desk-account", http.StatusOK, at("/desk/account")},
		{"desk-sessions", http.StatusOK, at("/desk/sessions")},
		{"desk-404", http.StatusNotFound, at("/desk/nowhere")},
	}...)
}

func TestDeskPagesAreAccessible(t *testing.T) {
	t.Parallel()
	source := axe(t)
	for _, v := range everyday(deskViews(t)) {
		t.Run(v.name, func(t *testing.T) {
			b := v.show(t)
			b.do(chromedp.Evaluate[chromedp.Void](source))
			for scheme, rules := range map[string]string{"light": allRules, "dark": colourRules} {
				b.media(scheme)
				for _, violation := range b.violations(rules) {
					t.Errorf("%s: %s", scheme, violation)
				}
			}
			b.narrow()
		})
	}
}

// TestDeskScreenshots writes a picture of every page of the desk into the folder that
// PINHOLE_TEST_SCREENSHOTS names.
func TestDeskScreenshots(t *testing.T) {
	folder := os.Getenv("PINHOLE_TEST_SCREENSHOTS")
	if folder == "" {
		t.Skip("pictures are taken by .ci/test --screenshots")
	}
	for _, v := range deskViews(t) {
		t.Run(v.name, func(t *testing.T) {
			b := v.show(t)
			for width, name := range map[int64]string{360: "360", 1280: "1280"} {
				b.do(chromedp.EmulateViewport(width, 800))
				for _, scheme := range []string{"light", "dark"} {
					b.media(scheme)
					picture := run(b, chromedp.FullScreenshot(100))
					if err := os.WriteFile(filepath.Join(folder, v.name+"-"+name+"-"+scheme+".png"), picture, 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
		})
	}
}

// TestDeskByKeyboard logs in, goes to another page and logs out with keys alone, and without
// scripts.
func TestDeskByKeyboard(t *testing.T) {
	t.Parallel()
	p := startDesk(t)
	b := newTab(t)
	b.tolerate("status of 401")
	b.withoutScripts()
	b.open(p.base + "/desk/fix?days=90")
	b.says("Log in")
	b.keys("\t\t\tmarie\ta wrong password\r")
	b.says("The name or the password is wrong.")
	b.open(p.base + "/desk/fix?days=90")
	b.keys("\t\t\tmarie\t" + deskPassword + "\r")
	b.says("What to fix first")
	if got := b.where(); got != p.base+"/desk/fix?days=90" {
		t.Errorf("the login leads to %s", got)
	}
	b.keys("\t\t\t\r") // past the link to the content and the desk's name
	b.says("Answers over time")
	b.submitLogout()
	b.says("You are logged out.")
	b.open(p.base + "/desk")
	b.says("Password")
}

// keys types into whatever has the focus; the first tab leads to the page's first link.
func (b *tab) keys(text string) {
	b.t.Helper()
	for _, key := range text {
		b.do(chromedp.KeyEvent(string(key)))
	}
}

func (b *tab) submitLogout() {
	b.t.Helper()
	b.through(`form[action="/desk/logout"] button`)
}

// TestASessionEndsWithThePassword sets another password from the command line while a page of the
// desk is open.
func TestASessionEndsWithThePassword(t *testing.T) {
	t.Parallel()
	p := startDesk(t)
	b := newTab(t)
	b.enter(p, "marie", deskPassword)
	b.says("Overview")
	if r := pipe(t, p.folder, "another long password", "editor", "reset-password", "marie"); r.exit != 0 {
		t.Fatal(r.errors)
	}
	b.through(`a[href="/desk/fix"]`)
	b.says("Password")
	b.enter(p, "marie", "another long password")
	b.says("Overview")
}

// deskOrigin waits until the program has printed where its desk is, and returns scheme and host.
func deskOrigin(t *testing.T, p *program) string {
	t.Helper()
	var address string
	eventually(t, "the program prints where the desk is", func() bool {
		_, rest, found := strings.Cut(p.more.String(), "The desk is open at ")
		address, _, _ = strings.Cut(rest, "\n")
		return found && address != ""
	})
	return strings.TrimSuffix(address, "/desk")
}

// TestADeskOfItsOwnListener finds the desk at its own address and nowhere else.
func TestADeskOfItsOwnListener(t *testing.T) {
	t.Parallel()
	p := startDesk(t, "--desk-addr=127.0.0.1:0")
	p.stranger().get("/desk/login").is(http.StatusNotFound)
	desk := &client{t: t, base: strings.Replace(deskOrigin(t, p), "localhost", "127.0.0.1", 1), http: p.client().http}
	desk.get("/desk/login").is(http.StatusOK).says("Log in")
	desk.get(articlePath).is(http.StatusNotFound)
	desk.post("/desk/login", fields("name", "marie", "password", deskPassword)).is(http.StatusSeeOther)
	desk.get("/desk").is(http.StatusOK).says("Overview")
	for _, args := range [][]string{{"--desk-url=https://desk.example"}, {"--desk-addr=127.0.0.1:0", "--desk-url=ftp://x"}} {
		r := runCommand(t, t.TempDir(), slices.Concat([]string{"--addr=127.0.0.1:0", "--ops-addr="}, args)...)
		if r.exit != 1 || !strings.Contains(r.errors, "--desk-url") {
			t.Errorf("%q ended with %d: %s", args, r.exit, r.errors)
		}
	}
}
