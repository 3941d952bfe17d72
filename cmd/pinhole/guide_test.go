package main_test

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

var (
	flagName     = regexp.MustCompile(`--(?:\[no-\])?([a-z][a-z-]*)`)
	variableName = regexp.MustCompile(`PINHOLE_[A-Z_]+[A-Z]`)
	commandName  = regexp.MustCompile(`(?m)^  ([a-z][a-z -]*?)(?: [<\[].*)?$`)
)

func readText(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// spoken returns every command that the program has, and the flags and variables that its help
// names.
func spoken(t *testing.T) (commands []string, flags map[string]bool, variables map[string]bool) {
	t.Helper()
	flags, variables = map[string]bool{}, map[string]bool{}
	for _, m := range commandName.FindAllStringSubmatch(runCommand(t, t.TempDir(), "--help").out, -1) {
		commands = append(commands, m[1])
		help := runCommand(t, t.TempDir(), append(strings.Fields(m[1]), "--help")...).out
		for _, f := range flagName.FindAllStringSubmatch(help, -1) {
			flags[f[1]] = true
		}
		for _, v := range variableName.FindAllString(help, -1) {
			variables[v] = true
		}
	}
	return commands, flags, variables
}

// The guide's table has every flag of serve with its variable, and no other.
func TestGuideHasEveryFlag(t *testing.T) {
	t.Parallel()
	guide := readText(t, "README.md")
	help := runCommand(t, t.TempDir(), "serve", "--help").out
	want := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^ +--(?:\[no-\])?([a-z-]+)`).FindAllStringSubmatch(help, -1) {
		if m[1] == "version" { // of the program, not of serve
			continue
		}
		want["| `--"+m[1]+"` | `PINHOLE_"+strings.ToUpper(strings.ReplaceAll(m[1], "-", "_"))+"` |"] = true
	}
	if len(want) < 20 {
		t.Fatalf("the help names only %d flags", len(want))
	}
	got := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| `--[a-z-]+` \\| `PINHOLE_[A-Z_]+` \\|").FindAllString(guide, -1) {
		got[row] = true
	}
	if !maps.Equal(got, want) {
		t.Errorf("the table has\n%q\nwant\n%q", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
}

// What the guide and the files beside it tell people to type exists.
func TestGuideSaysOnlyWhatExists(t *testing.T) {
	t.Parallel()
	commands, flags, variables := spoken(t)
	if len(commands) < 15 || !slices.Contains(commands, "copy-store") {
		t.Fatalf("the help names %q", commands)
	}
	files, err := filepath.Glob("deploy/*")
	if err != nil {
		t.Fatal(err)
	}
	called := regexp.MustCompile("(?:^|[/ `;\"])pinhole ([a-z-]+)((?: +[^`|]+)?)")
	for _, file := range append(files, "README.md", "../../README.md") {
		text := readText(t, file)
		for _, v := range variableName.FindAllString(text, -1) {
			if !variables[v] && !strings.HasPrefix(v, "PINHOLE_TEST_") && !strings.HasPrefix(v, "PINHOLE_BENCH_") {
				t.Errorf("%s names %s, which nothing reads", file, v)
			}
		}
		for line := range strings.Lines(text) {
			for _, m := range called.FindAllStringSubmatch(line, -1) {
				checkCall(t, file, commands, flags, m[1], m[2])
			}
		}
	}
}

func checkCall(t *testing.T, file string, commands []string, flags map[string]bool, name, rest string) {
	t.Helper()
	known := slices.ContainsFunc(commands, func(c string) bool { return c == name || strings.HasPrefix(c, name+" ") })
	if !known {
		return // "pinhole" in a sentence or another program's words
	}
	rest, _, _ = strings.Cut(rest, "#")
	for _, f := range flagName.FindAllStringSubmatch(rest, -1) {
		if !flags[f[1]] {
			t.Errorf("%s tells to type pinhole %s --%s", file, name, f[1])
		}
	}
}

func TestComposeFile(t *testing.T) {
	t.Parallel()
	var compose struct {
		Services map[string]struct {
			Environment map[string]string
			Entrypoint  []string
		}
	}
	if err := yaml.Unmarshal([]byte(readText(t, "deploy/compose.yaml")), &compose); err != nil {
		t.Fatal(err)
	}
	one, two := compose.Services["one"], compose.Services["two"]
	if len(one.Environment) == 0 || !maps.Equal(one.Environment, two.Environment) || one.Entrypoint[1] != "serve" {
		t.Errorf("the two Pinholes are %+v and %+v", one, two)
	}
	// The settings are such that the program takes them.
	c := command(t.TempDir(), "doctor", "--ops-addr=")
	for name, value := range one.Environment {
		if name != "PINHOLE_DATABASE" && name != "PGPASSFILE" && name != "PINHOLE_OPS_ADDR" {
			c.Env = append(c.Env, name+"="+value)
		}
	}
	if output, err := c.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, output)
	}
}

// An image that has a tag alone may be another one tomorrow.
func TestImagesArePinned(t *testing.T) {
	t.Parallel()
	image := regexp.MustCompile(`(?m)(?:^ARG \w+_IMAGE=|:-|image: )([a-z][\w./-]*:[^\s}]+)`)
	pinned := regexp.MustCompile(`@sha256:[0-9a-f]{64}$`)
	for file, want := range map[string]int{"../../Dockerfile": 1, "deploy/compose.yaml": 3} {
		found := image.FindAllStringSubmatch(readText(t, file), -1)
		if len(found) != want {
			t.Errorf("%s names %d images, want %d: %q", file, len(found), want, found)
		}
		for _, f := range found {
			if !pinned.MatchString(f[1]) {
				t.Errorf("%s names %s by its tag alone", file, f[1])
			}
		}
	}
}

// systemd reads the units, and finds little that a unit could still be kept from.
func TestUnits(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		missing(t, "systemd-analyze")
	}
	folder := t.TempDir()
	var files []string
	for _, name := range []string{"pinhole.service", "pinhole-backup.service", "pinhole-backup.timer"} {
		file := filepath.Join(folder, name)
		text := strings.ReplaceAll(readText(t, "deploy/"+name), "/usr/local/bin/pinhole", binary)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	if output, err := exec.Command("systemd-analyze", append([]string{"verify", "--man=no"}, files...)...).CombinedOutput(); err != nil || len(output) > 0 {
		t.Errorf("verify: %v: %s", err, output)
	}
	if output, err := exec.Command("systemd-analyze", append([]string{"security", "--offline=true", "--threshold=20"}, files[:2]...)...).CombinedOutput(); err != nil {
		t.Errorf("security: %v: %s", err, output)
	}
}
