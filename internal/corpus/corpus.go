// Package corpus makes large libraries for measurements: valid articles of about 800 words, all
// different, the same at each run. It is no part of the program.
package corpus

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing/fstest"
	"time"
)

// Words is about how many words the body of an article has; it has no fewer.
const Words = 800

// Checked is the day on which the articles say that their sources were read.
var Checked = time.Date(2026, time.November, 22, 0, 0, 0, 0, time.UTC)

const (
	inBrand = 50 // articles of one brand
	seed    = 7
)

// New makes a content folder with n articles. Equal n give equal files.
func New(n int) fstest.MapFS {
	files := fstest.MapFS{}
	add(files, "site.yaml", "name: A large help center\n")
	for i := range n {
		if i%inBrand == 0 {
			add(files, "brands/"+brand(i)+".yaml", fmt.Sprintf("name: Brand %d\nnotes: See [the first article](/%s).\n", i/inBrand, path(i)))
		}
		add(files, "en/"+path(i)+".md", article(i, n))
	}
	return files
}

func add(files fstest.MapFS, name, text string) {
	files[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644, ModTime: Checked}
}

func brand(i int) string { return fmt.Sprintf("brand-%d", i/inBrand) }

func path(i int) string { return fmt.Sprintf("%s/reset-%d", brand(i), i) }

// writer writes one article.
type writer struct {
	bytes.Buffer
	random *rand.Rand
	index  int
	all    int // articles in the library
	words  int // in the body so far
}

func article(i, all int) string {
	w := &writer{random: rand.New(rand.NewPCG(seed, uint64(i))), index: i, all: all}
	w.front()
	w.body()
	return w.String()
}

func pick[T any](w *writer, list []T) T { return list[w.random.IntN(len(list))] }

func (w *writer) front() {
	fmt.Fprintf(w, "---\nid: %s-reset-%d\n", brand(w.index), w.index)
	fmt.Fprintf(w, "title: Reset the %s %s %d\n", pick(w, adjectives), pick(w, nouns), w.index)
	fmt.Fprintf(w, "summary: Hold the %s button for %d seconds while the %s has power.\n", pick(w, adjectives), 5+w.random.IntN(50), pick(w, nouns))
	fmt.Fprintf(w, "brand: %s\ndevices: [%s]\n", brand(w.index), pick(w, devices))
	fmt.Fprintf(w, "models: [\"M%d*\", \"M%dA%d\"]\n", w.index, w.index, w.random.IntN(90))
	fmt.Fprintf(w, "goal: factory-reset\nmethod: %s\nneeds: [physical-access, %s]\n", pick(w, methods), pick(w, needs))
	fmt.Fprintf(w, "minutes: %d\neffects:\n", 1+w.random.IntN(60))
	for _, key := range []string{"recordings", "settings", "users", "network"} {
		fmt.Fprintf(w, "  %s: %s\n", key, pick(w, []string{"kept", "erased", "unknown"}))
	}
	w.WriteString("  cloud-account: {state: depends, note: \"on whether the owner has taken the device out of the account\"}\n")
	w.WriteString("confidence: vendor\nsources:\n")
	for s := range 1 + w.random.IntN(3) {
		fmt.Fprintf(w, "  - title: How to reset the %s\n    publisher: Brand %d\n", pick(w, nouns), w.index/inBrand)
		fmt.Fprintf(w, "    url: https://help%d.example/reset/%d\n    kind: vendor\n    checked: %s\n", s, w.index, Checked.Format(time.DateOnly))
	}
	fmt.Fprintf(w, "review_by: 2027-11-22\nsymptoms: {hangs: [the %s is %s]}\n---\n\n", pick(w, nouns), pick(w, adjectives))
}
