//go:build !linux && !darwin

package main

// freeBytes is not known here.
func freeBytes(string) (bytes uint64, known bool, err error) { return 0, false, nil }
