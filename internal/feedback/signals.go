package feedback

import (
	"strconv"
	"strings"
	"time"

	"pinhole/internal/spam"
)

// maxElapsed is the longest credible time for which a page was open.
const maxElapsed = 30 * 24 * time.Hour

// signals reads the fields website, which is hidden from readers, and elapsed, in milliseconds.
// Invalid values are ignored; they are never problems of the form.
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
