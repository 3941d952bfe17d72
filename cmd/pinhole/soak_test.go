package main_test

import (
	"database/sql"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store/postgrestest"
)

// soak is a program that many readers use for a long time, while its operator does to it whatever
// operators do.
type soak struct {
	t        *testing.T
	length   time.Duration
	pace     float64 // 1, or less of it where the whole is shorter than a few rounds of everything
	content  string  // a folder of its own
	database string
	outage   outage

	program   *program
	ops       *client
	load      *mixedLoad
	away      bool // the database, just now
	done      map[string]int
	visible   []time.Duration // from a signal until the changed page was seen
	memory    []memory
	firstLogs string // of the program that the last one took over from
}

// outage takes a database away and gives it back.
type outage struct {
	begin, end func(*soak)
	backup     bool // the program can make backups of it
}

// TestSoak takes six seconds for each database, or with PINHOLE_TEST_LONG what PINHOLE_TEST_SOAK
// says, 20 minutes without it. Memory is judged where there was time for a judgement.
func TestSoak(t *testing.T) {
	length := soakLength(t)
	t.Run("sqlite", func(t *testing.T) {
		database := filepath.Join(t.TempDir(), "pinhole.db")
		newSoak(t, length, database, locked(database)).run()
	})
	t.Run("postgres", func(t *testing.T) {
		server := postgrestest.Start(t)
		kill := func(s *soak) { server.Kill(s.t) }
		restart := func(s *soak) { server.Restart(s.t) }
		newSoak(t, length, server.NewDatabase(t), outage{kill, restart, false}).run()
	})
}

func soakLength(t *testing.T) time.Duration {
	t.Helper()
	if os.Getenv("PINHOLE_TEST_LONG") == "" {
		return 6 * time.Second
	}
	setting := os.Getenv("PINHOLE_TEST_SOAK")
	if setting == "" {
		return 20 * time.Minute
	}
	length, err := time.ParseDuration(setting)
	if err != nil {
		t.Fatalf("PINHOLE_TEST_SOAK: %v", err)
	}
	return length
}

// A soak has a minute and more for the round of everything; in a shorter one all goes faster, and
// fewer readers come.
const (
	soakRound  = 100 * time.Second
	fewReaders = 20 // a second, which a program with the race detector can serve too
)

func newSoak(t *testing.T, length time.Duration, database string, o outage) *soak {
	t.Helper()
	s := &soak{t: t, length: length, pace: min(1, length.Seconds()/soakRound.Seconds()), content: copyOfContent(t), database: database, outage: o, done: map[string]int{}}
	s.program, s.ops = s.launch()
	s.load = newMixedLoad(s.program, max(soakRate*s.pace, fewReaders), s.paced(2*time.Second))
	return s
}

// launch starts a program on the content and the database, which may be in use.
func (s *soak) launch() (*program, *client) {
	s.t.Helper()
	p, address := startWithOps(s.t, "--database="+s.database, "--content="+s.content, "--feedback-limit=0", "--drain=1s")
	p.troubled, p.database = true, s.database
	ops := p.stranger()
	ops.base = "http://" + address
	return p, ops
}

func (s *soak) paced(d time.Duration) time.Duration { return time.Duration(float64(d) * s.pace) }

// act is something that is done to the program again and again.
type act struct {
	due   time.Time
	every time.Duration
	whole bool // needs the database
	do    func()
}

func (s *soak) run() {
	begun := time.Now()
	at := func(d time.Duration) time.Time { return begun.Add(s.paced(d)) }
	acts := []*act{
		{due: at(7 * time.Second), every: s.paced(20 * time.Second), do: s.reload},
		{due: at(30 * time.Second), every: s.paced(60 * time.Second), do: s.leave},
		{due: at(38 * time.Second), every: s.paced(60 * time.Second), do: s.comeBack},
		{due: at(5 * time.Second), every: s.paced(10 * time.Second), do: s.measure},
		// Memory is measured on one program, so another one comes late.
		{due: begun.Add(s.length * 9 / 10), every: s.length, whole: true, do: s.handOver},
	}
	if s.outage.backup {
		acts = append(acts, &act{due: at(15 * time.Second), every: s.paced(30 * time.Second), whole: true, do: s.backup})
	}
	s.load.begin()
	for next := s.next(acts); next.due.Before(begun.Add(s.length)) && s.wait(next.due); next = s.next(acts) {
		next.do()
		next.due = next.due.Add(next.every)
		if time.Now().After(next.due) {
			next.due = time.Now().Add(next.every) // what was missed is not made up for
		}
	}
	s.wait(begun.Add(s.length))
	s.comeBack()
	s.load.end()
	s.program.stop()
	s.judge()
}

func (s *soak) next(acts []*act) *act {
	var first *act
	for _, a := range acts {
		if (first == nil || a.due.Before(first.due)) && !(a.whole && s.away) {
			first = a
		}
	}
	return first
}

