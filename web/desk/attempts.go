package desk

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/web/respond"
)

// auditTimeout is how long an answer waits for the audit trail where it is not the point of the
// request.
const auditTimeout = time.Second

// trail records what editors do, and what is tried in vain.
type trail struct {
	*frame
	store   trailStore
	logger  *slog.Logger
	login   func(LoginResult)
	refused func() // an editor asked for what only owners may do
	repeats repeats
}

// trailStore is the store as the audit trail sees it.
type trailStore interface {
	// AddAudit adds a line to the audit trail.
	AddAudit(ctx context.Context, by string, what editor.Action, on, detail string) error
	// CountAudit counts in the audit trail what may happen often: by the minute.
	CountAudit(ctx context.Context, by string, what editor.Action, on string) error
	// Audit returns a page of the trail, latest first, of entries with a smaller ID than before.
	Audit(ctx context.Context, before int64, limit int) ([]editor.Entry, error)
}

// add adds to the audit trail what must happen even while the trail cannot be written.
func (d *trail) add(ctx context.Context, by string, what editor.Action, on string) error {
	err := d.store.AddAudit(ctx, by, what, on, "")
	if errors.Is(err, feedback.ErrUnavailable) {
		d.logger.Warn("the audit trail could not be written", "editor", by, "what", what, "on", on, "error", err)
		return nil
	}
	return err
}

// loginFailed records a wrong name or password: in the metrics, the log and the audit trail.
// Nothing of it is the client's address, or a name that is no editor's.
func (d *trail) loginFailed(r *http.Request, err error) {
	d.login(LoginWrong)
	name := editor.Unknown
	var wrong *editor.WrongError
	if errors.As(err, &wrong) && wrong.Editor != "" {
		name = wrong.Editor
	}
	d.warn("a login failed: the name or the password was wrong", name, "")
	d.countAudit(r.Context(), name, editor.LoginFailed, "")
}

// loginWaits records a login that came too often. A flood of them must not reach the database.
func (d *trail) loginWaits(wait *editor.WaitError) {
	if wait.Busy {
		d.login(LoginBusy)
		d.warn("logins are refused: too many are tried by unknown browsers", "", "")
		return
	}
	d.login(LoginLimited)
	d.warn("logins are refused: too many are tried by one client, under one name or in one browser", "", "")
}

// roleRefused records that an editor asked for what only owners may do.
func (d *trail) roleRefused(r *http.Request) {
	d.refused()
	name, what := editorOf(r).Name, r.Method+" "+respond.Route(r)
	d.warn("an editor was refused what only owners may do", name, what)
	d.countAudit(r.Context(), name, editor.RoleRefused, what)
}

func (d *trail) countAudit(ctx context.Context, by string, what editor.Action, on string) {
	ctx, cancel := context.WithTimeout(ctx, auditTimeout)
	defer cancel()
	if err := d.store.CountAudit(ctx, by, what, on); err != nil {
		d.logger.Warn("the audit trail could not be written", "what", what, "error", err)
	}
}

// warn logs what happens again and again: the first time in a minute, the tenth, the hundredth and
// so on.
func (d *trail) warn(message, name, what string) {
	times := d.repeats.add(d.now(), message+name+what)
	if !isPowerOfTen(times) {
		return
	}
	args := []any{"times_this_minute", times}
	if name != "" {
		args = append(args, "editor", name)
	}
	if what != "" {
		args = append(args, "route", what)
	}
	d.logger.Warn(message, args...)
}

// repeats counts what happens within a minute.
type repeats struct {
	mu     sync.Mutex
	minute int64
	counts map[string]int
}

// add counts one and returns how many there are in this minute.
func (c *repeats) add(now time.Time, what string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if minute := now.Unix() / 60; minute != c.minute || c.counts == nil {
		c.minute, c.counts = minute, map[string]int{}
	}
	c.counts[what]++
	return c.counts[what]
}

func isPowerOfTen(n int) bool {
	for n%10 == 0 && n > 0 {
		n /= 10
	}
	return n == 1
}
