package main_test

import (
	"context"
	"encoding/json"
	"fmt"
	"image"
	_ "image/png"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/serviceworker"
	"github.com/chromedp/chromedp"
)

// unseen is an article that the browser has not opened, of the brand that it has.
const unseen = otherPath

// stopped lets the browser say that there is no server.
func (b *tab) stopped(p *program) {
	b.t.Helper()
	b.tolerate("ERR_CONNECTION_REFUSED")
	b.tolerate("An unknown error occurred when fetching the script.") // of the worker, when it looks for a newer one
	p.stop()
}

// again restarts the program at the same address and with the same database, after it was
// stopped.
func (p *program) again(args ...string) *program {
	p.t.Helper()
	return startIn(p.t, p.folder, append([]string{"--addr=" + strings.TrimPrefix(p.base, "http://")}, args...)...)
}

// promised returns what a promise of the page comes to.
func promised[T any](b *tab, expression string) T {
	b.t.Helper()
	return run(b, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// keeps waits until the browser keeps these addresses.
func (b *tab) keeps(paths ...string) {
	b.t.Helper()
	for _, path := range paths {
		eventually(b.t, path+" is kept", func() bool { return promised[bool](b, fmt.Sprintf(`caches.match(%q).then(Boolean)`, path)) })
	}
}

// visited starts the program, opens an article once, waits until everything of its brand is kept,
// and stops the program.
func visited(t *testing.T) (*program, *tab) {
	t.Helper()
	p, b := openArticle(t)
	b.wholeBrand()
	b.stopped(p)
	return p, b
}

// wholeBrand waits until the open article's brand is kept, the shell before it.
func (b *tab) wholeBrand() {
	b.t.Helper()
	b.keeps("/", "/find", "/offline", "/offline/library.json", brandPath, articlePath)
	articles := promised[[]string](b, `caches.match("/offline/library.json").then((r) => r.json()).then((l) => l.articles.map((a) => a.path).filter((p) => p.startsWith("`+brandPath+`/")))`)
	if len(articles) < 5 {
		b.t.Fatalf("the brand has %d articles only", len(articles))
	}
	b.keeps(articles...)
}

func TestAfterOneVisitTheBrandIsReadWithoutAServer(t *testing.T) {
	t.Parallel()
	p, b := visited(t)
	b.do(chromedp.Reload())
	b.says("Did it work?")
	for _, path := range []string{unseen, brandPath, "/", "/find", "/offline"} {
		b.open(p.base + path)
		if got := eval[string](b, `document.querySelector("h1").innerText`); got == "" || (got == "Offline") != (path == "/offline") {
			t.Errorf("%s shows %q", path, got)
		}
		if got := eval[string](b, `getComputedStyle(document.querySelector(".site-header")).borderBottomStyle`); got != "solid" {
			t.Errorf("%s has no styles", path)
		}
	}
}

// TestTheRouterGoesDownInTheMiddle goes on with a reset when the network is gone, and says how it
// went.
func TestTheRouterGoesDownInTheMiddle(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.click(`.step-number input`)
	b.wholeBrand()
	b.stopped(p)
	b.do(chromedp.Reload())
	if !eval[bool](b, `document.querySelector(".step-number input").checked`) {
		t.Error("the tick is gone")
	}
	b.says("Offline. Copy of ")
	b.click(`.timer button`)
	b.says("Stop")
	b.open(p.base + unseen)
	b.open(p.base + articlePath)
	b.click(noButton)
	b.announces("Saved in this browser. It will be sent when you're back online.")
	b.write(comment, "The router is down.")
	b.click(sendMore)
	b.announces("Saved in this browser. It will be sent when you're back online. The editors read every comment.")
	p = p.again()
	b.backOnline()
	b.announces("Sent at ")
	if got := p.onlyRow(); got.Helpful != "no" || got.Comment != "The router is down." {
		t.Errorf("%+v is stored", got)
	}
	b.open(p.base + articlePath) // sends what waits, if anything still did
	b.backOnline()
	p.onlyRow()
}

func TestAPageThatIsNotKeptIsSaidToBe(t *testing.T) {
	t.Parallel()
	p, b := visited(t)
	b.open(p.base + "/axis")
	b.says("You're offline, and the page you asked for isn't on this device.")
	if got := eval[string](b, `document.querySelector("[data-retry]").href`); got != p.base+"/axis" {
		t.Errorf("trying again leads to %s", got)
	}
	b.open(p.base + "/feedback/AAAAAAAAAAAAAAAAAAAAAA")
	b.says("You're offline, and the page you asked for isn't on this device.")
}

func TestSearchAndFinderWithoutAServer(t *testing.T) {
	t.Parallel()
	p, b := visited(t)
	b.open(p.base + "/search?q=lorex+recorder+password")
	b.says("Found on this device")
	if got := eval[string](b, `document.querySelector(".hits a").getAttribute("href")`); !strings.HasPrefix(got, brandPath+"/recorder") {
		t.Errorf("the first result is %s", got)
	}
	if got := eval[string](b, `document.querySelector("#q").value`); got != "lorex recorder password" {
		t.Errorf("the field holds %q", got)
	}
	b.says("On this device")
	b.write("#q", " axis")
	b.through(`[data-search] button`)
	b.says("Not on this device")

	b.open(p.base + "/find")
	b.click(`.tiles [value=recorder]`)
	b.through(`.finder button`) // the kept first questions lead on
	b.says("What do you have?")
	eventually(t, "the finder knows the device", func() bool { return b.value("#p-device") == "recorder" })
	eval[chromedp.Void](b, `document.querySelector("#p-brand").value = "reolink"; document.querySelector("#p-goal").value = "get-in"`)
	b.click(`[name=have][value=touch]`)
	b.through(`.finder button`)
	b.says("Found on this device")
	offline := eval[[]string](b, `[...document.querySelectorAll(".hits a")].map((a) => a.getAttribute("href"))`)
	p.again()
	b.do(chromedp.Reload())
	want := eval[[]string](b, `[...document.querySelectorAll(".found > li > a, .left-out a")].map((a) => a.getAttribute("href"))`)
	if len(want) == 0 || !slices.Equal(offline, want) {
		t.Errorf("without a server the finder gives\n%q\nwith one\n%q", offline, want)
	}
}

// waiting returns the answers that wait in the browser, as JSON.
func (b *tab) waiting() string {
	b.t.Helper()
	return promised[string](b, `new Promise((resolve) => { indexedDB.open("pinhole").onsuccess = (e) => {
		const database = e.target.result;
		database.transaction("outbox").objectStore("outbox").getAll().onsuccess = (found) => { database.close(); resolve(JSON.stringify(found.target.result)); };
	}; })`)
}

// TestAnAnswerIsSentAfterThePageWasClosed lets the worker send, as the browser asks it to when the
// network is back.
func TestAnAnswerIsSentAfterThePageWasClosed(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.wholeBrand()
	b.stopped(p)
	b.click(noButton)
	b.announces("Saved in this browser.")
	worker := b.workerRegistration()
	b.open("about:blank")
	p = p.again()
	b.dispatchSync(p, worker)
	eventually(t, "the answer arrives", func() bool { return len(p.rows()) == 1 })
	b.dispatchSync(p, worker) // nothing waits any more
	b.open(p.base + articlePath)
	eventually(t, "nothing waits", func() bool { return b.waiting() == "[]" })
	b.says("You said No on ")
	b.says("Sent on ") // the worker did, with no page open
	if got := p.onlyRow().Helpful; got != "no" {
		t.Errorf("%q is stored", got)
	}
	if got := b.sentPosts(); got != 1 { // the first try; a second one would be the page's
		t.Errorf("the page sent %d posts", got)
	}
}

// TestYourAnswersAreListedWithoutAServer gives one answer before the server is gone and one
// after.
func TestYourAnswersAreListedWithoutAServer(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.wholeBrand()
	b.keeps("/answers")
	b.click(yesButton)
	b.announces("Saved.")
	b.stopped(p)
	b.open(p.base + otherPath)
	b.click(`.ask button[value=no]`)
	b.announces("Saved in this browser.")
	b.open(p.base + "/answers")
	b.says("You said Yes on ")
	b.says("You said No on ")
	if got := eval[string](b, `document.querySelector(".answered > li").innerText`); !strings.Contains(got, "It will be sent when you're back online.") || strings.Contains(got, "See or change it") {
		t.Errorf("of the answer that waits it says %q", got)
	}
}

// TestAllTabsLearnThatAnAnswerArrived has two tabs on one article; one of them, or the worker,
// sends.
func TestAllTabsLearnThatAnAnswerArrived(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.keeps("/offline")
	other := b.beside()
	other.open(p.base + articlePath)
	b.stopped(p)
	b.click(yesButton)
	b.announces("Saved in this browser.")
	other.click(noButton)
	other.announces("Saved in this browser.")
	p = p.again()
	b.backOnline()
	other.backOnline()
	b.announces("Sent at ")
	other.announces("Sent at ")
	if got := p.onlyRow().Helpful; got != "no" {
		t.Errorf("%q is stored; the last answer was no", got)
	}
}

// workerRegistration returns the id of the registration of the open page's worker.
func (b *tab) workerRegistration() serviceworker.RegistrationID {
	b.t.Helper()
	found := make(chan serviceworker.RegistrationID, 8)
	ctx, cancel := b.soon()
	defer cancel()
	if err := chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*serviceworker.EventWorkerRegistrationUpdated); ok {
			for _, r := range e.Registrations {
				select {
				case found <- r.RegistrationID:
				default:
				}
			}
		}
	}); err != nil {
		b.t.Fatal(err)
	}
	call(b, serviceworker.Enable, cdp.Empty{})
	select {
	case id := <-found:
		return id
	case <-ctx.Done():
		b.t.Fatal("the browser names no worker")
		return ""
	}
}

