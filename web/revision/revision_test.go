package revision_test

import (
	"context"
	"errors"
	"testing"
	"testing/fstest"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/web/revision"
)

const text = "---\nid: acme-reset\ntitle: T\nsummary: S.\nbrand: acme\ndevices: [nvr]\ngoal: reboot\nmethod: menu\nconfidence: vendor\n" +
	"sources:\n  - {title: T, publisher: A, kind: vendor, checked: 2026-01-01}\n---\n\n## Before you start\n\nLook.\n\n## Steps\n\n1. Press.\n2. Wait.\n"

// stored are the texts of earlier revisions, and how often they were asked for.
type stored struct {
	texts map[string]string
	asked int
	err   error
}

func (s *stored) RevisionText(_ context.Context, _, name string) (string, []byte, error) {
	s.asked++
	if s.err != nil {
		return "", nil, s.err
	}
	if text, ok := s.texts[name]; ok {
		return "es", []byte(text), nil
	}
	return "", nil, feedback.ErrNotFound
}

func TestFind(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{"site.yaml": {Data: []byte("name: T")}, "brands/acme.yaml": {Data: []byte("name: Acme")}, "en/acme/reset.md": {Data: []byte(text)}}
	lib, problems := article.Load(files, article.Options{Today: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)})
	if lib == nil || len(lib.Articles) != 1 {
		t.Fatal(problems)
	}
	store := &stored{texts: map[string]string{"000000000001": "## Pasos\n\n1. Pulse.\n"}}
	f := revision.NewFinder(t.Context(), lib, store)
	for _, want := range []struct {
		id, name, language string
		steps              int
		known              bool
	}{
		{"acme-reset", "", "en", 2, true},
		{"acme-reset", lib.Articles[0].Revision, "en", 2, true},
		{"acme-reset", "000000000001", "es", 1, true},
		{"acme-reset", "000000000001", "es", 1, true},
		{"acme-reset", "000000000002", "", 0, false},
		{"nowhere", "", "", 0, false},
	} {
		found, known := f.Find(want.id, want.name)
		if known != want.known || found.Language != want.language || len(found.Steps()) != want.steps {
			t.Errorf("%s %s: known %t, in %q, %d steps", want.id, want.name, known, found.Language, len(found.Steps()))
		}
	}
	if store.asked != 2 || f.Err() != nil {
		t.Errorf("the store was asked %d times, and failed: %v", store.asked, f.Err())
	}
	store.err = errors.New("down")
	if _, known := f.Find("acme-reset", "000000000003"); known || !errors.Is(f.Err(), store.err) {
		t.Errorf("a store that is down: known %t, error %v", known, f.Err())
	}
}
