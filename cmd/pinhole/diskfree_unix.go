//go:build linux || darwin

package main

import "syscall"

// freeBytes is the free space on the disk of a folder for users other than root.
func freeBytes(folder string) (bytes uint64, known bool, err error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return 0, false, err
	}
	return s.Bavail * uint64(s.Bsize), true, nil
}
