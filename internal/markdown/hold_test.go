package markdown

import (
	"testing"
	"time"
)

func TestParseHold(t *testing.T) {
	for written, want := range map[string]time.Duration{
		"1s": time.Second, "15s": 15 * time.Second, "2m": 2 * time.Minute, "1m30s": 90 * time.Second, "90s": 90 * time.Second,
		"10m": 10 * time.Minute, "10m0s": 10 * time.Minute, "0m5s": 5 * time.Second, "15S": 15 * time.Second, "600s": 10 * time.Minute,
	} {
		if got, ok := parseHold(written); got != want || !ok {
			t.Errorf("%q is %v, %t", written, got, ok)
		}
	}
	for _, written := range []string{"", "0s", "0m", "s", "m", "ms", "15", "601s", "10m1s", "11m", "1h", "1.5s", "-5s", "+5s", " 5s", "5 s", "5s5s", "5s1m", "1m1m",
		"1000s", "５s", "5sec", "1e2s", "15s "} {
		if got, ok := parseHold(written); ok {
			t.Errorf("%q is accepted as %v", written, got)
		}
	}
}
