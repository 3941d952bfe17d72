package page

import "pinhole/internal/desk"

// DeskOverview is the desk's first page.
type DeskOverview struct {
	Desk
	Helpful desk.Share
}
