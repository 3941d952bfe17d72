//go:build !linux && !darwin

package main

// freeBytes is unknown on this system.
func freeBytes(string) (bytes uint64, known bool, err error) { return 0, false, nil }
