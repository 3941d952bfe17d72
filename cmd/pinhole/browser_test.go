package main_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// require says that everything that tests use is installed, as .ci/test sees to.
var require = os.Getenv("PINHOLE_TEST_REQUIRE") == "1"

// missing skips a test that lacks something, except where that would hide that it never runs.
func missing(t *testing.T, what string) {
	t.Helper()
	if require {
		t.Fatalf("%s is missing", what)
	}
	t.Skipf("%s is missing; .ci/test installs it", what)
}

// browser is one Chromium for all tests. Each test gets a profile of its own in it.
type browser struct {
	once sync.Once
	ctx  context.Context
	err  error
	ends []context.CancelFunc
}

var chromium browser

var errNoChromium = errors.New("chromium is not installed")

// These let it run as root, in a container, and without asking anything of the internet.
var chromiumFlags = []string{
	"no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking", "disable-component-update",
	"disable-sync", "disable-dev-shm-usage", "use-fake-device-for-media-stream",
}

func (b *browser) open() {
	path, err := exec.LookPath("chromium")
	if err != nil {
		b.err = errNoChromium
		return
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(path))
	for _, f := range chromiumFlags {
		options = append(options, chromedp.Flag(f, true))
	}
	allocator, end := chromedp.NewExecAllocator(context.Background(), options...)
	b.ends = append(b.ends, end)
	b.ctx, end = chromedp.NewContext(allocator)
	b.ends = append(b.ends, end)
	b.err = chromedp.Do(b.ctx)
}

func (b *browser) close() {
	for _, end := range slices.Backward(b.ends) {
		end()
	}
}

// tab is one reader's browser window. What the page complains about fails the test at its end.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu         sync.Mutex
	complaints []string
	posts      int
	tolerated  []string
}

func newTab(t *testing.T) *tab {
	t.Helper()
	chromium.once.Do(chromium.open)
	if errors.Is(chromium.err, errNoChromium) {
		missing(t, "Chromium")
	}
	if chromium.err != nil {
		t.Fatalf("Chromium does not start: %v", chromium.err)
	}
	ctx, cancel := chromedp.NewContext(chromium.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx}
	if err := chromedp.Listen(b.ctx, b.listen); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	b.prepare()
	t.Cleanup(b.noComplaints)
	return b
}

// prepare lets the page have the focus whatever tabs of other tests do, and its service workers run
// as they do for readers. A worker that a tool looks at may stop in the middle of an event when a
// newer one takes over, and the page that waits for it then waits for ever.
func (b *tab) prepare() {
	b.t.Helper()
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	call(b, target.SetAutoAttach, target.SetAutoAttachParams{AutoAttach: false, Flatten: new(true)})
}

// listen notes errors on the console, what the Content Security Policy blocked, and posts.
func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		b.complaints = append(b.complaints, "console: "+string(e.Type))
	case *runtime.EventExceptionThrown:
		b.complaints = append(b.complaints, "exception: "+e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		b.complaints = append(b.complaints, string(e.Entry.Source)+": "+e.Entry.Text+" "+e.Entry.URL)
	case *network.EventRequestWillBeSent:
		if e.Request.Method == "POST" {
			b.posts++
		}
	}
}

// tolerate names a complaint that the test causes on purpose.
func (b *tab) tolerate(part string) { b.tolerated = append(b.tolerated, part) }

func (b *tab) noComplaints() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range b.complaints {
		if !slices.ContainsFunc(b.tolerated, func(part string) bool { return strings.Contains(c, part) }) {
			b.t.Errorf("the browser complains: %s", c)
		}
	}
}

func (b *tab) sentPosts() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.posts
}

type step = chromedp.Action[chromedp.Void]

// soon bounds one step: the browser answers at once, or never.
func (b *tab) soon() (context.Context, context.CancelFunc) {
	return context.WithTimeout(b.ctx, testTimeout)
}

func (b *tab) do(steps ...step) {
	b.t.Helper()
	ctx, cancel := b.soon()
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatalf("on %s: %v", b.where(), err)
	}
}

func run[T any](b *tab, action chromedp.Action[T]) T {
	b.t.Helper()
	ctx, cancel := b.soon()
	defer cancel()
	v, err := chromedp.Run(ctx, action)
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// call sends a command of the browser's protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) {
	b.t.Helper()
	run(b, func(ctx context.Context, t *chromedp.Target) (R, error) { return cdp.Call(ctx, t, command, params) })
}

// eval returns the value of an expression in the page.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	return run(b, chromedp.Evaluate[T](expression))
}

func (b *tab) where() string { b.t.Helper(); return run(b, chromedp.Location()) }

func (b *tab) seen() string { b.t.Helper(); return eval[string](b, `document.body?.innerText ?? ""`) }

// says waits until the page shows the words.
func (b *tab) says(words string) {
	b.t.Helper()
	eventually(b.t, "the page says "+words, func() bool { return strings.Contains(b.seen(), words) })
}

func (b *tab) open(address string) {
	b.t.Helper()
	b.do(chromedp.Navigate(address))
}

// through clicks and waits for the page that the click leads to.
func (b *tab) through(selector string) *network.Response {
	b.t.Helper()
	return b.load(chromedp.Click(chromedp.CSS(selector)))
}

// load takes a step that leads to another page and waits for that.
func (b *tab) load(s step) *network.Response {
	b.t.Helper()
	ctx, cancel := b.soon()
	defer cancel()
	response, err := chromedp.RunResponse(ctx, s)
	if err != nil {
		b.t.Fatalf("on %s: %v", b.where(), err)
	}
	return response
}

func (b *tab) click(selector string) {
	b.t.Helper()
	b.do(chromedp.Click(chromedp.CSS(selector)))
}

func (b *tab) write(selector, words string) {
	b.t.Helper()
	b.do(chromedp.SendKeys(chromedp.CSS(selector), words))
}

// withoutScripts switches the page's own scripts off.
func (b *tab) withoutScripts() {
	b.t.Helper()
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}
