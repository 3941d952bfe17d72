package main_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// newer builds the program as it would be with other scripts and styles.
func newer(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	replace := map[string]string{}
	for file, change := range map[string][2]string{
		"../../internal/language/messages/script.en.yaml": {"Uncheck all steps", "Untick every step"},
		"../../static/css/base.css":                       {"--gap: 1.25rem", "--gap: 1.3rem"},
		"../../static/js/counter.js":                      {"shown.hidden = length === 0;", "shown.hidden = length < 1;"},
	} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		changed := strings.Replace(string(text), change[0], change[1], 1)
		if changed == string(text) {
			t.Fatalf("%s does not hold %q", file, change[0])
		}
		path, err := filepath.Abs(file)
		if err != nil {
			t.Fatal(err)
		}
		replace[path] = filepath.Join(folder, filepath.Base(file))
		if err := os.WriteFile(replace[path], []byte(changed), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(folder, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o644); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(folder, "pinhole")
	if err := build(program, "-overlay", list); err != nil {
		t.Fatal(err)
	}
	return program
}

// version is that of the static files of the open page.
func (b *tab) version() string {
	b.t.Helper()
	return eval[string](b, `document.querySelector("script[src*=main]").src.split("/")[4]`)
}

// notMixed looks at everything that is kept: each cache holds pages and files of its version alone.
func (b *tab) notMixed() {
	b.t.Helper()
	mixed := promised[[]string](b, `(async () => {
		const found = [];
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				const response = await cache.match(request);
				if (!response) continue; // let go since the keys were read
				if (!name.startsWith("pinhole-") || !/html|javascript|css/.test(response.headers.get("Content-Type"))) continue;
				const needed = (request.url + (await response.text())).match(/\/static\/[0-9a-f]+\//g) ?? [];
				if (needed.some((n) => n !== "/static/" + name.slice(8) + "/")) found.push(name + " " + request.url);
			}
		}
		return found;
	})()`)
	if len(mixed) > 0 {
		b.t.Fatalf("of another version than their cache are\n%s", strings.Join(mixed, "\n"))
	}
}

func (b *tab) versions() []string {
	b.t.Helper()
	return promised[[]string](b, `caches.keys().then((names) => names.filter((n) => n.startsWith("pinhole-")).map((n) => n.slice(8)))`)
}

// TestANewVersionComesWhileAPageIsOpen puts a new program in the place of the old one below an open
// page.
func TestANewVersionComesWhileAPageIsOpen(t *testing.T) {
	t.Parallel()
	program := newer(t)
	p, b := openArticle(t)
	b.tolerate("Failed to load resource")
	b.wholeBrand()
	old := b.version()
	b.stopped(p)
	p, err := launchBinary(t, program, p.folder, "--addr="+strings.TrimPrefix(p.base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	// The old worker meets a page of the new version.
	eval[chromedp.Void](b, `navigator.serviceWorker.controller.postMessage({ order: "visit", path: "/axis", brand: "", thrifty: true })`)
	b.settled()
	b.notMixed()
	promised[bool](b, `navigator.serviceWorker.ready.then((r) => r.update()).then(() => true)`)
	eventually(t, "the new version is kept", func() bool { return len(b.versions()) == 2 })
	eventually(t, "the new worker is at work", func() bool {
		return promised[bool](b, `navigator.serviceWorker.getRegistration().then((r) => !r.installing && !r.waiting && r.active.state === "activated" && r.active === navigator.serviceWorker.controller)`)
	})
	b.notMixed()

	// The open page goes on with its own modules, those that it has not loaded yet too.
	if got := promised[string](b, fmt.Sprintf(`fetch("/static/%s/js/words.en.js").then((r) => r.text())`, old)); !strings.Contains(got, "Uncheck all steps") {
		t.Error("the open page gets scripts of the new version")
	}
	if got := promised[string](b, fmt.Sprintf(`import("/static/%s/js/offline-page.js").then((m) => typeof m.show)`, old)); got != "function" {
		t.Errorf("a module that was not loaded yet is %s", got)
	}
	b.click(yesButton)
	b.announces("Saved.")

	other := b.beside()
	other.open(p.base + unseen)
	other.do(chromedp.Reload()) // from the server: browsers remember pages for a minute
	if other.version() == old {
		t.Fatal("a new page is of the old version")
	}
	eval[chromedp.Void](other, `document.querySelector(".step-number input").click()`)
	other.says("Untick every step")
	other.keeps(unseen)
	eventually(t, "the pages are cached again", func() bool { return other.ofVersion(other.version(), articlePath, brandPath, "/", "/find", "/offline") })
	other.settled()
	other.notMixed()
	if got := b.versions(); !slices.Contains(got, old) {
		t.Errorf("the files of the open page are gone; kept are %q", got)
	}

	b.do(chromedp.Reload()) // now nobody needs the old version
	if b.version() == old {
		t.Fatal("after a reload the page is of the old version")
	}
	eventually(t, "the old version is gone", func() bool { return !slices.Contains(b.versions(), old) })
	b.stopped(p)
	for _, path := range []string{articlePath, unseen, "/"} {
		b.open(p.base + path)
		if b.version() == old {
			t.Errorf("%s is of the old version", path)
		}
	}
	b.notMixed()
}

// ofVersion reports whether a version's cache holds these pages.
func (b *tab) ofVersion(version string, paths ...string) bool {
	b.t.Helper()
	list, _ := json.Marshal(paths)
	return promised[bool](b, fmt.Sprintf(`caches.open("pinhole-%s").then((c) => Promise.all(%s.map((p) => c.match(p)))).then((found) => found.every(Boolean))`, version, list))
}

// TestSwitchedOffTheWorkerGoes starts the program again without pages to be kept.
func TestSwitchedOffTheWorkerGoes(t *testing.T) {
	t.Parallel()
	p, b := visited(t)
	p = p.again("--offline=false")
	b.do(chromedp.Reload())
	eventually(t, "nothing is kept", func() bool { return promised[int](b, `caches.keys().then((names) => names.length)`) == 0 })
	gone := func() bool {
		return promised[int](b, `navigator.serviceWorker.getRegistrations().then((list) => list.length)`) == 0
	}
	eventually(t, "the worker is gone", gone)
	b.do(chromedp.Reload()) // from the server: browsers remember pages for a minute
	if eval[bool](b, `Boolean(document.querySelector("[data-keep], script[src*=offline]"))`) {
		t.Error("the page still offers to be kept")
	}
	b.open(p.base + "/offline")
	b.do(chromedp.Reload())
	b.says("This site doesn't save pages")
	eventually(t, "the worker does not stay", gone) // a page that the browser remembered may have asked for it once more
}
