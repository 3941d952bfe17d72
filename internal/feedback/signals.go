package feedback

import (
	"strconv"
	"strings"
	"time"
)

// Signals is what a form tells about how it was filled in, for [Judge]. It is
// not stored.
type Signals struct {
	// Trapped: the form's field website has text in it. No reader sees that
	// field; programs fill it.
	Trapped bool
	// Elapsed is the form's field elapsed, in milliseconds: how long the page
	// had been open when it was sent, from the beginning of its navigation. Only
	// a script can tell; 0 means that none did.
	Elapsed time.Duration
}

// maxElapsed is how long a page may have been open for its time to be believed.
const maxElapsed = 30 * 24 * time.Hour

// signals reads both fields. What cannot be read is not there: neither is ever a
// problem of the form.
func (f *parser) signals() Signals {
	return Signals{
		Trapped: strings.TrimSpace(f.form.Get("website")) != "",
		Elapsed: parseElapsed(f.form.Get("elapsed")),
	}
}

// parseElapsed reads milliseconds; less than one counts as one.
func parseElapsed(text string) time.Duration {
	ms, err := strconv.ParseUint(text, 10, 63)
	if err != nil || ms > uint64(maxElapsed/time.Millisecond) {
		return 0
	}
	return time.Duration(max(ms, 1)) * time.Millisecond
}
