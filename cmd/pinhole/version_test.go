package main_test

import (
	"regexp"
	"testing"
)

func TestVersionSaysWhatTheProgramWasBuiltFrom(t *testing.T) {
	t.Parallel()
	want := regexp.MustCompile(`^pinhole \S+\ncommit: \S.*\ndate:   \S+\nschema: [1-9]\d*\ngo:     go1\.\S+ \w+/\w+\n$`)
	for _, args := range [][]string{{"version"}, {"--version"}} {
		if r := runCommand(t, t.TempDir(), args...); r.exit != 0 || !want.MatchString(r.out) {
			t.Errorf("%v ended with %d and prints\n%s", args, r.exit, r.out)
		}
	}
}
