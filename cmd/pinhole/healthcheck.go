package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
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
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("--ops-addr %q is not an address such as 127.0.0.1:8081", address)
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, healthcheckTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return fmt.Errorf("--ops-addr %q: %w", address, err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("no Pinhole answers at %s: %w", address, errors.Unwrap(err))
	}
	defer response.Body.Close()
	reason, _ := io.ReadAll(io.LimitReader(response.Body, 1<<10))
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%w: %s", errNotReady, bytes.TrimSpace(reason))
	}
	return nil
}
