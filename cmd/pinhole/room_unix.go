//go:build linux || darwin

package main

import "syscall"

// freeBytes is the room on a folder's disk for those who are not root.
func freeBytes(folder string) (bytes uint64, known bool, err error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return 0, false, err
	}
	return s.Bavail * uint64(s.Bsize), true, nil
}
