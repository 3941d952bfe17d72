package feedback

import (
	"strconv"
	"strings"
	"time"

	"pinhole/internal/spam"
)

// maxElapsed is how long a page may have been open for its time to be believed.
const maxElapsed = 30 * 24 * time.Hour

// signals reads the fields website, which no reader sees, and elapsed, in
// milliseconds. What cannot be read is not there: neither is ever a problem of the
// form.
func (f *parser) signals() spam.Signals {
	return spam.Signals{
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
