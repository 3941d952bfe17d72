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

// maxBrowsers is how many distinct proofs an editor has per epoch. More browsers share proofs and
// their allowances.
const maxBrowsers = 16

// proof is the content of the cookie of a browser that has logged in before.
type proof struct {
	slot  string // one of maxBrowsers numbers
	epoch int64  // of the account when it logged in
}

func newProof(epoch int64) proof { return proof{strconv.Itoa(rand.IntN(maxBrowsers)), epoch} }

// Proof returns a proof for a browser whose editor is already authenticated. It is valid for the
// account's current epoch.
func (l *Logins) Proof(a Account) string { return l.sign(a.Name, newProof(a.Epoch)) }

// sign encodes a proof with an HMAC of the name, slot and epoch.
func (l *Logins) sign(name string, p proof) string {
	mac := hmac.New(sha256.New, l.key())
	fmt.Fprintf(mac, "browser\x00%s\x00%s\x00%d", name, p.slot, p.epoch)
	return fmt.Sprintf("%s.%d.%s", p.slot, p.epoch, base64.RawURLEncoding.EncodeToString(mac.Sum(nil)))
}

// verifyProof parses and verifies a proof for a name made by [Logins.sign].
func (l *Logins) verifyProof(name, text string) (p proof, ok bool) {
	parts := strings.Split(text, ".")
	if len(parts) != 3 {
		return proof{}, false
	}
	epoch, err := strconv.ParseInt(parts[1], 10, 64)
	p = proof{slot: parts[0], epoch: epoch}
	return p, err == nil && hmac.Equal([]byte(text), []byte(l.sign(name, p)))
}
