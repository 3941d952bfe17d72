package app

import (
	"crypto/tls"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

// TLSFiles names the PEM files of a certificate, with its chain, and of its key.
type TLSFiles struct{ Cert, Key Setting }

// certificate is what is served now. When a file changes, the pair is read again; one that is wrong
// is logged and the last good one goes on being served.
type certificate struct {
	files  TLSFiles
	logger *slog.Logger
	now    func() time.Time

	mu      sync.Mutex
	pair    *tls.Certificate
	stamps  [2]stamp
	checked time.Time // when the files were last checked for changes
}

type stamp struct {
	size    int64
	changed time.Time
}

// certificateInterval is how often the files are checked for changes at most.
const certificateInterval = 5 * time.Second

// openCertificate reads the files; nil when none are named.
func openCertificate(files TLSFiles, logger *slog.Logger, now func() time.Time) (*certificate, error) {
	if files.Cert.Value == "" {
		return nil, nil
	}
	c := &certificate{files: files, logger: logger, now: now, checked: now()}
	c.stamps, _ = files.stamps() // Load says what cannot be read
	pair, err := files.Load()
	if err != nil {
		return nil, err
	}
	c.pair = pair
	return c, nil
}

// Load reads the certificate and its key, and checks that they belong together.
func (f TLSFiles) Load() (*tls.Certificate, error) {
	pair, err := tls.LoadX509KeyPair(f.Cert.Value, f.Key.Value)
	if err != nil {
		return nil, fmt.Errorf("%s %s and %s %s cannot be used: %w", f.Cert.Name, f.Cert.Value, f.Key.Name, f.Key.Value, err)
	}
	return &pair, nil
}

func (f TLSFiles) stamps() (s [2]stamp, err error) {
	for i, name := range []string{f.Cert.Value, f.Key.Value} {
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
		if now := c.now(); now.Sub(c.checked) >= certificateInterval {
			c.checked = now
			c.renew()
		}
		return c.pair, nil
	}}
}

// reload checks the files now.
func (c *certificate) reload() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.renew()
}

func (c *certificate) renew() {
	stamps, err := c.files.stamps()
	if err == nil && stamps == c.stamps {
		return
	}
	c.stamps = stamps
	pair, err := c.files.Load()
	if err != nil {
		c.logger.Error("the new certificate cannot be used: the last good one goes on; replace both files", "error", err)
		return
	}
	c.pair = pair
	c.logger.Info("a new certificate is served")
}
