package linkcheck_test

import (
	"context"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pinhole/internal/linkcheck"
)

const agent = "pinhole-test (checks links)"

// host is a site that notes what it is asked.
type host struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
	times []time.Time // begin and end of each request, in turn
	open  int
	most  int // requests at once
}

// newHost serves a site over TLS.
func newHost(t *testing.T, answer http.HandlerFunc) *host {
	t.Helper()
	h := &host{}
	h.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.begin(r)
		defer h.end()
		if got := r.Header.Get("User-Agent"); got != agent {
			t.Errorf("asked as %q", got)
		}
		answer(w, r)
	}))
	h.Config.ErrorLog = log.New(io.Discard, "", 0)
	h.StartTLS()
	t.Cleanup(h.Close)
	return h
}

func (h *host) begin(r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.asked = append(h.asked, r.Method+" "+r.URL.Path)
	h.times = append(h.times, time.Now())
	h.open++
	h.most = max(h.most, h.open)
}

func (h *host) end() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.times = append(h.times, time.Now())
	h.open--
}

// checker asks without long pauses, also on this machine.
func checker(t *testing.T, change func(*linkcheck.Config), hosts ...*host) *linkcheck.Checker {
	t.Helper()
	config := linkcheck.Config{UserAgent: agent, Pause: time.Microsecond, Timeout: 30 * time.Second, RootCAs: x509.NewCertPool(), AllowPrivate: true}
	for _, h := range hosts {
		config.RootCAs.AddCert(h.Certificate())
	}
	if change != nil {
		change(&config)
	}
	c, err := linkcheck.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// site answers by path.
func site(t *testing.T, paths map[string]http.HandlerFunc) *host {
	t.Helper()
	return newHost(t, func(w http.ResponseWriter, r *http.Request) {
		if answer, ok := paths[r.URL.Path]; ok {
			answer(w, r)
			return
		}
		http.NotFound(w, r)
	})
}

// only answers one method as it should.
func only(method string, refusal int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != method {
			w.WriteHeader(refusal)
		}
	}
}

func to(address string, code int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", address)
		w.WriteHeader(code)
	}
}

