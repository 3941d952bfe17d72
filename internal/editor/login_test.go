package editor

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"testing"
	"time"
)

const password = "correct horse battery"

// door is a Logins with one account, marie, and a clock.
type door struct {
	*Logins
	t     *testing.T
	clock time.Time
	fails error // what the store says
	asked []string
	epoch int64
	wrote *guessStore
}

// guessStore counts guesses as a store does, for all processes.
type guessStore struct {
	empty map[int]time.Time
	fails error
}

func (d *door) GuessesUntil(_ context.Context, bucket int) (time.Time, error) {
	return d.wrote.empty[bucket], d.wrote.fails
}

func (d *door) AddGuess(_ context.Context, bucket int, every time.Duration) error {
	if d.wrote.fails == nil {
		from := d.wrote.empty[bucket]
		if from.Before(d.clock) {
			from = d.clock
		}
		d.wrote.empty[bucket] = from.Add(every)
	}
	return d.wrote.fails
}

func (d *door) Account(_ context.Context, name string) (Account, string, bool, error) {
	d.asked = append(d.asked, name)
	if name != "marie" || d.fails != nil {
		return Account{}, "", false, d.fails
	}
	return Account{Name: "marie", Role: Owner, Epoch: d.epoch}, cheapHash, true, nil
}

// cheapHash is of the password with the least cost, because these tests make hundreds of tries.
var cheapHash = func() string {
	p := phc{memory: 8, passes: 1, lanes: 1, salt: []byte("12345678")}
	p.key = make([]byte, 32)
	key, err := NewHasher().key(context.Background(), true, password, p)
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf("$argon2id$v=19$m=8,t=1,p=1$%s$%s", phcText.EncodeToString(p.salt), phcText.EncodeToString(key))
}()

func newDoor(t *testing.T) *door {
	d := &door{t: t, clock: time.UnixMilli(1_763_600_000_000), wrote: &guessStore{empty: map[int]time.Time{}}}
	d.Logins = NewLogins(d, NewHasher(), func() []byte { return []byte("a key") }, func() time.Time { return d.clock })
	d.unknownHash = cheapHash
	return d
}

func from(n int) netip.Addr { return netip.AddrFrom4([4]byte{9, 9, byte(n >> 8), byte(n)}) }

func (d *door) try(name, password string, client netip.Addr, browser string) (string, error) {
	a, proof, err := d.Login(d.t.Context(), Login{Name: name, Password: password, Client: client, Browser: browser})
	if (err == nil) != (a.Name == "marie" && a.Role == Owner && proof != "") {
		d.t.Errorf("login gave %+v, %q, %v", a, proof, err)
	}
	return proof, err
}

func (d *door) opens(client netip.Addr, browser string) string {
	d.t.Helper()
	proof, err := d.try(" Marie", password, client, browser)
	if err != nil {
		d.t.Errorf("the right password from %s: %v", client, err)
	}
	return proof
}

func (d *door) wrong(name string, client netip.Addr, browser string) {
	d.t.Helper()
	if _, err := d.try(name, "wrong horse battery", client, browser); !errors.Is(err, ErrWrong) {
		d.t.Errorf("a wrong password for %s: %v", name, err)
	}
}

func (d *door) waits(name, word string, client netip.Addr, browser string) time.Duration {
	d.t.Helper()
	_, err := d.try(name, word, client, browser)
	var wait *WaitError
	if !errors.As(err, &wait) || wait.After <= 0 {
		d.t.Fatalf("a try too many for %s: %v", name, err)
	}
	return wait.After
}

func TestLogin(t *testing.T) {
	d := newDoor(t)
	d.opens(from(1), "")
	d.wrong("marie", from(1), "")
	d.wrong("nobody", from(1), "")
	if _, err := d.try("nobody", password, from(1), ""); !errors.Is(err, ErrWrong) {
		t.Errorf("the password that fits nobody's hash lets nobody in: %v", err)
	}
	if _, err := d.try("no name", password, from(1), ""); !errors.Is(err, ErrWrong) {
		t.Errorf("what is no name: %v", err)
	}
	d.fails = errors.New("the database is away")
	for range 50 { // nobody is held back for what the database did
		if _, err := d.try("marie", password, from(1), ""); !errors.Is(err, d.fails) {
			t.Fatal(err)
		}
	}
}

