package linkcheck

import (
	"net"
	"net/url"
	"testing"
)

func TestAHostThatDoesNotExist(t *testing.T) {
	err := &url.Error{Op: "Head", URL: "https://nobody.example/x", Err: &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", IsNotFound: true}}}
	got := (&Checker{}).failure(t.Context(), &url.URL{Host: "nobody.example"}, err).problem
	if want := "leads to nobody.example, and there is no such host; correct it"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
