package clientip_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"pinhole/internal/clientip"
)

func proxies(t testing.TB, texts ...string) (list clientip.Proxies) {
	t.Helper()
	for _, text := range texts {
		var p clientip.Proxy
		if err := p.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

// ask sends a request with headers, each "Name: value", and gives the address that was found.
func ask(h func(http.Handler) http.Handler, remote string, headers ...string) (found netip.Addr) {
	r := httptest.NewRequest(http.MethodPost, "/feedback", nil)
	r.RemoteAddr = remote
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Add(name, value)
	}
	h(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { found = clientip.From(r.Context()) })).ServeHTTP(httptest.NewRecorder(), r)
	return found
}

func TestTheClientsAddress(t *testing.T) {
	t.Parallel()
	const proxy = "10.0.0.5:40000"
	for _, c := range []struct {
		name, remote string
		headers      []string
		want, warns  string
	}{
		{"a direct client", "198.51.100.1:5001", nil, "198.51.100.1", ""},
		{"a direct client that makes headers up", "198.51.100.1:5001", []string{"X-Forwarded-For: 192.0.2.9", "Forwarded: for=192.0.2.9"}, "198.51.100.1", "no trusted proxy"},
		{"a direct client that makes nonsense up", "198.51.100.1:5001", []string{"X-Forwarded-For: nonsense"}, "198.51.100.1", "no trusted proxy"},
		{"a direct client with Forwarded", "198.51.100.1:5001", []string{"Forwarded: for=192.0.2.9"}, "198.51.100.1", "no trusted proxy"},
		{"a direct client over IPv6", "[2001:db8::1%eth0]:5001", nil, "2001:db8::1", ""},
		{"a direct client over both", "[::ffff:198.51.100.1]:5001", nil, "198.51.100.1", ""},
		{"the proxy itself", proxy, nil, "10.0.0.5", ""},
		{"the proxy over both", "[::ffff:10.0.0.5]:5001", []string{"X-Forwarded-For: 198.51.100.1"}, "198.51.100.1", ""},
		{"an address", proxy, []string{"X-Forwarded-For: 198.51.100.1"}, "198.51.100.1", ""},
		{"a port", proxy, []string{"X-Forwarded-For: 198.51.100.1:5001"}, "198.51.100.1", ""},
		{"IPv6", proxy, []string{"X-Forwarded-For: 2001:db8::1"}, "2001:db8::1", ""},
		{"brackets", proxy, []string{"X-Forwarded-For: [2001:db8::1]"}, "2001:db8::1", ""},
		{"brackets and a port", proxy, []string{"X-Forwarded-For: [2001:db8::1]:443"}, "2001:db8::1", ""},
		{"several", proxy, []string{"X-Forwarded-For: 192.0.2.9, 198.51.100.1:5001"}, "198.51.100.1", ""},
		{"two proxies", proxy, []string{"X-Forwarded-For: 192.0.2.9, 198.51.100.1,10.0.0.7:80"}, "198.51.100.1", ""},
		{"lines", proxy, []string{"X-Forwarded-For: 192.0.2.9", "X-Forwarded-For: 198.51.100.1", "X-Forwarded-For: 10.0.0.7"}, "198.51.100.1", ""},
		{"empty elements", proxy, []string{"X-Forwarded-For: 198.51.100.1, ,"}, "198.51.100.1", ""},
		{"proxies alone", proxy, []string{"X-Forwarded-For: 10.0.0.7"}, "10.0.0.7", ""},
		{"nonsense before the client", proxy, []string{"X-Forwarded-For: nonsense, 198.51.100.1"}, "198.51.100.1", ""},
		{"nonsense", proxy, []string{"X-Forwarded-For: 198.51.100.1, nonsense"}, "10.0.0.5", "X-Forwarded-For with something that is no address"},
		{"nonsense before a proxy", proxy, []string{"X-Forwarded-For: 198.51.100.1, [::1, 10.0.0.7"}, "10.0.0.7", "X-Forwarded-For with something that is no address"},
		{"unknown", proxy, []string{"X-Forwarded-For: unknown"}, "10.0.0.5", "X-Forwarded-For with something that is no address"},
		{"Forwarded", proxy, []string{"Forwarded: for=198.51.100.1"}, "198.51.100.1", ""},
		{"Forwarded with more", proxy, []string{`Forwarded: for=192.0.2.9;host="a,b;for=192.0.2.8", By=10.0.0.5; FOR="198.51.100.1:5001" ;proto=https`}, "198.51.100.1", ""},
		{"Forwarded with IPv6", proxy, []string{`Forwarded: for="[2001:db8::1]:443"`}, "2001:db8::1", ""},
		{"Forwarded with a hidden port", proxy, []string{`Forwarded: for="[2001:db8::1]:_web"`}, "2001:db8::1", ""},
		{"Forwarded over two proxies", proxy, []string{"Forwarded: for=198.51.100.1", "Forwarded: for=10.0.0.7"}, "198.51.100.1", ""},
		{"Forwarded with an escape in it", proxy, []string{`Forwarded: host="\",for=192.0.2.9";for=198.51.100.1`}, "198.51.100.1", ""},
		{"Forwarded that hides it", proxy, []string{"Forwarded: for=_hidden"}, "10.0.0.5", "Forwarded with something that is no address"},
		{"Forwarded without it", proxy, []string{"Forwarded: for=198.51.100.1, proto=https"}, "10.0.0.5", "Forwarded with something that is no address"},
		{"both that agree", proxy, []string{"X-Forwarded-For: 198.51.100.1:5001", "Forwarded: for=198.51.100.1"}, "198.51.100.1", ""},
		{"a client that makes one up", proxy, []string{"X-Forwarded-For: 192.0.2.9", "Forwarded: for=198.51.100.1"}, "10.0.0.5", "disagree"},
	} {
		var log bytes.Buffer
		ignored := 0
		got := ask(clientip.Middleware(proxies(t, "10.0.0.0/24"), slog.New(slog.NewTextHandler(&log, nil)), func() { ignored++ }), c.remote, c.headers...)
		if got != netip.MustParseAddr(c.want) {
			t.Errorf("%s: %q are from %s, want %s", c.name, c.headers, got, c.want)
		}
		if (log.Len() > 0) != (c.warns != "") || !strings.Contains(log.String(), c.warns) {
			t.Errorf("%s: %q are logged as %q, want %q", c.name, c.headers, &log, c.warns)
		}
		if want := strings.Count(c.warns, "no trusted proxy"); ignored != want {
			t.Errorf("%s: %d requests are counted as ignored, want %d", c.name, ignored, want)
		}
		for _, address := range []string{"198.51", "2001:db8", "10.0.0", "nonsense"} {
			if strings.Contains(log.String(), address) {
				t.Errorf("%s: the log tells what was sent: %s", c.name, &log)
			}
		}
	}
}