// A login under a name that nobody has costs a hashing too, or the time would tell.
func TestUnknownNamesAreHashedToo(t *testing.T) {
	for _, name := range []string{"marie", "nobody"} {
		d := newDoor(t)
		d.hasher = occupied(2, 0)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, _, err := d.Login(ctx, Login{Name: name, Password: password}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s does not wait for a hashing: %v", name, err)
		}
	}
}

// From one client: five tries, then one a minute, for a name that exists and for one that does not
// alike.
func TestOneClientGuesses(t *testing.T) {
	for _, name := range []string{"marie", "nobody"} {
		d := newDoor(t)
		for range perClient.burst {
			d.wrong(name, from(1), "")
		}
		if after := d.waits(name, password, from(1), ""); after != time.Minute {
			t.Errorf("%s waits for %s", name, after)
		}
		d.wrong(name, from(2), "")
		d.clock = d.clock.Add(time.Minute)
		d.wrong(name, from(1), "")
		d.waits(name, "x", from(1), "")
	}
}

// From many clients: whatever the name, they get 20 tries and then one each half minute.
func TestManyClientsGuess(t *testing.T) {
	for _, name := range []string{"marie", "nobody"} {
		d := newDoor(t)
		known := d.opens(from(1000), "")
		for i := range perName.burst {
			d.wrong(name, from(i), "")
		}
		d.waits(name, password, from(999), "")
		// Another name is not touched by it, and the browser that marie has used before lets her
		// in.
		d.wrong("other", from(1), "")
		d.opens(from(1), known)
		tries := 0
		for end := d.clock.Add(24 * time.Hour); d.clock.Before(end); d.clock = d.clock.Add(10 * time.Second) {
			if _, err := d.try(name, "guess", from(tries), ""); errors.Is(err, ErrWrong) {
				tries++
			}
		}
		if tries > 2_900 {
			t.Errorf("%d guesses in a day", tries)
		}
		d.opens(from(1), known)
	}
}

func TestAProofIsForOneNameAndLimitedToo(t *testing.T) {
	d := newDoor(t)
	proof := d.opens(from(1), "")
	for range perBrowser.burst {
		d.wrong("marie", from(1), proof)
	}
	d.waits("marie", password, from(2), proof)
	for i, bad := range []string{proof + "x", "x" + proof, ".", proof[:30]} {
		for range perClient.burst {
			d.wrong("marie", from(100+i), bad)
			d.clock = d.clock.Add(30 * time.Second)
		}
	}
	if p, ok := d.verifyProof("other", proof); ok {
		t.Errorf("the proof holds for another name too: %+v", p)
	}
}

// Whoever has 2^64 addresses of one network has one client's tries.
func TestAddressesOfOneNetworkCountTogether(t *testing.T) {
	d := newDoor(t)
	for i := range perClient.burst {
		d.wrong("marie", netip.MustParseAddr(fmt.Sprintf("2001:db8:1:2::%d", i+1)), "")
	}
	d.waits("marie", "x", netip.MustParseAddr("2001:db8:1:2:ffff::1"), "")
	d.wrong("marie", netip.MustParseAddr("2001:db8:1:3::1"), "")
	d.wrong("marie", netip.Addr{}, "")
}

func TestAFloodOfNamesKeepsTheGuessedOne(t *testing.T) {
	d := newDoor(t)
	l := &d.limits
	guessed := map[bucketName]allowance{{name: "marie"}: perName}
	for range perName.burst {
		l.acquire(guessed)
	}
	for i := range 3 * maxBuckets {
		l.acquire(map[bucketName]allowance{{name: fmt.Sprint(i)}: perName})
	}
	if n := len(l.buckets); n > maxBuckets {
		t.Errorf("%d buckets are held", n)
	}
	if wait, _ := l.acquire(guessed); wait == 0 {
		t.Error("the flood has washed the guessed name out")
	}
}

