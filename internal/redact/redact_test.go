package redact_test

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pinhole/internal/redact"
)

// redactor knows the support numbers and the models that the tables name.
var redactor = redact.New(redact.Keep{
	Phones: []string{"1-888-425-6739", "909-895-0400", "0300 123 4567"},
	Model: func(word string) bool {
		plain := strings.ToUpper(strings.ReplaceAll(word, "-", ""))
		return slices.ContainsFunc([]string{"N841", "N842", "D841A8", "RLC810A", "DS7608NI", "HEN16384R2T1988"}, func(model string) bool {
			return strings.HasPrefix(plain, model)
		})
	},
})

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
			if got := redactor.Redact(typed); got != want {
				t.Errorf("%s: %q\n got %q\nwant %q", name, typed, got, want)
			}
		}
	}
}

func TestRedactKeeps(t *testing.T) {
	for _, name := range []string{"kept.txt", "kept-aside.txt"} {
		for _, line := range lines(t, name) {
			if got := redactor.Redact(line); got != line {
				t.Errorf("%s: %q\n got %q", name, line, got)
			}
		}
	}
}

// A support number may look like anything and be written in many ways.
func TestRedactKeepsBrandsPhones(t *testing.T) {
	tests := map[string]string{ // number of the brand, as a reader writes it
		"416-555-0143":     "call 416 555 0143",
		"(416) 555-0143":   "call +1.416.555.0143 now",
		"+44 20 7946 0958": "ring 020 7946 0958",
		"400-700-5998":     "tel 4007005998",
		"905-946-8477":     "phone 946 8477",
		"0571 88075998":    "serial number 0571-8807-5998",
	}
	for phone, text := range tests {
		if got := redact.New(redact.Keep{Phones: []string{phone}}).Redact(text); got != text {
			t.Errorf("%s is kept, but %q becomes %q", phone, text, got)
		}
		if got := redact.New(redact.Keep{}).Redact(text); got == text {
			t.Errorf("%q stays without a brand that has the number", text)
		}
	}
	near := "call 416-555-0144"
	if got := redact.New(redact.Keep{Phones: []string{"416-555-0143", "", "-"}}).Redact(near); got == near {
		t.Errorf("%q stays beside another number", near)
	}
}

func TestRedactKeepsModels(t *testing.T) {
	text := "serial number HX20240115AB, device ID ABC-12345"
	if got := redact.New(redact.Keep{}).Redact(text); got != "serial number [serial number removed], device ID [device ID removed]" {
		t.Errorf("got %q", got)
	}
	known := func(word string) bool { return word == "ABC-12345" || strings.HasPrefix(word, "HX") }
	want := "serial number [serial number removed], device ID ABC-12345" // eight digits in a row belong to no model
	if got := redact.New(redact.Keep{Model: known}).Redact(text); got != want {
		t.Errorf("got %q", got)
	}
}
