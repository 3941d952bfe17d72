package notify

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// secretPrefix is the prefix of secrets for HMAC signatures.
const secretPrefix = "whsec_"

// secretBytes is the length of a new secret; the specification requires 24 to 64.
const secretBytes = 32

// NewSecret returns a random secret for a new webhook.
func NewSecret() string {
	key := make([]byte, secretBytes)
	rand.Read(key)
	return secretPrefix + base64.StdEncoding.EncodeToString(key)
}

// Sign returns the value of webhook-signature for a message.
func Sign(secret, id string, at time.Time, body []byte) (string, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretPrefix))
	if err != nil || len(key) == 0 {
		return "", errors.New("the secret of this webhook cannot be read: remove the webhook and add it again")
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(id + "." + strconv.FormatInt(at.Unix(), 10) + "."))
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)), nil
}

// maxURL bounds a webhook's address.
const maxURL = 2000

// CheckURL validates a webhook's address. Plain http is only allowed for private networks.
func CheckURL(address string, allowPrivate bool) error {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return fmt.Errorf("%q is no address of a webhook: write it as https://example.com/path", address)
	case len(address) > maxURL:
		return fmt.Errorf("the address of a webhook takes at most %d characters", maxURL)
	case u.Scheme == "http" && !allowPrivate:
		return errors.New("a webhook's address begins with https://, so that nobody on the way reads what readers wrote; http:// is for private networks, with --webhooks-allow-private")
	case u.User != nil:
		return errors.New("a webhook's address holds no user and password: messages are signed instead")
	case u.Fragment != "":
		return errors.New("a webhook's address has no part behind #")
	}
	return nil
}