func TestWhatIsSaidOfAnswers(t *testing.T) {
	paths := map[string]http.HandlerFunc{
		"/there": status(200), "/empty": status(204), "/gone": status(410), "/locked": status(401), "/broken": status(500), "/busy": status(503),
		"/get": only("GET", 405), "/get-too": only("GET", 403), "/get-as-well": only("GET", 501), "/never": only("PUT", 403),
		"/moved": to("/there", 301), "/moving": to("/moved", 302), "/away": to("/nowhere", 308), "/round": to("/round", 307),
		"/lost": status(302), "/open": to("http://plain.example/", 301), "/mail": to("mailto:a@b.example", 303),
	}
	h := site(t, paths)
	for path, want := range map[string]string{
		"/there": "", "/empty": "", "/get": "", "/get-too": "", "/get-as-well": "", "/moved": "", "/moving": "", "/there#part": "",
		"/nowhere": "answers 404 Not Found: look for its new place, or cite it without a link",
		"/gone":    "answers 410 Gone: look for its new place, or cite it without a link",
		"/away":    "answers 404 Not Found: look for its new place, or cite it without a link",
		"/locked":  "answers 401 Unauthorized to programs: open it yourself",
		"/never":   "answers 403 Forbidden to programs: open it yourself",
		"/broken":  "answers 500 Internal Server Error: check again later, or open it yourself",
		"/busy":    "answers 503 Service Unavailable: check again later, or open it yourself",
		"/round":   "leads on more than 5 times; open it yourself",
		"/lost":    "leads on without saying where; open it yourself",
		"/open":    "leads to http://plain.example/, which does not begin with https://; open it yourself",
		"/mail":    "leads to mailto:a@b.example, which does not begin with https://; open it yourself",
	} {
		t.Run(path, func(t *testing.T) {
			address := h.URL + path
			got := checker(t, nil, h).Check(t.Context(), []string{address})
			if got[address] != want || want == "" && len(got) > 0 {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestPagesAreAskedForOnce(t *testing.T) {
	h := site(t, map[string]http.HandlerFunc{"/a": only("GET", 405), "/b": status(200)})
	addresses := []string{h.URL + "/a", h.URL + "/a#x", h.URL + "/a", h.URL + "/b", h.URL + "/c#x", h.URL + "/c#y"}
	got := checker(t, nil, h).Check(t.Context(), addresses)
	if len(got) != 2 || got[h.URL+"/c#x"] == "" || got[h.URL+"/c#y"] == "" {
		t.Errorf("got %q, want a trouble for each address of /c", got)
	}
	if want := []string{"HEAD /a", "GET /a", "HEAD /b", "HEAD /c"}; !slices.Equal(h.asked, want) {
		t.Errorf("asked %q, want %q", h.asked, want)
	}
}

func TestHostsAreTreatedPolitely(t *testing.T) {
	const pause, pages, parallel = 20 * time.Millisecond, 5, 2
	var mu sync.Mutex
	var open, most int
	answer := func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		open++
		most = max(most, open)
		mu.Unlock()
		defer func() {
			mu.Lock()
			defer mu.Unlock()
			open--
		}()
	}
	var hosts []*host
	for range 4 {
		hosts = append(hosts, newHost(t, answer))
	}
	var addresses []string
	for i := range pages {
		for _, h := range hosts {
			addresses = append(addresses, fmt.Sprintf("%s/%d", h.URL, i))
		}
	}
	// One host leads to another, where others are waiting in their own line.
	hosts = append(hosts, newHost(t, to(hosts[0].URL+"/0", 302)))
	addresses = append(addresses, hosts[4].URL+"/0", hosts[4].URL+"/1")
	c := checker(t, func(c *linkcheck.Config) { c.Pause, c.Parallel = pause, parallel }, hosts...)
	if got := c.Check(t.Context(), addresses); len(got) > 0 {
		t.Errorf("got %q", got)
	}
	if most > parallel {
		t.Errorf("%d requests at once, want at most %d", most, parallel)
	}
	for i, h := range hosts {
		if h.most > 1 {
			t.Errorf("host %d: %d requests at once", i, h.most)
		}
		for at := 2; at < len(h.times); at += 2 {
			if gap := h.times[at].Sub(h.times[at-1]); gap < pause/2 { // the host's clock starts a little later than ours
				t.Errorf("host %d: %s between two requests, want %s", i, gap, pause)
			}
		}
	}
	if got := len(hosts[0].asked); got != pages+2 {
		t.Errorf("the first host was asked %d times, want %d", got, pages+2)
	}
}

func TestAHostThatAsksToWaitIsLeftAlone(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"429": status(429),
		"503": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(503)
		},
	} {
		h := newHost(t, answer)
		got := checker(t, nil, h).Check(t.Context(), []string{h.URL + "/a", h.URL + "/b", h.URL + "/c"})
		if len(h.asked) != 1 || len(got) != 3 || !strings.Contains(got[h.URL+"/c"], "was not checked") || !strings.Contains(got[h.URL+"/a"], name) {
			t.Errorf("%s: asked %q, got %q", name, h.asked, got)
		}
	}
}

func TestFailuresInPlainWords(t *testing.T) {
	stranger := newHost(t, status(200))
	closed := newHost(t, status(200))
	closed.Close()
	hangs := make(chan struct{})
	slow := newHost(t, func(http.ResponseWriter, *http.Request) { <-hangs }) // an answer to who gives up could still arrive
	t.Cleanup(func() { close(hangs) })
	c := checker(t, func(c *linkcheck.Config) { c.Timeout = 200 * time.Millisecond }, slow, closed)
	for address, want := range map[string]string{
		closed.URL:              "connection refused",
		slow.URL:                "does not answer within 200ms; check again later",
		"ftp://files.example/x": "is no address on the web; correct it",
		"https://":              "is no address on the web; correct it",
	} {
		if got := c.Check(t.Context(), []string{address})[address]; !strings.Contains(got, want) {
			t.Errorf("%s: got %q, want %q", address, got, want)
		}
	}
	trusting := checker(t, nil)
	if got := trusting.Check(t.Context(), []string{stranger.URL})[stranger.URL]; !strings.Contains(got, "certificate is not valid") {
		t.Errorf("unknown certificate: got %q", got)
	}
}

func TestPrivateNetworksAreNotAsked(t *testing.T) {
	h := newHost(t, status(200))
	c := checker(t, func(c *linkcheck.Config) { c.AllowPrivate = false }, h)
	_, port, _ := strings.Cut(strings.TrimPrefix(h.URL, "https://"), ":")
	for _, address := range []string{h.URL, "https://localhost:" + port, "https://10.0.0.1", "https://192.168.1.108/login", "https://169.254.169.254/latest"} {
		if got := c.Check(t.Context(), []string{address})[address]; !strings.Contains(got, "private network") {
			t.Errorf("%s: got %q", address, got)
		}
	}
	if len(h.asked) > 0 {
		t.Errorf("this machine was asked %q", h.asked)
	}
}

func TestTheEndOfTheTimeEndsTheCheck(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	h := newHost(t, func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/b" {
			cancel()
			<-r.Context().Done()
			panic(http.ErrAbortHandler) // an answer could still arrive
		}
	})
	addresses := []string{h.URL + "/a", h.URL + "/b", h.URL + "/c"}
	got := checker(t, nil, h).Check(ctx, addresses)
	const want = "was not checked: the time for checking links was over"
	if len(got) != 2 || got[addresses[1]] != want || got[addresses[2]] != want {
		t.Errorf("got %q", got)
	}
	if len(h.asked) != 2 {
		t.Errorf("asked %q after the end", h.asked)
	}
}

func TestNewWantsAName(t *testing.T) {
	if _, err := linkcheck.New(linkcheck.Config{}); err == nil {
		t.Error("a checker without a name was made")
	}
}
