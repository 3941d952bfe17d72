package linkcheck

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"

	"pinhole/internal/publicnet"
)

// verdict is what came of asking for a page.
type verdict struct {
	trouble string // empty when the page answers
	leave   bool   // its host wants no more requests for now
}

func wrong(format string, args ...any) verdict { return verdict{trouble: fmt.Sprintf(format, args...)} }

// follow asks for a page, and for those that it leads on to. It asks without a body first: hosts that do not know or allow
// that are asked in the usual way.
func (c *Checker) follow(ctx context.Context, u *url.URL) verdict {
	method, hops := http.MethodHead, 0
	for {
		response, err := c.ask(ctx, method, u)
		if err != nil {
			return c.failure(ctx, u, err)
		}
		next, err := response.Location()
		switch {
		case isRedirect(response.StatusCode) && err != nil:
			return wrong("leads on without saying where; open it yourself")
		case isRedirect(response.StatusCode) && hops >= c.config.Redirects:
			return wrong("leads on more than %d times; open it yourself", c.config.Redirects)
		case isRedirect(response.StatusCode) && (next.Host == "" || next.Scheme != "https" && next.Scheme != u.Scheme):
			return wrong("leads to %s, which does not begin with https://; open it yourself", next.Redacted())
		case isRedirect(response.StatusCode):
			next.Fragment, next.RawFragment = "", ""
			u = next
			hops++
		case method == http.MethodHead && headRefused(response.StatusCode):
			method = http.MethodGet
		default:
			return judge(response)
		}
	}
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// headRefused names the answers that hosts give to requests without a body though the page is there.
func headRefused(status int) bool {
	return status == http.StatusForbidden || status == http.StatusMethodNotAllowed || status == http.StatusNotImplemented
}

// ask makes one request when it is its host's turn. Of the answer only the head is read.
func (c *Checker) ask(ctx context.Context, method string, u *url.URL) (*http.Response, error) {
	leave, err := c.gates.enter(ctx, hostOf(u))
	if err != nil {
		return nil, err
	}
	defer leave()
	request, err := http.NewRequestWithContext(ctx, method, u.String(), nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", c.config.UserAgent)
	request.Header.Set("Accept", "text/html,application/pdf,*/*;q=0.5")
	response, err := c.client.Do(request)
	if err != nil {
		return nil, err
	}
	return response, response.Body.Close()
}

func judge(r *http.Response) verdict {
	status := fmt.Sprintf("%d %s", r.StatusCode, http.StatusText(r.StatusCode))
	switch {
	case r.StatusCode >= 200 && r.StatusCode < 300:
		return verdict{}
	case r.StatusCode == http.StatusNotFound || r.StatusCode == http.StatusGone:
		return wrong("answers %s: look for its new place, or cite it without a link", status)
	case r.StatusCode == http.StatusUnauthorized || r.StatusCode == http.StatusForbidden:
		return wrong("answers %s to programs: open it yourself", status)
	case r.StatusCode == http.StatusTooManyRequests || r.StatusCode == http.StatusServiceUnavailable && r.Header.Get("Retry-After") != "":
		return verdict{trouble: fmt.Sprintf("answers %s: its host asks programs to wait; check again later", status), leave: true}
	}
	return wrong("answers %s: check again later, or open it yourself", status)
}

// failure says in plain words why there was no answer.
func (c *Checker) failure(ctx context.Context, u *url.URL, err error) verdict {
	var unknown *net.DNSError
	var certificate *tls.CertificateVerificationError
	var timeout net.Error
	switch {
	case ctx.Err() != nil:
		return wrong("was not checked: the time for checking links was over")
	case errors.Is(err, publicnet.ErrPrivate):
		return wrong("leads into a private network at %s, which is not asked; correct it", u.Host)
	case errors.As(err, &unknown) && unknown.IsNotFound:
		return wrong("leads to %s, and there is no such host; correct it", u.Host)
	case errors.As(err, &certificate):
		return wrong("leads to %s, whose certificate is not valid: %v", u.Host, certificate.Err)
	case errors.As(err, &timeout) && timeout.Timeout():
		return wrong("does not answer within %s; check again later", c.config.Timeout)
	}
	var outer *url.Error
	if errors.As(err, &outer) {
		err = outer.Err // without method and address, which the reader of this knows
	}
	return wrong("does not answer: %v", err)
}
