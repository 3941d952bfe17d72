package editor

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func TestHash(t *testing.T) {
	h := NewHasher()
	one, err := h.Hash(t.Context(), "correct horse battery")
	if err != nil || !strings.HasPrefix(one, "$argon2id$v=19$m=47104,t=1,p=1$") {
		t.Fatalf("got %q, %v", one, err)
	}
	two, _ := h.Hash(t.Context(), "correct horse battery")
	if one == two {
		t.Error("two hashes of one password are the same: there is no salt")
	}
	for password, want := range map[string]bool{"correct horse battery": true, "correct horse batterz": false, "": false} {
		if right, err := h.Verify(t.Context(), true, one, password); right != want || err != nil {
			t.Errorf("%q: %v, %v", password, right, err)
		}
	}
}

// The hash is one of those in src/test.c of the reference implementation,
// https://github.com/P-H-C/phc-winner-argon2.
func TestVerifyReadsOtherCosts(t *testing.T) {
	const hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	right, err := NewHasher().Verify(t.Context(), true, hash, "password")
	if !right || err != nil {
		t.Errorf("the vector of the reference program: %v, %v", right, err)
	}
}

func TestDamagedHashesAreErrors(t *testing.T) {
	good, _ := NewHasher().Hash(t.Context(), "correct horse battery")
	for _, hash := range []string{"", "plain", strings.Replace(good, "argon2id", "argon2i", 1), strings.Replace(good, "v=19", "v=16", 1),
		strings.Replace(good, "m=47104", "m=4194304", 1), strings.Replace(good, "t=1", "t=0", 1), strings.Replace(good, "p=1", "p=0", 1),
		strings.Replace(good, "t=1", "t=4000000", 1), good + "!", good[:len(good)-40], strings.Replace(good, "m=47104,", "", 1)} {
		if right, err := NewHasher().Verify(t.Context(), true, hash, "correct horse battery"); right || !errors.Is(err, errHash) {
			t.Errorf("%q: %v, %v", hash, right, err)
		}
	}
	if right, err := NewHasher().Verify(t.Context(), true, unknownHash(), ""); right || err != nil {
		t.Errorf("nobody's hash: %v, %v", right, err)
	}
}

// occupied returns a busy hasher with some slots taken by known and by unknown callers.
func occupied(known, unknown int) *Hasher {
	h := NewHasher()
	for range known {
		h.known <- struct{}{}
		h.places <- struct{}{}
	}
	for range unknown {
		h.unknown <- struct{}{}
		h.unknownPlaces <- struct{}{}
		h.places <- struct{}{}
	}
	return h
}

func TestTwoHashesAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, test := range map[string]struct {
		hasher *Hasher
		known  bool
		waits  bool
	}{
		"an idle one, known":         {occupied(0, 0), true, false},
		"an idle one, unknown":       {occupied(0, 0), false, false},
		"two known at work, known":   {occupied(2, 0), true, true},
		"two known at work, unknown": {occupied(2, 0), false, true},
		"unknown at work, known":     {occupied(0, 1), true, false},
		"unknown at work, unknown":   {occupied(0, 1), false, true},
	} {
		ctx := ctx
		if !test.waits {
			ctx = t.Context()
		}
		for range 20 { // where it need not wait, it may see the context's end nevertheless
			if _, err := test.hasher.Verify(ctx, test.known, cheapHash, password); errors.Is(err, context.Canceled) != test.waits {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestTheQueueIsBounded(t *testing.T) {
	h := NewHasher()
	for range maxQueue {
		h.unknown <- struct{}{}
	}
	if _, err := h.Verify(t.Context(), false, cheapHash, password); !errors.Is(err, ErrBusy) {
		t.Errorf("a full queue of unknown callers: %v", err)
	}
	if right, err := h.Verify(t.Context(), true, cheapHash, password); !right || err != nil {
		t.Errorf("a known caller beside it: %v, %v", right, err)
	}
	for range maxQueue {
		h.known <- struct{}{}
	}
	if _, err := h.Hash(t.Context(), password); !errors.Is(err, ErrBusy) {
		t.Errorf("a full queue of known callers: %v", err)
	}
}

func TestCheckPassword(t *testing.T) {
	for password, wrong := range map[string]string{
		"four words in a row": "", "ÄÖÜäöüßéèàç!": "", strings.Repeat("x4 Yt;", 170): "", "correct horse battery": "", "tz4f8wq0ab2m": "", "wo die zitronen blühn": "",
		"elevenchars": "short", "ääääääääääää"[:22]: "short", strings.Repeat("x", 1025): "long",
		"marie-curie-of-paris": "is the name", " Marie-Curie-of-Paris ": "is the name", "broken \xff text here": "UTF-8",
	} {
		err := CheckPassword(password, "marie-curie-of-paris")
		if wrong == "" && err != nil || wrong != "" && (err == nil || !strings.Contains(err.Error(), wrong)) {
			t.Errorf("%q: %v, want %q", password, err, wrong)
		}
	}
}

func TestGuessablePasswords(t *testing.T) {
	names := []string{"marie", "help.cameras.example"}
	for _, password := range []string{"password1234", "qwertyuiop12", "123456789012", "pinholepinhole", "Password2026!", "P@ssw0rd1234", "1qaz2wsx3edc", "mariemarie2026",
		"Pinhole12345!", "cameras-marie1", "letmeinletmein", "asdfghjklqwertz", "zyxwvutsrqponm", "aaaaaaaaaaaa", "121212121212", "ababababab12", "HELP.cameras.example1", "M4r1e-P1nh0le!"} {
		if err := CheckPassword(password, names...); !errors.Is(err, ErrGuessable) {
			t.Errorf("%q: %v", password, err)
		}
	}
	if n := len(commonPasswords()); n < 9_000 {
		t.Errorf("only %d common passwords are known", n)
	}
	for common := range commonPasswords() {
		if CheckPassword(common) == nil || CheckPassword(common+common) == nil && len(common) < MaxPassword/2 {
			t.Errorf("the common password %q is taken", common)
		}
	}
}

func BenchmarkCheckPassword(b *testing.B) {
	password := strings.Repeat("password", MaxPassword/8)
	for b.Loop() {
		CheckPassword(password, "marie")
	}
}

func TestCleanName(t *testing.T) {
	for name, want := range map[string]string{"marie": "marie", " Marie.C-2_x ": "marie.c-2_x", "": "", "m": "", "2be": "", "marie curie": "",
		"márie": "", strings.Repeat("m", 33): "", "command line": "", "a/b": ""} {
		if got, err := CleanName(name); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", name, got, err)
		}
	}
}
