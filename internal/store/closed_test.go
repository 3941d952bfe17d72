package store_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
	"pinhole/internal/store/sqldb"
)

func TestEverythingIsClosedAfterClose(t *testing.T) {
	s := open(t, store.Config{Database: filepath.Join(t.TempDir(), "pinhole.db")})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, find := s.Feedback(t.Context(), feedback.ID{})
	_, tally := s.Tallies(t.Context(), time.Time{})
	_, revision := s.Revision(t.Context(), "a", "b", "en")
	var all error
	for _, all = range s.AllFeedback(t.Context()) {
	}
	for name, err := range map[string]error{
		"add":    s.AddFeedback(t.Context(), no(1)),
		"change": s.ChangeFeedback(t.Context(), feedback.ID{}, feedback.Change{}),
		"record": s.RecordRevisions(t.Context(), []store.Revision{{}}),
		"ping":   s.Ping(t.Context()),
		"find":   find, "tally": tally, "revision": revision, "all": all,
	} {
		if !errors.Is(err, sqldb.ErrClosed) || !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
