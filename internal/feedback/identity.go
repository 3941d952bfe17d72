package feedback

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
)

// Browser is the secret of one reader's browser: 128 bits that its cookie
// holds, or the UUID that its script sends as browser-key. It is never stored
// by the program.
type Browser [16]byte

// Receipt is the secret that lets whoever has it see, change and withdraw one
// piece of feedback. It is never stored; see [Receipt.ID].
type Receipt [16]byte

// ID is the primary key of a piece of feedback. It does not reveal the receipt from which it is
// derived, so that a stolen database holds no receipts.
type ID [16]byte

var (
	errBrowser = errors.New("not a browser's secret")
	errKey     = errors.New("not a version 4 UUID")
	errReceipt = errors.New("not a receipt")
)

// secretText encodes 16 bytes as 22 characters of base64url; decoding is strict.
var secretText = base64.RawURLEncoding.Strict()

// NewBrowser returns a new random secret.
func NewBrowser() Browser {
	var b Browser
	rand.Read(b[:])
	return b
}

// ParseBrowser parses the result of [Browser.String].
func ParseBrowser(cookie string) (Browser, error) {
	secret, ok := parseSecret(cookie)
	if !ok {
		return Browser{}, errBrowser
	}
	return secret, nil
}

// BrowserFromKey reads a form's browser-key: a version 4 UUID in its usual form
// of 36 characters, in either case. The secret is the UUID's 16 bytes.
func BrowserFromKey(key string) (Browser, error) {
	if len(key) != 36 || key[8] != '-' || key[13] != '-' || key[18] != '-' || key[23] != '-' {
		return Browser{}, errKey
	}
	digits := key[:8] + key[9:13] + key[14:18] + key[19:23] + key[24:]
	var b Browser
	if _, err := hex.Decode(b[:], []byte(digits)); err != nil {
		return Browser{}, errKey
	}
	if b[6]>>4 != 4 || b[8]>>6 != 0b10 {
		return Browser{}, errKey
	}
	return b, nil
}

// String returns the secret as 22 characters of base64url, for the cookie.
func (b Browser) String() string { return secretText.EncodeToString(b[:]) }

// Receipt returns the receipt for this browser's feedback on one revision of an article:
// deterministic, and two receipts cannot be linked without the browser's secret. The revision must
// be the real one, not the empty string that stands for the current one in a form.
func (b Browser) Receipt(article, revision string) Receipt {
	mac := hmac.New(sha256.New, b[:])
	// The length separates ("ab", "c") from ("a", "bc").
	mac.Write(binary.BigEndian.AppendUint64(nil, uint64(len(article))))
	mac.Write([]byte(article))
	mac.Write([]byte(revision))
	return Receipt(mac.Sum(nil)[:16])
}

// ParseReceipt parses the result of [Receipt.String] and rejects any other encoding of the same
// bits.
func ParseReceipt(text string) (Receipt, error) {
	secret, ok := parseSecret(text)
	if !ok {
		return Receipt{}, errReceipt
	}
	return secret, nil
}

// String returns the receipt as 22 characters of base64url, for its address.
func (r Receipt) String() string { return secretText.EncodeToString(r[:]) }

// ID returns the key under which the receipt's feedback is stored.
func (r Receipt) ID() ID {
	sum := sha256.Sum256(r[:])
	return ID(sum[:16])
}

func parseSecret(text string) (secret [16]byte, ok bool) {
	// The length comes first: the decoder skips line breaks.
	if len(text) != secretText.EncodedLen(len(secret)) {
		return secret, false
	}
	n, err := secretText.Decode(secret[:], []byte(text))
	return secret, err == nil && n == len(secret)
}
