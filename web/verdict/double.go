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
	maxDoubles = 4096 // forms that are remembered at most, about 400 KB
)

// doubles recognises a form that a browser without cookies and scripts sends twice, as a double click does: the second one is from
// the same new browser. It holds hashes only, and for seconds.
type doubles struct {
	mu   sync.Mutex
	sent map[[sha256.Size]byte]sentForm
}

type sentForm struct {
	browser feedback.Browser
	at      time.Time
}

// browser is who sends a form from an address: the one who has just sent the same, else a new one.
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
		d.forget(now)
	}
	browser := feedback.NewBrowser()
	d.sent[key] = sentForm{browser, now}
	return browser
}

// forget makes room: without what is over, or for all when none of it is.
func (d *doubles) forget(now time.Time) {
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
