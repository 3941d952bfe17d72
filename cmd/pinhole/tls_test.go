package main_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// writeCertificate puts a new certificate for 127.0.0.1 and its key into two files, and gives whom
// to trust.
func writeCertificate(t *testing.T, folder, name string) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{"cert.pem": {Type: "CERTIFICATE", Bytes: der}, "key.pem": {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(filepath.Join(folder, file), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	trusted := x509.NewCertPool()
	trusted.AppendCertsFromPEM(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	return trusted
}

// overTLS asks for a page on a new connection.
func overTLS(p *program, config *tls.Config) (*http.Response, error) {
	c := &http.Client{Transport: &http.Transport{TLSClientConfig: config, ForceAttemptHTTP2: true, DisableKeepAlives: true}, Timeout: testTimeout}
	response, err := c.Get(strings.Replace(p.base, "http://", "https://", 1) + "/")
	if err == nil {
		response.Body.Close()
	}
	return response, err
}

func TestTLS(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	trusted := writeCertificate(t, folder, "first")
	cert, key := filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	p := start(t, "--tls-cert="+cert, "--tls-key="+key)
	p.troubled = true // by the broken certificate
	if !strings.Contains(p.line, "https://localhost:") {
		t.Errorf("it says %q", p.line)
	}
	served := func(want string) bool {
		response, err := overTLS(p, &tls.Config{RootCAs: trusted})
		return err == nil && response.StatusCode == http.StatusOK && response.TLS.PeerCertificates[0].Subject.CommonName == want
	}
	response, err := overTLS(p, &tls.Config{RootCAs: trusted})
	if err != nil || response.ProtoMajor != 2 {
		t.Errorf("%+v, %v; want HTTP/2", response, err)
	}
	if _, err := overTLS(p, &tls.Config{RootCAs: trusted, MaxVersion: tls.VersionTLS11}); err == nil {
		t.Error("TLS 1.1 is taken")
	}
	for _, suite := range append(tls.CipherSuites(), tls.InsecureCipherSuites()...) {
		if !slices.Contains(suite.SupportedVersions, tls.VersionTLS12) {
			continue
		}
		conn, err := tls.Dial("tcp", strings.TrimPrefix(p.base, "http://"), &tls.Config{RootCAs: trusted, MaxVersion: tls.VersionTLS12, CipherSuites: []uint16{suite.ID}})
		if err == nil {
			conn.Close()
		}
		// The test's key is one for ECDSA.
		want := strings.HasPrefix(suite.Name, "TLS_ECDHE_ECDSA") && (strings.Contains(suite.Name, "GCM") || strings.Contains(suite.Name, "POLY1305"))
		if (err == nil) != want {
			t.Errorf("%s: %v", suite.Name, err)
		}
	}
	eventually(t, "the failed handshakes are logged", func() bool { return strings.Contains(p.log.String(), "TLS handshake error from a client") })
	if strings.Contains(p.log.String(), "127.0.0.1") {
		t.Errorf("the log holds a client's address: %s", p.log)
	}
	trusted = writeCertificate(t, folder, "second")
	p.signal(syscall.SIGHUP)
	eventually(t, "the second certificate is served after a hangup", func() bool { return served("second") })
	if err := os.WriteFile(cert, []byte("half a file"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.signal(syscall.SIGHUP)
	eventually(t, "the broken certificate is logged", func() bool { return strings.Contains(p.log.String(), "last good one goes on") })
	if !served("second") {
		t.Error("after a broken certificate the last good one is not served")
	}
	trusted = writeCertificate(t, folder, "third")
	eventually(t, "the third certificate is found without a hangup", func() bool { return served("third") })
}

// A desk with an address of its own has the certificate too: its cookie is sent over https alone.
func TestTLSOfADeskOfItsOwn(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	trusted := writeCertificate(t, folder, "first")
	p := start(t, "--desk-addr=127.0.0.1:0", "--tls-cert="+filepath.Join(folder, "cert.pem"), "--tls-key="+filepath.Join(folder, "key.pem"))
	origin := deskOrigin(t, p)
	c := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}}, Timeout: testTimeout}
	response, err := c.Get(strings.Replace(origin, "localhost", "127.0.0.1", 1) + "/desk/login")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK || !strings.HasPrefix(origin, "https://") {
		t.Errorf("%s/desk/login: %s", origin, response.Status)
	}
}

func TestTLSFilesThatMakeNoSense(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	writeCertificate(t, folder, "first")
	cert, key := filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	oneLine(t, refusedStart(t, t.TempDir(), "--tls-cert="+cert), "--tls-cert and --tls-key belong together")
	oneLine(t, refusedStart(t, t.TempDir(), "--tls-cert="+key, "--tls-key="+cert), "--tls-cert", "cannot be used")
	oneLine(t, refusedStart(t, t.TempDir(), "--tls-cert="+cert, "--tls-key="+cert+".none"), "no such file")
}
