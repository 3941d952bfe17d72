package redact_test

import (
	"bufio"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pinhole/internal/redact"
)

// redactor knows the models that the tables name.
var redactor = redact.New(redact.Options{Model: func(word string) bool {
	plain := strings.ToUpper(strings.ReplaceAll(word, "-", ""))
	return slices.ContainsFunc([]string{"N841", "N842", "D841A8", "RLC810A", "DS7608NI", "HEN16384R2T1988"}, func(model string) bool {
		return strings.HasPrefix(plain, model)
	})
}})

const noLimit = math.MaxInt

// lines reads a table of testdata: one text a line, with \n and \uXXXX as
// in Go.
func lines(t testing.TB, name string) []string {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []string
	for in := bufio.NewScanner(file); in.Scan(); {
		all = append(all, unescape(in.Text()))
	}
	return all
}

var escape = regexp.MustCompile(`\\n|\\u[0-9a-f]{4}`)

func unescape(line string) string {
	return escape.ReplaceAllStringFunc(line, func(code string) string {
		r, _, _, err := strconv.UnquoteChar(code, 0)
		if err != nil {
			panic(err)
		}
		return string(r)
	})
}

// How the tables came about and what they showed is in testdata/README.md.
func TestRedactRemoves(t *testing.T) {
	for _, name := range []string{"removed.txt", "removed-aside.txt"} {
		for _, line := range lines(t, name) {
			typed, want, ok := strings.Cut(line, " ⇒ ")
			if !ok {
				t.Fatalf("%s: no ⇒ in %q", name, line)
			}
			if got := redactor.Redact(typed, noLimit); got != want {
				t.Errorf("%s: %q\n got %q\nwant %q", name, typed, got, want)
			}
		}
	}
}

func TestRedactKeeps(t *testing.T) {
	for _, name := range []string{"kept.txt", "kept-aside.txt"} {
		for _, line := range lines(t, name) {
			if got := redactor.Redact(line, noLimit); got != line {
				t.Errorf("%s: %q\n got %q", name, line, got)
			}
		}
	}
}

func TestRedactKeepsModels(t *testing.T) {
	text := "serial number HX20240115AB, device ID ABC-12345"
	if got := redact.New(redact.Options{}).Redact(text, noLimit); got != "serial number [serial number removed], device ID [device ID removed]" {
		t.Errorf("got %q", got)
	}
	known := func(word string) bool { return word == "ABC-12345" || strings.HasPrefix(word, "HX") }
	want := "serial number [serial number removed], device ID ABC-12345" // eight digits in a row belong to no model
	if got := redact.New(redact.Options{Model: known}).Redact(text, noLimit); got != want {
		t.Errorf("got %q", got)
	}
}

// Four numbers with dots are an address, but part of a version where one is asked for.
func TestRedactVersion(t *testing.T) {
	for text, want := range map[string]string{
		"24.4.0.61 20210915 2109150930":     "24.4.0.61 20210915 2109150930",
		"V5.7.3, SN ND021905004478":         "V5.7.3, SN [serial number removed]",
		"V5.7.3 write to rob.a@example.com": "V5.7.3 write to [e-mail address removed]",
	} {
		if got := redactor.RedactVersion(text, noLimit); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := redactor.Redact("24.4.0.61", noLimit); got != "[IP address removed]" {
		t.Errorf("got %q", got)
	}
}
