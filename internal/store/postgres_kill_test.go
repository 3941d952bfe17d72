package store_test

import (
	"errors"
	"maps"
	"os"
	"strconv"
	"sync"
	"testing"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
	"pinhole/internal/store/postgrestest"
)

// PostgreSQL is killed while 64 callers give feedback and change their minds.
// Each sends again what was not acknowledged. PINHOLE_TEST_KILLS says how often;
// without it once.
func TestAcknowledgedFeedbackSurvivesKillsOfPostgres(t *testing.T) {
	kills := 1
	if text := os.Getenv("PINHOLE_TEST_KILLS"); text != "" {
		var err error
		if kills, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	server := postgrestest.Start(t)
	db := &database{name: server.NewDatabase(t)}
	db.Store = open(t, store.Config{Database: db.name})
	acknowledged := map[feedback.ID]feedback.Verdict{}
	for range kills {
		maps.Copy(acknowledged, db.surviveKill(t, server))
	}
	rows := db.all(t)
	if len(rows) != len(acknowledged) {
		t.Errorf("%d rows, want the %d that were acknowledged", len(rows), len(acknowledged))
	}
	for _, f := range rows {
		if want, known := acknowledged[f.ID]; !known || f.Verdict != want {
			t.Errorf("%v has the verdict %v, want %v", f.ID, f.Verdict, want)
		}
	}
	t.Logf("%d verdicts outlived %d kills", len(rows), kills)
}

// load is what callers do until they are told to stop.
type load struct {
	*database
	back chan struct{} // closed when the killed server is back
	stop chan struct{}

	mu           sync.Mutex
	acknowledged map[feedback.ID]feedback.Verdict
	refused      int
}

func (db *database) surviveKill(t *testing.T, server *postgrestest.Server) map[feedback.ID]feedback.Verdict {
	l := &load{database: db, back: make(chan struct{}), stop: make(chan struct{}), acknowledged: map[feedback.ID]feedback.Verdict{}}
	var callers sync.WaitGroup
	for range 64 {
		callers.Go(func() { l.call(t) })
	}
	l.reach(t, 500)
	server.Kill(t)
	server.Restart(t)
	close(l.back)
	l.reach(t, l.count()+500)
	close(l.stop)
	callers.Wait()
	if l.refused == 0 {
		t.Error("nobody noticed the kill")
	}
	return l.acknowledged
}

// call gives a verdict of Yes and changes it to No, again and again.
func (l *load) call(t *testing.T) {
	no := feedback.Answer(false)
	for {
		select {
		case <-l.stop:
			return
		default:
		}
		e := randomEntry()
		l.send(t, func() error { return l.AddFeedback(t.Context(), e) })
		l.note(e.ID, e.Verdict)
		l.send(t, func() error { return l.ChangeFeedback(t.Context(), e.ID, feedback.Change{Verdict: &no}) })
		l.note(e.ID, no)
	}
}

// send sends until it is acknowledged.
func (l *load) send(t *testing.T, send func() error) {
	for err := send(); err != nil; err = send() {
		if !errors.Is(err, store.ErrUnavailable) {
			t.Error(err)
			return
		}
		l.mu.Lock()
		l.refused++
		l.mu.Unlock()
		<-l.back
	}
}

func (l *load) note(id feedback.ID, v feedback.Verdict) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.acknowledged[id] = v
}

func (l *load) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.acknowledged)
}

// reach waits until so many were acknowledged.
func (l *load) reach(t *testing.T, count int) {
	t.Helper()
	eventually(t, "more verdicts are acknowledged", func() bool { return l.count() >= count })
}
