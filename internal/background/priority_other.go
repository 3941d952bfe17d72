//go:build !linux

package background

// lowerPriority does nothing where threads have no priorities of their own.
func lowerPriority() {}
