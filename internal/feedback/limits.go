package feedback

import "time"

// The limits of a form's texts in Unicode code points; a line break counts as one.
const (
	MaxComment  = 4000
	MaxModel    = 100
	MaxFirmware = 100
)

// maxName bounds article ids and step anchors, in characters.
const maxName = 80

// maxAge is the maximum age of feedback by the reader's clock: browsers queue it no longer than
// that.
const maxAge = 30 * 24 * time.Hour

// trustedClock is the tolerated error of a reader's clock; transit may take as long.
const trustedClock = time.Minute