// wait reports false when it is not worth waiting any more.
func (s *soak) wait(until time.Time) bool {
	select {
	case <-time.After(time.Until(until)):
		return true
	case <-s.load.broken:
		return false
	}
}

// reload changes an article and waits until a reader sees it.
func (s *soak) reload() {
	defer s.load.disturb()()
	n := s.done["reload"]
	file := filepath.Join(s.content, articleFile)
	if n == 0 {
		replaceIn(s.t, file, "title: ", "title: Soaked 0 times. ")
	} else {
		replaceIn(s.t, file, fmt.Sprintf("Soaked %d times", n-1), fmt.Sprintf("Soaked %d times", n))
	}
	told := time.Now()
	s.program.signal(syscall.SIGHUP)
	c := s.program.stranger()
	eventually(s.t, "a changed article is served", func() bool {
		return strings.Contains(c.get(articlePath).is(http.StatusOK).body, fmt.Sprintf("Soaked %d times", n))
	})
	s.visible = append(s.visible, time.Since(told))
	s.done["reload"]++
}

// backup makes one beside the load. It must hold all that was acknowledged before it began.
func (s *soak) backup() {
	defer s.load.disturb()()
	before := s.load.acknowledged()
	file := filepath.Join(s.program.folder, "backup.db")
	if r := runCommand(s.t, s.program.folder, "backup", "--force", "--database="+s.database, file); r.exit != 0 {
		s.t.Fatalf("backup ended with %d: %s", r.exit, r.errors)
	}
	checkIntegrity(s.t, &program{database: file})
	kept := map[string]bool{}
	rows, err := openDatabase(s.t, file).Query(`SELECT comment FROM feedback`)
	if err != nil {
		s.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var number string
		if err := rows.Scan(&number); err != nil {
			s.t.Fatal(err)
		}
		kept[number] = true
	}
	for number := range before {
		if !kept[number] {
			s.t.Errorf("%s was acknowledged before a backup, which does not hold it", number)
		}
	}
	s.done["backup"]++
}

func (s *soak) leave() {
	if s.away {
		return
	}
	s.load.disturbed.Add(1)
	s.away = true
	s.outage.begin(s)
	s.done["outage"]++
}

func (s *soak) comeBack() {
	if !s.away {
		return
	}
	s.outage.end(s)
	s.away = false
	s.load.calm()
}

// handOver puts another program in the place of the first one, as a load balancer would: nobody may
// notice.
func (s *soak) handOver() {
	defer s.load.disturb()()
	old := s.program
	s.program, s.ops = s.launch()
	eventually(s.t, "the second program is ready", func() bool { return s.ops.get("/readyz").status == http.StatusOK })
	s.load.base.Store(&s.program.base)
	old.stop()
	s.firstLogs = old.log.String()
	s.done["hand-over"]++
}

// judge looks for every verdict in the store, and at the log and the memory.
func (s *soak) judge() {
	s.t.Log(s.summary())
	for _, err := range s.load.failures {
		s.t.Error(err)
	}
	answered, stored := s.load.acknowledged(), numbers(s.program.rows())
	for number := range answered {
		if stored[number] != 1 {
			s.t.Errorf("%s was acknowledged and is stored %d times", number, stored[number])
		}
	}
	if len(stored) != len(answered) {
		s.t.Errorf("%d verdicts are stored, and %d were acknowledged", len(stored), len(answered))
	}
	for _, what := range []string{"reload", "outage", "hand-over"} {
		if s.done[what] == 0 {
			s.t.Errorf("there was no %s", what)
		}
	}
	s.judgeLog()
	s.judgeMemory()
}

// judgeLog passes over what a database that is away makes the program say.
func (s *soak) judgeLog() {
	for line := range strings.Lines(s.firstLogs + s.program.log.String()) {
		honest := strings.Contains(line, "the database is away") || strings.Contains(line, feedback.ErrUnavailable.Error()) || strings.Contains(line, "answers cannot be stored") || strings.Contains(line, "status=503")
		if strings.Contains(line, "level=ERROR") && !honest {
			s.t.Errorf("the program logged %s", line)
		}
	}
}

// locked is what takes an SQLite file away that nothing is wrong with: somebody else begins to
// write to it, and does not come to an end.
func locked(database string) outage {
	var db *sql.DB
	run := func(statement string) func(*soak) {
		return func(s *soak) {
			if db == nil {
				db = openDatabase(s.t, database+"?_pragma=busy_timeout(30000)")
				db.SetMaxOpenConns(1)
			}
			if _, err := db.Exec(statement); err != nil {
				s.t.Fatal(err)
			}
		}
	}
	return outage{run(`BEGIN IMMEDIATE`), run(`ROLLBACK`), true}
}
