package page

// Offline is the page about what works without a network. The worker shows it in place of a page
// that is not kept.
type Offline struct {
	Base
	On                           bool // the operator lets pages be kept
	Devices, Brands, Goals, Have []Option
}
