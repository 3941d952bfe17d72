package main_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// disk is a small file system of a test's own.
type disk struct {
	t      *testing.T
	folder string
	args   []string // of mount
}

// withoutMounts is set by .ci/test where it found that nobody may mount a file system, and said so.
var withoutMounts = os.Getenv("PINHOLE_TEST_WITHOUT_MOUNTS") == "1"

// mounted checks a step that needs leave to mount.
func mounted(t *testing.T, what string, output []byte, err error) {
	t.Helper()
	switch {
	case err == nil:
	case withoutMounts:
		t.Skipf("file systems cannot be mounted here: %s: %v", what, err)
	default:
		missing(t, fmt.Sprintf("a file system of the test's own (%s: %v: %s)", what, err, output))
	}
}

// newDisk mounts a file system in memory.
func newDisk(t *testing.T, size string) *disk {
	t.Helper()
	return mount(t, "-t", "tmpfs", "-o", "size="+size, "tmpfs")
}

func mount(t *testing.T, args ...string) *disk {
	t.Helper()
	d := &disk{t: t, folder: t.TempDir(), args: args}
	output, err := d.command("mount", append(args, d.folder)...)
	mounted(t, "mount", output, err)
	t.Cleanup(func() { exec.Command("umount", d.folder).Run() }) // it may be off already
	return d
}

func (d *disk) command(name string, args ...string) ([]byte, error) {
	return exec.Command(name, args...).CombinedOutput()
}

func (d *disk) must(name string, args ...string) {
	d.t.Helper()
	if output, err := d.command(name, args...); err != nil {
		d.t.Fatalf("%s %q: %v: %s", name, args, err, output)
	}
}

// remount makes a disk read-only ("ro") or not ("rw"). No file may be open for writing.
func (d *disk) remount(how string) {
	d.t.Helper()
	d.must("mount", "-o", "remount,"+how, d.folder)
}

// fill takes all the room there is; free gives it back.
func (d *disk) fill() {
	d.t.Helper()
	file, err := os.Create(filepath.Join(d.folder, "filler"))
	if err != nil {
		d.t.Fatal(err)
	}
	defer file.Close()
	for size := 1 << 20; size > 0; {
		if _, err := file.Write(make([]byte, size)); errors.Is(err, syscall.ENOSPC) {
			size /= 2
		} else if err != nil {
			d.t.Fatal(err)
		}
	}
}

func (d *disk) free() {
	d.t.Helper()
	if err := os.Remove(filepath.Join(d.folder, "filler")); err != nil {
		d.t.Fatal(err)
	}
}

// newBreakable mounts an ext4 that can be made to find an error, after which the kernel lets nobody
// write any more.
func newBreakable(t *testing.T) *disk {
	t.Helper()
	image := filepath.Join(t.TempDir(), "image")
	if err := os.WriteFile(image, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(image, 16<<20); err != nil {
		t.Fatal(err)
	}
	output, err := exec.Command("mkfs.ext4", "-q", image).CombinedOutput()
	mounted(t, "mkfs.ext4", output, err)
	return mount(t, "-o", "loop,errors=remount-ro", image)
}

func (d *disk) breakDown() {
	d.t.Helper()
	source, err := d.command("findmnt", "-no", "SOURCE", d.folder)
	if err != nil {
		d.t.Fatal(err)
	}
	trigger := filepath.Join("/sys/fs/ext4", filepath.Base(strings.TrimSpace(string(source))), "trigger_fs_error")
	mounted(d.t, "pretend an error", nil, os.WriteFile(trigger, []byte("1"), 0o200))
}

// repair takes the disk off, which nobody may use, checks it, and puts it back.
func (d *disk) repair() {
	d.t.Helper()
	eventually(d.t, "the disk can be taken off", func() bool {
		_, err := d.command("umount", d.folder)
		return err == nil
	})
	d.command("e2fsck", "-fy", d.args[2]) // its exit status says that it repaired something
	d.must("mount", append(d.args, d.folder)...)
}
