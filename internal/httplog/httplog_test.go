package httplog_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pinhole/internal/httplog"
)

func TestLinesHoldNoAddress(t *testing.T) {
	t.Parallel()
	var addresses []string
	for _, ip := range []net.IP{net.IPv4(198, 51, 100, 23), net.ParseIP("2001:db8::17"), net.ParseIP("::1"), net.ParseIP("::ffff:198.51.100.23")} {
		addresses = append(addresses, (&net.TCPAddr{IP: ip, Port: 50123}).String())
	}
	addresses = append(addresses, (&net.TCPAddr{IP: net.ParseIP("fe80::17"), Zone: "eth0", Port: 50123}).String(), "198.51.100.23", "[2001:db8::17]")
	for _, a := range addresses {
		for _, line := range []string{ // as net/http writes them
			"http: TLS handshake error from %s: EOF", "http: panic serving %s: out of range\ngoroutine 7 [running]:\nmain.go:12 +0x1d",
			"http2: server: error reading preface from client %s: timeout", "read tcp 192.0.2.1:8080->%s: read: connection reset by peer",
		} {
			got := httplog.Redact(fmt.Sprintf(line, a))
			if strings.ContainsAny(strings.ReplaceAll(strings.ReplaceAll(got, "0x1d", ""), "http2", ""), "89") || strings.Contains(got, "2001") || strings.Contains(got, "198.51") || strings.Contains(got, "50123") || !strings.Contains(got, "a client") {
				t.Errorf("%q became %q", fmt.Sprintf(line, a), got)
			}
		}
	}
	for _, line := range []string{"http: superfluous response.WriteHeader call from pinhole/web.(*Server).page (errors.go:66)", "tls: first record does not look like a TLS handshake", "at 12:30:45 version 1.2.3 [::", "goroutine 7 [running]:"} {
		if got := httplog.Redact(line); got != line {
			t.Errorf("%q became %q", line, got)
		}
	}
}

func TestManyLinesOfAKindAreCounted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		l := httplog.New(slog.New(slog.NewTextHandler(&out, nil)))
		for i := range 1000 {
			l.Printf("http: TLS handshake error from 192.0.2.%d:%d: %v", i%250, i, errors.New("EOF"))
		}
		l.Print("http: something else")
		if got := strings.Count(out.String(), "\n"); got != 6 {
			t.Errorf("%d lines were written, want 5 and the other one:\n%s", got, &out)
		}
		out.Reset()
		time.Sleep(time.Minute)
		l.Print("http: TLS handshake error from 192.0.2.1:1: EOF")
		if !strings.Contains(out.String(), "left_out=995") || !strings.Contains(out.String(), "level=WARN") {
			t.Errorf("a minute later: %s", &out)
		}
		out.Reset()
		time.Sleep(time.Minute)
		for i := range 1000 { // whatever a stranger makes of the text
			l.Print("http: invalid " + strings.Repeat("x", i))
		}
		if got := strings.Count(out.String(), "\n"); got > 120 {
			t.Errorf("%d lines of as many kinds were written", got)
		}
	})
}
