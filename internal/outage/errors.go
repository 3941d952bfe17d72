package outage

import "errors"

// ErrUnavailable is what a store's error wraps when the database cannot do its work now, so that
// the same call may succeed later.
var ErrUnavailable = errors.New("the database is unavailable")