func (b *tab) dispatchSync(p *program, worker serviceworker.RegistrationID) {
	b.t.Helper()
	call(b, serviceworker.DispatchSyncEvent, serviceworker.DispatchSyncEventParams{Origin: p.base, RegistrationID: worker, Tag: "feedback", LastChance: false})
}

func TestInSpanishWithoutAServer(t *testing.T) {
	t.Parallel()
	p := start(t)
	b := newTab(t)
	b.open(p.base + "/es" + articlePath)
	b.keeps("/es", "/es/find", "/es/offline", "/es/offline/library.json", "/es"+brandPath, "/es"+unseen)
	b.settled()
	b.stopped(p)
	b.open(p.base + "/es" + unseen)
	if got := eval[string](b, `document.documentElement.lang`); got != "es" {
		t.Errorf("the page is in %q", got)
	}
	b.open(p.base + "/es/search?q=lorex")
	eventually(t, "there are results", func() bool { return eval[bool](b, `Boolean(document.querySelector(".hits a"))`) })
	b.says("En este dispositivo")
	if got := eval[string](b, `document.querySelector(".hits a").getAttribute("href")`); !strings.HasPrefix(got, "/es/lorex/") {
		t.Errorf("the first result is %s", got)
	}
}

// TestTheSiteCanBeInstalled asks the browser what is missing.
func TestTheSiteCanBeInstalled(t *testing.T) {
	t.Parallel()
	p := shared(t)
	var manifest struct {
		Name  string
		Icons []struct{ Src, Sizes, Type, Purpose string }
	}
	a := p.stranger().get("/manifest.webmanifest").is(http.StatusOK).has("Content-Type", "application/manifest+json")
	if err := json.Unmarshal([]byte(a.body), &manifest); err != nil {
		t.Fatal(err)
	}
	for _, icon := range manifest.Icons {
		picture := p.stranger().get(icon.Src).is(http.StatusOK).has("Content-Type", icon.Type)
		if icon.Type != "image/png" {
			continue
		}
		size, _, err := image.DecodeConfig(strings.NewReader(picture.body))
		if got := fmt.Sprintf("%dx%d", size.Width, size.Height); err != nil || got != icon.Sizes {
			t.Errorf("%s is %s, %v, not %s", icon.Src, got, err, icon.Sizes)
		}
	}
	b := newTab(t)
	b.open(p.base + "/")
	b.keeps("/offline")
	missing := run(b, func(ctx context.Context, target *chromedp.Target) (page.GetInstallabilityErrorsResult, error) {
		return cdp.Call(ctx, target, page.GetInstallabilityErrors, cdp.Empty{})
	})
	for _, m := range missing.InstallabilityErrors {
		if m.ErrorID != "in-incognito" { // a test's browser keeps nothing
			t.Errorf("the site cannot be installed: %s", m.ErrorID)
		}
	}
}
