package feedback

import "time"

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
