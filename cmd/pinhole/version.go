package main

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"pinhole/internal/store/sqldb"
)

// build is what the Go toolchain recorded of this program.
type build struct {
	Version string // of the module: a tag, a pseudo-version, or (devel)
	Commit  string // empty outside a checkout
	Date    string // of the commit, RFC 3339
	Dirty   bool   // the checkout had uncommitted changes
}

func readBuild() build {
	b := build{Version: "(devel)"}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	b.Version = cmp.Or(info.Main.Version, b.Version)
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.time":
			b.Date = s.Value
		case "vcs.modified":
			b.Dirty = s.Value == "true"
		}
	}
	return b
}

// String names the program in one line, such as "pinhole v1.2.0".
func (b build) String() string { return "pinhole " + b.Version }

// report is everything that a report of a bug should hold, in lines.
func (b build) report() string {
	commit := cmp.Or(b.Commit, "unknown")
	if b.Dirty {
		commit += " with uncommitted changes"
	}
	return fmt.Sprintf("%v\ncommit: %s\ndate:   %s\nschema: %d\ngo:     %s %s/%s",
		b, commit, cmp.Or(b.Date, "unknown"), sqldb.SchemaVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

type versionCommand struct{}

// Run prints what this program was built from.
func (versionCommand) Run(_ context.Context, t terminal) error {
	_, err := fmt.Fprintln(t.out, readBuild().report())
	return err
}
