package spam_test

import (
	"math"
	"net/netip"
	"testing"
	"time"

	"pinhole/internal/spam"
)

func TestNetwork(t *testing.T) {
	t.Parallel()
	for client, want := range map[string]string{
		"203.0.113.7":          "203.0.113.0/24",
		"::ffff:203.0.113.7":   "203.0.113.0/24",
		"2001:db8:1:2::3":      "2001:db8:1::/48",
		"fe80::1%eth0":         "fe80::/48",
		"255.255.255.255":      "255.255.255.0/24",
		"2001:db8:1:ffff:1::3": "2001:db8:1::/48",
	} {
		if got := spam.Network(netip.MustParseAddr(client)); got.String() != want {
			t.Errorf("the network of %s is %s, want %s", client, got, want)
		}
	}
	if got := spam.Network(netip.Addr{}); got.IsValid() {
		t.Errorf("no address has the network %s", got)
	}
}

func TestNetworkHash(t *testing.T) {
	t.Parallel()
	network, other := netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("203.0.114.0/24")
	hasher := spam.NewNetworkHasher([]byte("key"))
	hash := hasher.Hash(network, "article", "revision")
	if again := hasher.Hash(network, "article", "revision"); again != hash {
		t.Error("the same network has another hash")
	}
	for name, different := range map[string][16]byte{
		"another key":      spam.NewNetworkHasher([]byte("yek")).Hash(network, "article", "revision"),
		"another network":  hasher.Hash(other, "article", "revision"),
		"another article":  hasher.Hash(network, "articles", "revision"),
		"another revision": hasher.Hash(network, "article", "revisions"),
		"another border":   hasher.Hash(network, "articler", "evision"),
	} {
		if different == hash {
			t.Errorf("%s has the same hash", name)
		}
	}
}

func TestRate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		answers  int
		observed time.Duration
		want     float64
	}{
		{0, 0, 10},
		{100, 28 * 24 * time.Hour, 10},
		{6720, 28 * 24 * time.Hour, 40},
		{240, time.Hour, 40},
	} {
		if got := spam.Rate(c.answers, c.observed); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%d answers in %v are %v an hour, want %v", c.answers, c.observed, got, c.want)
		}
	}
}

// The sizes were found by adding up the probabilities one by one.
func TestBurstSize(t *testing.T) {
	t.Parallel()
	for rate, want := range map[float64]int{10: 29, 40: 74, 1000: 1155, 100_000: 101_508} {
		if got := spam.BurstSize(rate); got != want {
			t.Errorf("a burst at %v an hour has %d answers, want %d", rate, got, want)
		}
	}
}

// Whatever the rate, the size is the first one that is improbable enough: summed up from below
// here, from above there.
func TestBurstSizeIsTheFirstImprobableOne(t *testing.T) {
	t.Parallel()
	for rate := 10.0; rate < 300; rate += 7.3 {
		size := spam.BurstSize(rate)
		if p := atLeast(size, rate); p >= 1e-6 {
			t.Errorf("at %v an hour %d answers have the probability %v", rate, size, p)
		}
		if p := atLeast(size-1, rate); p < 1e-6 {
			t.Errorf("at %v an hour already %d answers have the probability %v", rate, size-1, p)
		}
	}
}

// atLeast is 1 minus the probabilities of 0 to n-1.
func atLeast(n int, mean float64) float64 {
	term, below := math.Exp(-mean), 0.0
	for k := range n {
		below += term
		term *= mean / float64(k+1)
	}
	return 1 - below
}
