package main_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"pinhole/internal/store/postgrestest"
)

const manyClients = 64

// crowd is many readers who answer at the same time, each once. Every answer has a number of its
// own as its comment.
type crowd struct {
	program *program
	next    *atomic.Int64 // numbers handed out
	limit   int64         // numbers to send; 0 means until the program ends
	http    *http.Client

	mu       sync.Mutex
	answered map[string]string // receipts by number
	enough   int               // with this many answered, the client of the last one kills the program at once
	failures []error
}

func newCrowd(p *program, next *atomic.Int64) *crowd {
	transport := &http.Transport{MaxIdleConnsPerHost: manyClients}
	p.t.Cleanup(transport.CloseIdleConnections)
	return &crowd{program: p, next: next, http: &http.Client{Transport: transport, Timeout: testTimeout}, answered: map[string]string{}}
}

// send posts from many clients at once and returns when all of them are done.
func (c *crowd) send() {
	var clients sync.WaitGroup
	for range manyClients {
		clients.Go(func() {
			for {
				n := c.next.Add(1)
				if c.limit > 0 && n > c.limit {
					return
				}
				if err := c.one("n" + strconv.FormatInt(n, 10)); err != nil {
					c.failed(err)
					return
				}
			}
		})
	}
	clients.Wait()
}

// one posts one answer and notes it once the program has acknowledged it.
func (c *crowd) one(number string) error {
	form := fields("article", articleID, "helpful", "no", "comment", number)
	request, err := http.NewRequest(http.MethodPost, c.program.base+"/feedback", strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept", "application/json")
	response, err := c.http.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var stored struct{ Receipt string }
	if response.StatusCode != http.StatusCreated {
		return fmt.Errorf("%s was answered with %s", number, response.Status)
	}
	if err := json.NewDecoder(response.Body).Decode(&stored); err != nil {
		return err
	}
	c.note(number, stored.Receipt)
	return nil
}

func (c *crowd) note(number, receipt string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.answered[number] = receipt
	if len(c.answered) == c.enough {
		c.program.command.Process.Kill() // while its answer is still warm, and the next ones are under way
	}
}

func (c *crowd) failed(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.failures = append(c.failures, err)
}

// numbers returns how often each answer is stored.
func numbers(rows []row) map[string]int {
	stored := map[string]int{}
	for _, r := range rows {
		stored[r.Comment]++
	}
	return stored
}

func TestNoAnswerOfACrowdIsLostOrCountedTwice(t *testing.T) {
	t.Parallel()
	const answers = 1000
	p := start(t, "--feedback-limit=0")
	c := newCrowd(p, new(atomic.Int64))
	c.limit = answers
	c.send()
	if err := errors.Join(c.failures...); err != nil {
		t.Fatal(err)
	}
	p.stop()
	stored := numbers(p.rows())
	if len(stored) != answers || len(c.answered) != answers {
		t.Errorf("%d answers are stored and %d acknowledged, want %d", len(stored), len(c.answered), answers)
	}
	for number, times := range stored {
		if times != 1 || c.answered[number] == "" {
			t.Errorf("%s is stored %d times and has the receipt %q", number, times, c.answered[number])
		}
	}
	checkIntegrity(t, p)
}

// TestAcknowledgedAnswersSurviveKills kills the program in the middle of a load, on each database.
// PINHOLE_TEST_KILLS says how often.
func TestAcknowledgedAnswersSurviveKills(t *testing.T) {
	t.Parallel()
	rounds := rounds(t)
	t.Run("sqlite", func(t *testing.T) { surviveKills(t, rounds, filepath.Join(t.TempDir(), "pinhole.db")) })
	t.Run("postgres", func(t *testing.T) { surviveKills(t, rounds, postgrestest.NewDatabase(t)) })
}

func surviveKills(t *testing.T, rounds int, database string) {
	next, answered := new(atomic.Int64), map[string]string{}
	for round := range rounds {
		p := start(t, "--feedback-limit=0", "--database="+database)
		c := newCrowd(p, next)
		c.enough = 1 + rand.IntN(500)
		c.send()
		if len(c.answered) < c.enough {
			t.Fatalf("round %d: the load ended before the kill: %v", round+1, errors.Join(c.failures...))
		}
		<-p.exited
		maps.Copy(answered, c.answered)
		survivors(t, database, c.answered, answered)
	}
	t.Logf("%d kills, %d acknowledged answers, %d sent", rounds, len(answered), next.Load())
}

// survivors starts the program again and looks for every answer that was acknowledged: the latest
// ones by their receipts, all of them in the export.
func survivors(t *testing.T, database string, latest, all map[string]string) {
	t.Helper()
	p := start(t, "--database="+database)
	p.database = database
	c := p.stranger()
	for number, receipt := range latest {
		if got := c.get("/feedback/" + receipt).is(http.StatusOK).textarea(); got != number {
			t.Errorf("the receipt of %s shows %q", number, got)
		}
	}
	p.stop()
	stored := numbers(p.rows())
	for number, times := range stored {
		if times != 1 {
			t.Errorf("%s is stored %d times", number, times)
		}
	}
	for number := range all {
		if stored[number] == 0 {
			t.Errorf("%s was acknowledged and is lost", number)
		}
	}
	if !strings.HasPrefix(database, "postgres") {
		checkIntegrity(t, p)
	}
}

func checkIntegrity(t *testing.T, p *program) {
	t.Helper()
	var verdict string
	if err := openDatabase(t, p.database).QueryRow(`PRAGMA integrity_check`).Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("the database is damaged: %q, %v", verdict, err)
	}
}
