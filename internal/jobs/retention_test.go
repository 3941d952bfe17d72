package jobs

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// shredder notes what it is told to forget.
type shredder struct {
	comments, searches, singles []time.Time
	sessions                    int
	err                         error
}

func (s *shredder) ForgetComments(_ context.Context, olderThan time.Time) (int, error) {
	s.comments = append(s.comments, olderThan)
	return 3, s.err
}

func (s *shredder) ForgetSearches(_ context.Context, before time.Time) error {
	s.searches = append(s.searches, before)
	return s.err
}

func (s *shredder) ForgetSingleSearches(_ context.Context, before time.Time) error {
	s.singles = append(s.singles, before)
	return s.err
}

func (s *shredder) ForgetSessions(context.Context) error {
	s.sessions++
	return nil
}

func (s *shredder) ForgetDeliveries(context.Context, time.Time) error { return nil }

func (s *shredder) Optimize(context.Context) error { return nil }

// retain runs retention for a time of its own clock, and gives what it logged.
func retain(t *testing.T, s *shredder, days int, during time.Duration) string {
	t.Helper()
	var log bytes.Buffer
	r := &retention{texts: s, days: days, now: time.Now, logger: slog.New(slog.NewTextHandler(&log, nil))}
	ctx, cancel := context.WithTimeout(t.Context(), during)
	defer cancel()
	r.Run(ctx)
	return log.String()
}

func TestOldTextsGoAtTheStartAndEveryDay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		s := &shredder{}
		log := retain(t, s, 730, 50*time.Hour)
		var want []time.Time
		for day := range 3 {
			want = append(want, begin.AddDate(0, 0, day-730))
		}
		if !slices.EqualFunc(s.comments, want, time.Time.Equal) || !slices.EqualFunc(s.searches, want, time.Time.Equal) {
			t.Errorf("comments went before %v and searches before %v, want %v", s.comments, s.searches, want)
		}
		if strings.Count(log, "comments=3") != 3 || strings.Contains(log, "level=ERROR") {
			t.Errorf("the log says\n%s", log)
		}
	})
}

func TestNoTextGoesWithoutALimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &shredder{}
		if log := retain(t, s, 0, 50*time.Hour); len(s.comments)+len(s.searches) > 0 || log != "" {
			t.Errorf("%v and %v went: %s", s.comments, s.searches, log)
		}
		if s.sessions != 3 {
			t.Errorf("old sessions were removed %d times, want 3", s.sessions)
		}
	})
}

func TestAFailureIsToldAndTriedAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &shredder{err: errors.New("no space is left")}
		log := retain(t, s, 30, 15*time.Minute) // the next try comes after ten minutes, not after a day
		if len(s.comments) != 2 || strings.Count(log, "no space is left") != 2 {
			t.Errorf("tried %d times, and the log says\n%s", len(s.comments), log)
		}
	})
}
