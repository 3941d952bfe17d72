package main_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
)

// Addresses and names of the articles that come with the program.
const (
	brandPath   = "/lorex"
	articlePath = "/lorex/ip-camera-factory-reset"
	articleID   = "lorex-ip-camera-factory-reset"
	otherPath   = "/lorex/recorder-password"
)

// client is one reader's browser without a screen: it keeps cookies and follows nothing by itself.
type client struct {
	t    testing.TB
	base string
	http *http.Client
}

func (p *program) client() *client {
	p.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	plain := &http.Transport{DisableCompression: true} // Go would ask for gzip behind the test's back, but not for HEAD
	p.t.Cleanup(plain.CloseIdleConnections)
	return &client{t: p.t, base: p.base, http: &http.Client{Transport: plain, Jar: jar, CheckRedirect: stay, Timeout: testTimeout}}
}

// stranger is a client that forgets everything between two requests.
func (p *program) stranger() *client {
	c := p.client()
	c.http.Jar = nil
	return c
}

// answer is a response that was read to its end.
type answer struct {
	t      testing.TB
	path   string
	status int
	header http.Header
	body   string
}

// send makes a request; headers are names and values in turn.
func (c *client) send(method, path, body string, headers ...string) answer {
	c.t.Helper()
	request, err := http.NewRequestWithContext(c.t.Context(), method, c.base+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if request.Header.Set(headers[i], headers[i+1]); headers[i] == "Host" {
			request.Host = headers[i+1]
		}
	}
	response, err := c.http.Do(request)
	if err != nil {
		c.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	return answer{t: c.t, path: path, status: response.StatusCode, header: response.Header, body: string(text)}
}

func (c *client) get(path string, headers ...string) answer {
	c.t.Helper()
	return c.send(http.MethodGet, path, "", headers...)
}

func (c *client) post(path string, form url.Values, headers ...string) answer {
	c.t.Helper()
	return c.send(http.MethodPost, path, form.Encode(), append([]string{"Content-Type", "application/x-www-form-urlencoded"}, headers...)...)
}

// verdict posts an answer to the article with the form's own hidden fields; more are names and
// values in turn.
func (c *client) verdict(helpful string, more ...string) answer {
	c.t.Helper()
	return c.post("/feedback", fields(append([]string{"article", articleID, "helpful", helpful}, more...)...))
}

// receipt posts a verdict and gives the address of its receipt.
func (c *client) receipt(helpful string, more ...string) string {
	c.t.Helper()
	return c.verdict(helpful, more...).is(http.StatusSeeOther).header.Get("Location")
}

func fields(pairs ...string) url.Values {
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

// holds checks the page's own source, where says checks its text.
func (a answer) holds(parts ...string) answer {
	a.t.Helper()
	for _, part := range parts {
		if !strings.Contains(a.body, part) {
			a.t.Errorf("%s: its source does not hold %q", a.path, part)
		}
	}
	return a
}

// is ends the test when the answer has another status.
func (a answer) is(status int) answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("%s: got status %d, want %d\n%s", a.path, a.status, status, excerpt(a.body))
	}
	return a
}

// says checks that a reader sees these words.
func (a answer) says(words ...string) answer {
	a.t.Helper()
	seen := text(a.page())
	for _, w := range words {
		if !strings.Contains(seen, w) {
			a.t.Errorf("%s: does not say %q:\n%s", a.path, w, excerpt(seen))
		}
	}
	return a
}

// has checks a header.
func (a answer) has(name, want string) answer {
	a.t.Helper()
	if got := a.header.Get(name); got != want {
		a.t.Errorf("%s: header %s is %q, want %q", a.path, name, got, want)
	}
	return a
}

func excerpt(s string) string {
	if len(s) > 1500 {
		return s[:1500] + "…"
	}
	return s
}
