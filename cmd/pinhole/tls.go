package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

// tlsFlag names the certificate of those who serve https without a proxy.
type tlsFlag struct {
	TLSCert string `name:"tls-cert" placeholder:"FILE" help:"Serve https with the certificate in this PEM file, with its chain. It is read again when it changes."`
	TLSKey  string `name:"tls-key" placeholder:"FILE" help:"The key of --tls-cert, a PEM file."`
}

// certificate is what is served now. When a file changes, the pair is read again; one that is wrong is logged and the last good
// one goes on being served.
type certificate struct {
	flag   tlsFlag
	logger *slog.Logger
	now    func() time.Time

	mu     sync.Mutex
	pair   *tls.Certificate
	stamp  [2]stamp
	looked time.Time
}

type stamp struct {
	size    int64
	changed time.Time
}

// certificateEvery is how often the files are looked at, at most.
const certificateEvery = 5 * time.Second

// certificate reads the files; nil without --tls-cert.
func (f tlsFlag) certificate(logger *slog.Logger, now func() time.Time) (*certificate, error) {
	switch {
	case f.TLSCert == "" && f.TLSKey == "":
		return nil, nil
	case f.TLSCert == "" || f.TLSKey == "":
		return nil, errors.New("--tls-cert and --tls-key belong together: name both files")
	}
	c := &certificate{flag: f, logger: logger, now: now, looked: now()}
	c.stamp, _ = f.stamps() // what cannot be read is said by the next line
	pair, err := f.read()
	if err != nil {
		return nil, err
	}
	c.pair = pair
	return c, nil
}

func (f tlsFlag) read() (*tls.Certificate, error) {
	pair, err := tls.LoadX509KeyPair(f.TLSCert, f.TLSKey)
	if err != nil {
		return nil, fmt.Errorf("--tls-cert %s and --tls-key %s cannot be used: %w", f.TLSCert, f.TLSKey, err)
	}
	return &pair, nil
}

func (f tlsFlag) stamps() (s [2]stamp, err error) {
	for i, name := range []string{f.TLSCert, f.TLSKey} {
		info, err := os.Stat(name)
		if err != nil {
			return s, err
		}
		s[i] = stamp{info.Size(), info.ModTime()}
	}
	return s, nil
}

// aeadSuites are those of TLS 1.2 that encrypt and authenticate in one, with a key for each
// connection. TLS 1.3 has no others.
var aeadSuites = []uint16{
	tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
	tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
	tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
}

// config is for a server of https. HTTP/2 comes with it.
func (c *certificate) config() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, CipherSuites: aeadSuites, GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
		c.mu.Lock()
		defer c.mu.Unlock()
		if now := c.now(); now.Sub(c.looked) >= certificateEvery {
			c.looked = now
			c.renew()
		}
		return c.pair, nil
	}}
}

// reload looks at the files now.
func (c *certificate) reload() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.renew()
}

func (c *certificate) renew() {
	stamps, err := c.flag.stamps()
	if err == nil && stamps == c.stamp {
		return
	}
	c.stamp = stamps
	pair, err := c.flag.read()
	if err != nil {
		c.logger.Error("the new certificate cannot be used: the last good one goes on; replace both files", "error", err)
		return
	}
	c.pair = pair
	c.logger.Info("a new certificate is served")
}
