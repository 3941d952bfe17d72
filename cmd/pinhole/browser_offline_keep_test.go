package main_test

import (
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

const keepButton = `.keep-brand button`

// stored returns the paths of all that the browser keeps, in all versions.
func (b *tab) stored() []string {
	b.t.Helper()
	return promised[[]string](b, `caches.keys().then((names) => Promise.all(names.map((n) => caches.open(n).then((c) => c.keys())))).then((all) => all.flat().map((r) => new URL(r.url).pathname))`)
}

// settled waits until the worker has done what it was told so far: once it has told what it keeps,
// it has asked for its lock for all of that.
func (b *tab) settled() {
	b.t.Helper()
	promised[bool](b, `navigator.serviceWorker.ready.then((r) => new Promise((resolve) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = resolve; r.active.postMessage({ order: "report" }, [port2]); }))
		.then(() => navigator.locks.request("pinhole-keep", () => true))`)
}

func TestABrandIsKeptUntilItIsRemoved(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.open(p.base + articlePath)
	b.open(p.base + "/reolink")
	b.click(keepButton)
	b.says("Saved: all ")
	pages := promised[int](b, `caches.match("/offline/library.json").then((r) => r.json()).then((l) => l.articles.filter((a) => a.path.startsWith("/reolink/")).length)`) + 1
	b.says(fmt.Sprintf("Saved: all %d pages are on this device and work offline.", pages))
	if got := eval[string](b, `document.querySelector(".keep-brand button").innerText`); got != "Remove this brand from this device" {
		t.Errorf("the button says %q", got)
	}
	b.open(p.base + "/offline")
	b.says("Reolink")
	b.says("saved until you remove it")
	b.open(p.base + "/reolink")
	b.says("Remove this brand from this device")
	b.click(keepButton)
	b.says("Removed from this device.")
	b.settled()
	for _, path := range b.stored() {
		if strings.HasPrefix(path, "/reolink") {
			t.Errorf("%s is still kept", path)
		}
	}
}

func TestKeepingWithoutANetworkSaysSo(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.open(p.base + "/reolink")
	b.says("Keep this brand offline")
	b.settled()
	b.stopped(p)
	eval[chromedp.Void](b, `caches.keys().then((names) => names.forEach(async (n) => { const c = await caches.open(n); for (const r of await c.keys()) if (r.url.includes("/reolink/")) await c.delete(r); }))`)
	b.click(keepButton)
	b.says("The connection dropped, so not all pages were saved.")
	b.says("Keep this brand offline")
}

// TestNoReceiptIsKept walks through everything that must not stay on a device that others use too.
func TestNoReceiptIsKept(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.wholeBrand()
	b.click(yesButton)
	b.announces("Saved.")
	b.open(p.base + p.client().receipt("no"))
	b.says("Noted. Try this next:")
	b.open(p.base + "/search?q=lorex")
	b.write("#q", " nvr")
	b.open(p.base + "/desk")
	b.tolerate("status of 404")
	b.open(p.base + "/find?device=recorder")
	b.settled()
	for _, path := range b.stored() {
		if strings.HasPrefix(path, "/feedback") || strings.HasPrefix(path, "/desk") || strings.HasPrefix(path, "/api") || path == "/search" {
			t.Errorf("%s is kept", path)
		}
	}
}

// instead stands at the program's address after it was stopped, as a proxy without a program behind
// it does.
func (p *program) instead(h http.HandlerFunc) {
	p.t.Helper()
	l, err := net.Listen("tcp", strings.TrimPrefix(p.base, "http://"))
	if err != nil {
		p.t.Fatal(err)
	}
	server := &http.Server{Handler: h}
	go server.Serve(l)
	p.t.Cleanup(func() { server.Close() })
}

// TestABrokenSiteDoesNotReplaceAGoodPage asks a site that answers with errors, then one that does
// not answer in time.
func TestABrokenSiteDoesNotReplaceAGoodPage(t *testing.T) {
	t.Parallel()
	p, b := visited(t)
	b.tolerate("status of")
	var status atomic.Int64
	status.Store(http.StatusServiceUnavailable)
	hang := make(chan struct{})
	p.instead(func(w http.ResponseWriter, r *http.Request) {
		code := int(status.Load())
		if code == http.StatusOK {
			<-hang
			return
		}
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(code)
		fmt.Fprintf(w, "<p>status %d", code)
	})
	t.Cleanup(func() { close(hang) })
	b.do(chromedp.Reload()) // asks the server, whatever the browser has
	b.says("Did it work?")
	status.Store(http.StatusNotFound)
	b.do(chromedp.Reload())
	b.says("status 404")
	status.Store(http.StatusOK)
	b.do(chromedp.Reload())
	b.says("Did it work?")
}

func TestReadersWhoSaveDataKeepOnlyWhatTheySaw(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `Object.defineProperty(NetworkInformation.prototype, "saveData", { get: () => true })`, // as Chromium on a phone has it
	})
	b.open(p.base + articlePath)
	b.keeps(articlePath, "/offline")
	b.settled()
	if got := b.stored(); slices.Contains(got, unseen) || slices.Contains(got, "/find") {
		t.Errorf("kept are %q", got)
	}
}

// TestWhatWasSeenLongAgoGoes sees more pages than are kept.
func TestWhatWasSeenLongAgoGoes(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.open(p.base + articlePath)
	b.wholeBrand()
	b.open(p.base + "/reolink")
	b.click(keepButton)
	b.says("Saved: all ")
	eval[chromedp.Void](b, `caches.match("/offline/library.json").then((r) => r.json()).then(async (l) => {
		const { active } = await navigator.serviceWorker.ready;
		for (const a of l.articles) active.postMessage({ order: "visit", path: a.path, brand: "", thrifty: a !== l.articles.at(-1) });
	})`)
	last := promised[string](b, `caches.match("/offline/library.json").then((r) => r.json()).then((l) => l.articles.at(-1).path)`)
	b.keeps(last)
	b.settled()
	var others, wanted int
	for _, path := range b.stored() {
		switch {
		case strings.HasPrefix(path, "/reolink"):
			wanted++
		case !strings.HasPrefix(path, "/static/") && !strings.HasPrefix(path, "/drawings/") && !strings.HasPrefix(path, "/offline") && path != "/" && path != "/find" && path != "/answers":
			others++
		}
	}
	if others != 200 || wanted < 5 {
		t.Errorf("%d pages are kept, and %d of the kept brand", others, wanted)
	}
}
