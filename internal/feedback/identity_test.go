package feedback_test

import (
	"strings"
	"testing"

	"pinhole/internal/feedback"
)

const key = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"

func TestBrowserComesBackFromItsCookie(t *testing.T) {
	b := feedback.NewBrowser()
	if b == feedback.NewBrowser() {
		t.Fatal("two new browsers are the same")
	}
	back, err := feedback.ParseBrowser(b.String())
	if err != nil || back != b || len(b.String()) != 22 {
		t.Fatalf("ParseBrowser(%q) = %v, %v", b, back, err)
	}
}

func TestBrowserFromKey(t *testing.T) {
	lower, err := feedback.BrowserFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	upper, err := feedback.BrowserFromKey(strings.ToUpper(key))
	if err != nil || upper != lower {
		t.Fatalf("the same key in capitals is %v, %v", upper, err)
	}
	for _, bad := range []string{
		"", key + "0", key[:35], strings.ReplaceAll(key, "-", ""), "{" + key[1:35] + "}",
		"3f2504e0-4f89-11d3-9a0c-0305e82c3301", // version 1
		"3f2504e0-4f89-41d3-1a0c-0305e82c3301", // another variant
		"3f2504e0-4f89-41d3-9a0c-0305e82c330g", "3f2504e04-f89-41d3-9a0c-0305e82c3301",
	} {
		if _, err := feedback.BrowserFromKey(bad); err == nil {
			t.Errorf("BrowserFromKey(%q) is accepted", bad)
		}
	}
}

func TestReceiptDependsOnAllThree(t *testing.T) {
	b, _ := feedback.BrowserFromKey(key)
	seen := map[feedback.Receipt]string{}
	for name, r := range map[string]feedback.Receipt{
		"one":              b.Receipt("ab", "c"),
		"cut elsewhere":    b.Receipt("a", "bc"),
		"another article":  b.Receipt("ac", "c"),
		"another revision": b.Receipt("ab", "d"),
		"another browser":  feedback.NewBrowser().Receipt("ab", "c"),
	} {
		if other, ok := seen[r]; ok {
			t.Errorf("%s has the receipt of %s", name, other)
		}
		seen[r] = name
	}
	if _, ok := seen[b.Receipt("ab", "c")]; !ok {
		t.Error("the same three give two receipts")
	}
}

// The values are written down because stored feedback is found by them: they
// must never change.
func TestReceiptAndIDStayTheSame(t *testing.T) {
	b, _ := feedback.BrowserFromKey(key)
	r := b.Receipt("lorex-ip-camera-factory-reset", "0123456789ab")
	if got, want := r.String(), "Uw1sIKMGBSnLwRuskkV2gA"; got != want {
		t.Errorf("receipt %s, want %s", got, want)
	}
	id := r.ID()
	if got, want := feedback.Receipt(id).String(), "9YuzFGKdLpVRGi3Ze1TRYA"; got != want {
		t.Errorf("id %s, want %s", got, want)
	}
}

func TestParseReceiptIsStrict(t *testing.T) {
	r := feedback.NewBrowser().Receipt("a", "b")
	back, err := feedback.ParseReceipt(r.String())
	if err != nil || back != r {
		t.Fatalf("ParseReceipt(%q) = %v, %v", r, back, err)
	}
	for _, bad := range []string{
		"", "AAAA", strings.Repeat("A", 21), strings.Repeat("A", 23), strings.Repeat("A", 22) + "==",
		strings.Repeat("A", 21) + "B", // bits behind the 128th
		strings.Repeat("A", 21) + "+", strings.Repeat("A", 20) + "\r\n", strings.Repeat("A", 20) + "é",
	} {
		if _, err := feedback.ParseReceipt(bad); err == nil {
			t.Errorf("ParseReceipt(%q) is accepted", bad)
		}
	}
}
