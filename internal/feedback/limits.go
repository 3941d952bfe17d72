package feedback

import (
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"
)

// How much a form may say, in Unicode code points, a line break counting as
// one.
const (
	MaxComment  = 4000
	MaxModel    = 100
	MaxFirmware = 100
)

// maxName bounds article ids and step anchors, in characters.
const maxName = 80

// maxAge is how far back a reader's clock is believed: feedback does not wait
// longer for the network.
const maxAge = 30 * 24 * time.Hour

// trustedClock is how wrong a reader's clock may seem and still be believed: that
// much, a form may also have been under way.
const trustedClock = time.Minute

// tooLong returns the message for a text above its limit, or "".
func tooLong(what, text string, limit int) string {
	count := utf8.RuneCountInString(text)
	if count <= limit {
		return ""
	}
	return fmt.Sprintf("%s has %s characters, but at most %s fit. Please shorten it by %s.",
		what, grouped(count), grouped(limit), grouped(count-limit))
}

// grouped writes 4000 as 4,000.
func grouped(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}
