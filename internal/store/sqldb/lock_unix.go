//go:build unix && !solaris && !aix

package sqldb

import (
	"errors"
	"os"
	"syscall"
)

// lockFile marks an open file as in use, by this program alone or by any number of them, until it
// is closed. It does not wait: taken reports that another program has a mark that excludes this
// one. The mark is none of SQLite's locks, so it works for a damaged file too. Some file systems
// have no such marks; there taken is always false.
func lockFile(file *os.File, exclusive bool) (taken bool) {
	how := syscall.LOCK_SH
	if exclusive {
		how = syscall.LOCK_EX
	}
	return errors.Is(syscall.Flock(int(file.Fd()), how|syscall.LOCK_NB), syscall.EWOULDBLOCK)
}
