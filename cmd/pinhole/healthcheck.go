package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

type healthcheckCommand struct {
	OpsAddr string `default:"127.0.0.1:8081" help:"The --ops-addr of the Pinhole to ask."`
}

// Run asks /readyz.
func (c healthcheckCommand) Run(ctx context.Context, t terminal) error {
	if err := askReady(ctx, c.OpsAddr); err != nil {
		return err
	}
	fmt.Fprintln(t.out, "ready")
	return nil
}

var errNotReady = errors.New("not ready")

const healthcheckTimeout = 3 * time.Second

// askReady asks the Pinhole whose second listener has an address; errNotReady comes with what it
// says.
func askReady(ctx context.Context, address string) error {
	status, reason, err := askOps(ctx, address, "/readyz")
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("%w: %s", errNotReady, bytes.TrimSpace(reason))
	}
	return err
}

// askCounter returns the value of a counter without labels at that Pinhole.
func askCounter(ctx context.Context, address, name string) (float64, error) {
	_, metrics, err := askOps(ctx, address, "/metrics")
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(metrics)) {
		if value, ok := strings.CutPrefix(line, name+" "); ok {
			return strconv.ParseFloat(strings.TrimSpace(value), 64)
		}
	}
	return 0, fmt.Errorf("the Pinhole at %s does not count %s", address, name)
}

// maxOpsAnswer bounds what is read from a Pinhole's second listener.
const maxOpsAnswer = 4 << 20

// askOps gets a path of the Pinhole whose second listener has an address.
func askOps(ctx context.Context, address, path string) (status int, body []byte, err error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return 0, nil, fmt.Errorf("--ops-addr %q is not an address such as 127.0.0.1:8081", address)
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, healthcheckTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+path, nil)
	if err != nil {
		return 0, nil, fmt.Errorf("--ops-addr %q: %w", address, err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, nil, fmt.Errorf("no Pinhole answers at %s: %w", address, errors.Unwrap(err))
	}
	defer response.Body.Close()
	if body, err = io.ReadAll(io.LimitReader(response.Body, maxOpsAnswer)); err != nil {
		return 0, nil, fmt.Errorf("the Pinhole at %s does not finish its answer: %w", address, err)
	}
	return response.StatusCode, body, nil
}
