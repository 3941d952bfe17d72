package article_test

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pinhole/internal/article"
)

var today = time.Date(2026, time.November, 22, 15, 0, 0, 0, time.UTC)

const (
	resetFile = "en/acme/reset.md"
	otherFile = "en/acme/other.md"
	brandFile = "brands/acme.yaml"
	siteFile  = "site.yaml"
)

// base is a small library without a problem; the tests change it and see what happens. Its lines
// are counted from 1.
var base = map[string]string{
	resetFile: `---
id: acme-reset
title: Reset an Acme camera
summary: Hold the button for ten seconds.
brand: acme
devices: [ip-camera, doorbell]
models: ["AC4*", "AC-Dome 2"]
goal: factory-reset
method: reset-button
needs: [reset-pin, physical-access]
minutes: 5
effects:
  recordings: kept
  settings: erased
  users: erased
  network: {state: depends, note: "on the model"}
  cloud-account: unknown
confidence: vendor
sources:
  - title: The manual
    publisher: Acme
    url: https://acme.example/manual
    kind: vendor
    checked: 2026-11-20
  - {title: A page, publisher: Shop, kind: retailer, checked: 2026-11-22}
review_by: 2026-11-22
aliases: [/acme/old, /old-reset]
related: [acme-other]
symptoms: [no picture]
---

Read [the other](other.md#steps) or [the maker](/acme#hours).

## Steps

1. Press the button.
2. Go to [step 1](#step-1).
`,
	otherFile: `---
id: acme-other
title: Why a reset helps
summary: It puts the settings back.
brand: acme
devices: [ip-camera]
goal: understand
confidence: single-source
sources:
  - {title: A page, publisher: Shop, kind: blog, checked: 2026-11-22}
---

## Steps

1. Read [the privacy page](/privacy#what-is-stored).
`,
	brandFile: `name: Acme
aliases: [Acme Security]
support:
  phones: [{number: "1-800-555-0100", note: support}]
  links: [{title: Help, url: "https://help.acme.example"}]
  hours: all day
  have_ready: [the serial number]
  note: Call early.
tools: [{name: Acme app, what: resets cameras, url: "https://acme.example/app"}]
notes: |
  ## Hours
  See [the reset](/acme/reset#step-2).
sources: [{title: Contact, publisher: Acme, url: "https://acme.example/contact", kind: vendor, checked: 2026-11-22}]
`,
	siteFile: `name: Test help
tagline: How to reset
contact: Write to [us](mailto:us@help.example).
privacy: |
  ## What is stored
  See [the maker](/acme).
edit_url: https://git.example/content
`,
}

// change replaces a part of one file of the base, or the whole file when the part is empty.
type change struct{ file, old, new string }

// library returns the base with changes. A file with empty text is removed.
func library(t testing.TB, changes ...change) fstest.MapFS {
	t.Helper()
	files := maps.Clone(base)
	for _, c := range changes {
		if c.old != "" && strings.Count(files[c.file], c.old) != 1 {
			t.Fatalf("%s holds %q %d times, want once", c.file, c.old, strings.Count(files[c.file], c.old))
		}
		if c.old == "" {
			files[c.file] = c.new
		} else {
			files[c.file] = strings.Replace(files[c.file], c.old, c.new, 1)
		}
	}
	fsys := fstest.MapFS{}
	for name, text := range files {
		if text != "" {
			fsys[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644, ModTime: today.AddDate(0, -1, 0)}
		}
	}
	return fsys
}

var options = article.Options{Today: today, Pages: []string{"/", "/privacy", "/search"}}

// mustLoad loads a library that has no problem.
func mustLoad(t testing.TB, changes ...change) *article.Library {
	t.Helper()
	lib, problems := article.Load(library(t, changes...), options)
	if len(problems) > 0 {
		t.Fatalf("unexpected problems:\n%v", problems)
	}
	return lib
}