// From one client, whatever the names: 30 tries, then one each two seconds.
func TestOneClientTriesManyNames(t *testing.T) {
	d := newDoor(t)
	for i := range perAddress.burst {
		d.wrong(fmt.Sprintf("name-%d", i), from(1), "")
	}
	d.waits("marie", password, from(1), "")
	d.waits("no name at all", password, from(1), "")
	d.opens(from(2), "")
}

// All unknown browsers together leave the processor to others, and one in which the editor has
// logged in before does not wait.
func TestManyClientsTryManyNames(t *testing.T) {
	d := newDoor(t)
	known := d.opens(from(1), "")
	for i := range perProcess.burst {
		d.wrong(fmt.Sprintf("name-%d", i), from(i), "")
	}
	_, err := d.try("marie", password, from(999), "")
	var wait *WaitError
	if !errors.As(err, &wait) || !wait.Busy || wait.After > time.Second {
		t.Errorf("a try too many: %v", err)
	}
	d.hasher = occupied(0, 1)
	for range maxQueue - 1 {
		d.hasher.unknown <- struct{}{}
	}
	d.opens(from(999), known)
	d.clock = d.clock.Add(time.Minute)
	if _, err := d.try("marie", password, from(999), ""); !errors.As(err, &wait) || !wait.Busy || wait.After != BusyWait {
		t.Errorf("a full queue: %v", err)
	}
}

// Whoever asks several processes has no more guesses than at one; while their store fails, each
// counts for itself.
func TestProcessesShareGuesses(t *testing.T) {
	for _, name := range []string{"marie", "nobody"} {
		one, two := newDoor(t), newDoor(t)
		two.wrote = one.wrote
		for i := range perName.burst {
			one.wrong(name, from(i), "")
		}
		if after := two.waits(name, password, from(99), ""); after != perName.every {
			t.Errorf("%s waits for %s at another process", name, after)
		}
		two.wrong("other", from(99), "")
		two.opens(from(99), two.Proof(Account{Name: "marie"}))
		two.wrote.fails = errors.New("the database is away")
		for i := range perName.burst {
			two.wrong(name, from(i), "")
		}
		two.waits(name, password, from(99), "")
	}
}

func TestANewPasswordEndsProofs(t *testing.T) {
	d := newDoor(t)
	old := d.opens(from(1), "")
	if again := d.opens(from(1), old); again != old {
		t.Errorf("a second login in one browser makes another proof: %q, %q", old, again)
	}
	d.epoch++
	for i := range perName.burst {
		d.wrong("marie", from(i), "")
	}
	d.waits("marie", password, from(99), old)
	d.opens(from(99), d.Proof(Account{Name: "marie", Epoch: d.epoch}))
}

// However often an editor logs in, the browsers' allowances are few.
func TestProofsOfAnEditorAreBounded(t *testing.T) {
	d := newDoor(t)
	proofs := map[string]bool{}
	for range 50 * maxBrowsers {
		proofs[d.Proof(Account{Name: "marie"})] = true
	}
	if len(proofs) != maxBrowsers {
		t.Errorf("%d proofs, want %d", len(proofs), maxBrowsers)
	}
}

func TestWrongLoginsNameOnlyAccounts(t *testing.T) {
	d := newDoor(t)
	for name, want := range map[string]string{" Marie": "marie", "correct-horse": "", "Correct Horse!": ""} {
		_, err := d.try(name, "wrong horse battery", from(1), "")
		var wrong *WrongError
		if !errors.As(err, &wrong) || wrong.Editor != want || wrong.Error() != ErrWrong.Error() {
			t.Errorf("%q: %+v, want %q", name, err, want)
		}
	}
}