func TestOneWarningIsEnough(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	h := clientip.Middleware(proxies(t, "10.0.0.5"), slog.New(slog.NewTextHandler(&log, nil)), func() {})
	for range 10 {
		ask(h, "10.0.0.5:1", "X-Forwarded-For: unknown")
		ask(h, "10.0.0.5:1", "Forwarded: for=unknown")
		ask(h, "198.51.100.1:1", "Forwarded: for=unknown")
		ask(h, "198.51.100.2:1", "X-Forwarded-For: unknown")
	}
	if got := strings.Count(log.String(), "\n"); got != 3 {
		t.Errorf("%d lines are logged, want one for each header and one for strangers: %s", got, &log)
	}
}

func TestProxiesAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"10.0.0.5": "10.0.0.5/32", " 10.0.0.5 ": "10.0.0.5/32", "10.0.0.5/24": "10.0.0.0/24", "fd00::1": "fd00::1/128", "fd00::/64": "fd00::/64", "::ffff:10.0.0.5": "10.0.0.5/32",
	} {
		if got := proxies(t, text)[0].String(); got != want {
			t.Errorf("%q is read as %s, want %s", text, got, want)
		}
	}
	for _, text := range []string{"", "10.0.0", "10.0.0.5/33", "proxy.example", "10.0.0.5:80", "fe80::1%eth0"} {
		var p clientip.Proxy
		if err := p.UnmarshalText([]byte(text)); err == nil || strings.Contains(err.Error(), "Parse") {
			t.Errorf("%q is read as %v, %v", text, p, err)
		}
	}
}

func FuzzHeaders(f *testing.F) {
	h := clientip.Middleware(proxies(f, "10.0.0.0/8"), slog.New(slog.DiscardHandler), func() {})
	f.Add("198.51.100.1:5001, 10.0.0.1", `for="[2001:db8::1]:443";host="\"`)
	f.Fuzz(func(t *testing.T, x, forwarded string) {
		if got := ask(h, "10.0.0.5:1", "X-Forwarded-For: "+x, "Forwarded: "+forwarded); !got.IsValid() {
			t.Errorf("no address is found in %q and %q", x, forwarded)
		}
	})
}
