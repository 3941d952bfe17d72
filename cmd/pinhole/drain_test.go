package main_test

import (
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A load balancer asks /readyz. Between the moment when that says no and the last moment of
// --drain, nobody is refused.
func TestDraining(t *testing.T) {
	t.Parallel()
	const drain = time.Second
	p, ops := startWithOps(t, "--drain="+drain.String())
	watcher := p.stranger()
	watcher.base = "http://" + ops
	post := startSlowPost(t, p)
	p.signal(syscall.SIGTERM)
	told := time.Now()
	eventually(t, "/readyz says that it ends", func() bool {
		a := watcher.get("/readyz")
		return a.status == http.StatusServiceUnavailable && strings.HasPrefix(a.body, "ending")
	})
	watcher.get("/readyz?exclude=store").is(http.StatusServiceUnavailable)
	watcher.get("/healthz").is(http.StatusOK)
	p.stranger().get("/search?q=late+question").is(http.StatusOK)
	served := 0
	for {
		fresh := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: testTimeout}
		response, err := fresh.Get(p.base + articlePath)
		if err != nil {
			break
		}
		io.Copy(io.Discard, response.Body)
		response.Body.Close()
		if response.StatusCode != http.StatusOK || !response.Close {
			t.Errorf("while draining: %s, and the connection closes: %t", response.Status, response.Close)
		}
		served++
	}
	if after := time.Since(told); after < drain || served == 0 {
		t.Errorf("the door closed %s after the signal, and %d readers were served meanwhile", after, served)
	}
	io.WriteString(post.conn, post.rest)
	response, err := http.ReadResponse(post.answer, nil)
	if err != nil || response.StatusCode != http.StatusSeeOther {
		t.Errorf("the open request got %+v, %v", response, err)
	}
	p.ended()
	if got := p.onlyRow(); got.Comment != "on a slow line" {
		t.Errorf("%+v is stored", got)
	}
	if r := runCommand(t, p.folder, "searches", "export"); !strings.Contains(r.out, "late question") {
		t.Errorf("a search while draining is not counted:\n%s", r.out)
	}
}

func TestDrainMakesSense(t *testing.T) {
	t.Parallel()
	oneLine(t, refusedStart(t, t.TempDir(), "--drain=-1s"), "--drain")
}
