package verdict

import (
	"crypto/sha256"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"pinhole/internal/feedback"
)

const (
	doubleTime = 2 * time.Second
	maxDoubles = 4096 // maximum number of recent forms, about 400 KB
)

// doubles detects a form that a browser without cookies and scripts sends twice, as by a double
// click, and gives both the same new browser secret. It holds only hashes, for seconds.
type doubles struct {
	mu   sync.Mutex
	sent map[[sha256.Size]byte]sentForm
}

type sentForm struct {
	browser feedback.Browser
	at      time.Time
}

// browser returns the secret for a form from an address: that of the same form sent just before,
// else a new one.
func (d *doubles) browser(client netip.Addr, form url.Values, now time.Time) feedback.Browser {
	if !client.IsValid() {
		return feedback.NewBrowser()
	}
	key := sha256.Sum256([]byte(client.String() + "\n" + form.Encode()))
	d.mu.Lock()
	defer d.mu.Unlock()
	if before, ok := d.sent[key]; ok && now.Sub(before.at) < doubleTime {
		return before.browser
	}
	if d.sent == nil || len(d.sent) >= maxDoubles {
		d.evict(now)
	}
	browser := feedback.NewBrowser()
	d.sent[key] = sentForm{browser, now}
	return browser
}

// evict drops expired forms, or all if none has expired.
func (d *doubles) evict(now time.Time) {
	recent := map[[sha256.Size]byte]sentForm{}
	for key, form := range d.sent {
		if now.Sub(form.at) < doubleTime {
			recent[key] = form
		}
	}
	if len(recent) >= maxDoubles {
		clear(recent)
	}
	d.sent = recent
}
