package main_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestSlowClientsHarmNobody opens many connections that send a byte now and then, some in the
// header and some in a form. Readers are served meanwhile, and the slow ones are cut off at the
// program's own limits. It takes as long as those.
func TestSlowClientsHarmNobody(t *testing.T) {
	if os.Getenv("PINHOLE_TEST_LONG") == "" {
		t.Skip("it waits for the limits of the program; .ci/prove slow runs it")
	}
	const crowd = 500
	p := start(t, "--feedback-limit=0")
	address := strings.TrimPrefix(p.base, "http://")
	var slow sync.WaitGroup
	outcomes := make(chan error, crowd)
	for i := range crowd {
		slow.Go(func() { outcomes <- dawdle(address, i%2 == 0) })
	}
	c := p.stranger()
	for range 200 {
		c.get(articlePath).is(http.StatusOK)
		p.client().verdict("yes").is(http.StatusSeeOther)
	}
	slow.Wait()
	close(outcomes)
	for err := range outcomes {
		if err != nil {
			t.Fatal(err)
		}
	}
	c.get(articlePath).is(http.StatusOK)
}

// dawdle sends a request byte by byte until the program has had enough of it, in the header (which
// has ten seconds) or in the body (a minute). It gives an error when the program goes on listening
// for longer than twice that.
func dawdle(address string, inHeader bool) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	limit := 2 * time.Minute
	if inHeader {
		limit = 20 * time.Second
		fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
	} else {
		fmt.Fprint(conn, "POST /feedback HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\narticle=")
	}
	cut := make(chan error, 1)
	go func() {
		_, err := io.Copy(io.Discard, bufio.NewReader(conn))
		cut <- err
	}()
	drip := time.NewTicker(time.Second)
	defer drip.Stop()
	for deadline := time.After(limit); ; {
		select {
		case <-cut:
			return nil
		case <-drip.C:
			conn.Write([]byte("a"))
		case <-deadline:
			return errors.New("a slow client was never cut off")
		}
	}
}
