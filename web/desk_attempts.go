package web

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"pinhole/internal/editor"
	"pinhole/web/respond"
)

// auditTimeout is how long an answer waits for the audit trail where it is not the point of the request.
const auditTimeout = time.Second

// loginFailed records a wrong name or password: in the metrics, the log and the audit trail. Nothing of it is the client's
// address, or a name that is no editor's.
func (d *deskPages) loginFailed(r *http.Request, err error) {
	d.site.Observer.Login(LoginWrong)
	name := editor.Unknown
	var wrong *editor.WrongError
	if errors.As(err, &wrong) && wrong.Editor != "" {
		name = wrong.Editor
	}
	d.warn("a login failed: the name or the password was wrong", name, "")
	d.countAudit(r.Context(), name, editor.LoginFailed, "")
}

// loginWaits records a login that came too often. A flood of them must not reach the database.
func (d *deskPages) loginWaits(wait *editor.WaitError) {
	if wait.Busy {
		d.site.Observer.Login(LoginBusy)
		d.warn("logins are refused: too many are tried by unknown browsers", "", "")
		return
	}
	d.site.Observer.Login(LoginLimited)
	d.warn("logins are refused: too many are tried by one client, under one name or in one browser", "", "")
}

// roleRefused records that an editor asked for what only owners may do.
func (d *deskPages) roleRefused(r *http.Request) {
	d.site.Observer.RoleRefused()
	name, what := editorOf(r).Name, r.Method+" "+respond.Route(r)
	d.warn("an editor was refused what only owners may do", name, what)
	d.countAudit(r.Context(), name, editor.RoleRefused, what)
}

func (d *deskPages) countAudit(ctx context.Context, by string, what editor.Action, on string) {
	ctx, cancel := context.WithTimeout(ctx, auditTimeout)
	defer cancel()
	if err := d.Store.CountAudit(ctx, by, what, on); err != nil {
		d.site.Logger.Warn("the audit trail could not be written", "what", what, "error", err)
	}
}

// warn logs what happens again and again: the first time in a minute, the tenth, the hundredth and so on.
func (d *deskPages) warn(message, name, what string) {
	times := d.repeats.add(d.site.Now(), message+name+what)
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
	d.site.Logger.Warn(message, args...)
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
