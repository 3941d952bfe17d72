package editor

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// maxBrowsers is how many proofs an editor has at a time. Where there are more browsers, some share a proof and its allowance.
const maxBrowsers = 16

// proof is what a browser has that has logged in under a name before.
type proof struct {
	slot  string // one of maxBrowsers numbers
	epoch int64  // of the account when it logged in
}

func newProof(epoch int64) proof { return proof{strconv.Itoa(rand.IntN(maxBrowsers)), epoch} }

// Proof gives a proof for a browser whose editor is known otherwise. It holds until the account's epoch moves on.
func (l *Logins) Proof(a Account) string { return l.sign(a.Name, newProof(a.Epoch)) }

// sign gives a proof as text that nobody can make without the key.
func (l *Logins) sign(name string, p proof) string {
	mac := hmac.New(sha256.New, l.key())
	fmt.Fprintf(mac, "browser\x00%s\x00%s\x00%d", name, p.slot, p.epoch)
	return fmt.Sprintf("%s.%d.%s", p.slot, p.epoch, base64.RawURLEncoding.EncodeToString(mac.Sum(nil)))
}

// proven reads a proof that [Logins.sign] has made for a name.
func (l *Logins) proven(name, text string) (p proof, ok bool) {
	parts := strings.Split(text, ".")
	if len(parts) != 3 {
		return proof{}, false
	}
	epoch, err := strconv.ParseInt(parts[1], 10, 64)
	p = proof{slot: parts[0], epoch: epoch}
	return p, err == nil && hmac.Equal([]byte(text), []byte(l.sign(name, p)))
}
