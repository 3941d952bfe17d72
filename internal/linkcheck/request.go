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

// result is the result of requesting a page.
type result struct {
	problem string // empty if the page answers
	backOff bool   // the host asked for no more requests
}

func problemf(format string, args ...any) result {
	return result{problem: fmt.Sprintf(format, args...)}
}

// follow requests a page and follows its redirects. It sends HEAD first, and GET to hosts that
// reject that.
func (c *Checker) follow(ctx context.Context, u *url.URL) result {
	method, hops := http.MethodHead, 0
	for {
		response, err := c.request(ctx, method, u)
		if err != nil {
			return c.failure(ctx, u, err)
		}
		next, err := response.Location()
		switch {
		case isRedirect(response.StatusCode) && err != nil:
			return problemf("leads on without saying where; open it yourself")
		case isRedirect(response.StatusCode) && hops >= c.config.Redirects:
			return problemf("leads on more than %d times; open it yourself", c.config.Redirects)
		case isRedirect(response.StatusCode) && (next.Host == "" || next.Scheme != "https" && next.Scheme != u.Scheme):
			return problemf("leads to %s, which does not begin with https://; open it yourself", next.Redacted())
		case isRedirect(response.StatusCode):
			next.Fragment, next.RawFragment = "", ""
			u = next
			hops++
		case method == http.MethodHead && headRefused(response.StatusCode):
			method = http.MethodGet
		default:
			return evaluate(response)
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

// headRefused reports whether a status may be the rejection of HEAD for an existing page.
func headRefused(status int) bool {
	return status == http.StatusForbidden || status == http.StatusMethodNotAllowed || status == http.StatusNotImplemented
}

// request sends one request, within the host's limit. It reads only the response's header.
func (c *Checker) request(ctx context.Context, method string, u *url.URL) (*http.Response, error) {
	release, err := c.limiter.acquire(ctx, hostOf(u))
	if err != nil {
		return nil, err
	}
	defer release()
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

func evaluate(r *http.Response) result {
	status := fmt.Sprintf("%d %s", r.StatusCode, http.StatusText(r.StatusCode))
	switch {
	case r.StatusCode >= 200 && r.StatusCode < 300:
		return result{}
	case r.StatusCode == http.StatusNotFound || r.StatusCode == http.StatusGone:
		return problemf("answers %s: look for its new place, or cite it without a link", status)
	case r.StatusCode == http.StatusUnauthorized || r.StatusCode == http.StatusForbidden:
		return problemf("answers %s to programs: open it yourself", status)
	case r.StatusCode == http.StatusTooManyRequests || r.StatusCode == http.StatusServiceUnavailable && r.Header.Get("Retry-After") != "":
		return result{problem: fmt.Sprintf("answers %s: its host asks programs to wait; check again later", status), backOff: true}
	}
	return problemf("answers %s: check again later, or open it yourself", status)
}

// failure describes in plain words why there was no response.
func (c *Checker) failure(ctx context.Context, u *url.URL, err error) result {
	var unknown *net.DNSError
	var certificate *tls.CertificateVerificationError
	var timeout net.Error
	switch {
	case ctx.Err() != nil:
		return problemf("was not checked: the time for checking links was over")
	case errors.Is(err, publicnet.ErrPrivate):
		return problemf("leads into a private network at %s, which is not asked; correct it", u.Host)
	case errors.As(err, &unknown) && unknown.IsNotFound:
		return problemf("leads to %s, and there is no such host; correct it", u.Host)
	case errors.As(err, &certificate):
		return problemf("leads to %s, whose certificate is not valid: %v", u.Host, certificate.Err)
	case errors.As(err, &timeout) && timeout.Timeout():
		return problemf("does not answer within %s; check again later", c.config.Timeout)
	}
	var outer *url.Error
	if errors.As(err, &outer) {
		err = outer.Err // without method and URL, which the reader already sees
	}
	return problemf("does not answer: %v", err)
}
