package main_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// inWorker runs a script in the worker of the open page.
func (b *tab) inWorker(p *program, script string) {
	b.t.Helper()
	list, err := chromedp.Targets(b.ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, t := range list {
		if t.Type != "service_worker" || !strings.HasPrefix(t.URL, p.base) {
			continue
		}
		ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithTargetID(t.TargetID))
		b.t.Cleanup(cancel)
		worker := &tab{t: b.t, ctx: ctx}
		eval[chromedp.Void](worker, script+"; undefined")
		return
	}
	b.t.Fatal("the page has no worker")
}

// TestAPageOpensThoughStorageDoesNot lets the network answer, and what the browser keeps fail or
// never be found.
func TestAPageOpensThoughStorageDoesNot(t *testing.T) {
	t.Parallel()
	for name, broken := range map[string]string{
		"it does not answer": `() => new Promise(() => {})`,
		"it fails":           `() => Promise.reject(new Error("broken"))`,
	} {
		t.Run(name, func(t *testing.T) {
			p, b := openArticle(t)
			b.keeps("/offline")
			b.do(chromedp.Reload()) // now it comes from the worker
			b.settled()
			b.inWorker(p, `CacheStorage.prototype.open = CacheStorage.prototype.match = `+broken)
			b.open(p.base + "/axis")
			b.says("Axis: resets and forgotten passwords")
			if got := eval[string](b, `document.querySelector("h1").innerText`); got != "Axis: resets and forgotten passwords" {
				t.Errorf("the page shows %q", got)
			}
		})
	}
}

// TestANetworkThatNeverAnswersIsAsGoodAsNone asks for a page that is not kept. The worker's clock
// runs fast here.
func TestANetworkThatNeverAnswersIsAsGoodAsNone(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.wholeBrand()
	b.do(chromedp.Reload())
	b.settled()
	b.stopped(p)
	hang := make(chan struct{})
	p.instead(func(http.ResponseWriter, *http.Request) { <-hang })
	t.Cleanup(func() { close(hang) })
	b.inWorker(p, `const slow = setTimeout; self.setTimeout = (work, time, ...more) => slow(work, time / 30, ...more)`)
	b.open(p.base + "/axis")
	b.says("You're offline, and the page you asked for isn't on this device.")
}

// TestTheButtonThatKeepsABrandDoesNotWait shows it while the worker is busy with something else.
func TestTheButtonThatKeepsABrandDoesNotWait(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.settled()
	other := b.beside()
	other.open(p.base + "/privacy")
	eval[chromedp.Void](other, `navigator.locks.request("pinhole-keep", () => new Promise(() => {})); undefined`)
	eventually(t, "the worker is busy", func() bool {
		return promised[bool](other, `navigator.locks.query().then(({ held }) => held.some((lock) => lock.name === "pinhole-keep"))`)
	})
	b.open(p.base + "/reolink")
	b.says("Keep this brand offline")
}

// TestAnAnswerDoesNotWaitForANetworkThatNeverAnswers gives it to a server that takes it and says
// nothing. The page's clock runs fast here.
func TestAnAnswerDoesNotWaitForANetworkThatNeverAnswers(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.stopped(p)
	b.tolerate("net::ERR_ABORTED")
	hang := make(chan struct{})
	p.instead(func(http.ResponseWriter, *http.Request) { <-hang })
	t.Cleanup(func() { close(hang) })
	eval[chromedp.Void](b, `const slow = AbortSignal.timeout; AbortSignal.timeout = (time) => slow.call(AbortSignal, time / 30)`)
	b.click(noButton)
	b.announces("Saved in this browser. It will be sent when you're back online.")
}
