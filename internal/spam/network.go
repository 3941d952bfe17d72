package spam

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"math"
	"net/netip"
	"sort"
	"sync"
	"time"
)

// NetworkLimit is how many new answers per day and network are counted for one revision of an
// article. Further ones are held.
const NetworkLimit = 5

// The prefix lengths of a network: what one customer or one small organisation usually has. An IPv6
// network of /48 contains 65,536 subnets of /64.
const (
	networkBits4 = 24
	networkBits6 = 48
)

// Network returns the network of a client's address; the zero prefix for the zero address.
func Network(client netip.Addr) netip.Prefix {
	client = client.Unmap().WithZone("")
	bits := networkBits6
	if client.Is4() {
		bits = networkBits4
	}
	network, err := client.Prefix(bits)
	if err != nil {
		return netip.Prefix{} // the zero address
	}
	return network
}

// A NetworkHasher identifies networks by an HMAC. Without its key, no network can be found by brute
// force. It may be used concurrently.
type NetworkHasher struct{ macs sync.Pool } // of hash.Hash: to make one takes as long as to use it

// NewNetworkHasher returns a NetworkHasher with a secret key.
func NewNetworkHasher(key []byte) *NetworkHasher {
	return &NetworkHasher{sync.Pool{New: func() any { return hmac.New(sha256.New, key) }}}
}

// Hash returns 128 bits that identify a network's answers about one revision of an article.
func (h *NetworkHasher) Hash(network netip.Prefix, article, revision string) [16]byte {
	mac := h.macs.Get().(hash.Hash)
	defer h.macs.Put(mac)
	mac.Reset()
	address := network.Addr().As16()
	text := append(make([]byte, 0, 128), address[:]...)
	text = append(text, byte(network.Bits()))
	text = binary.BigEndian.AppendUint64(text, uint64(len(article)))
	text = append(append(text, article...), revision...)
	mac.Write(text)
	return [16]byte(mac.Sum(text[:0]))
}

// Window is the period in which an article's answers are compared with its usual rate, and
// RatePeriod the preceding period from which that rate is derived.
const (
	Window     = time.Hour
	RatePeriod = 28 * 24 * time.Hour
)

const (
	improbable = 1e-6           // probability in a Poisson process below which answers are a burst
	minRate    = 10             // answers an hour: a rarely read article may get as many when a link to it is shared
	peak       = 4              // ratio of a day's busiest hour to its mean hour
	minSpan    = 24 * time.Hour // minimum period by which a count is divided
)

// Rate returns the expected answers an hour of an article in its busiest hours, given the answers
// counted in a preceding period of at most [RatePeriod].
func Rate(answers int, observed time.Duration) float64 {
	return max(minRate, peak*float64(answers)/max(observed, minSpan).Hours())
}

// BurstSize returns the minimum number of answers within [Window] that is a burst for an article
// with this rate an hour.
func BurstSize(rate float64) int {
	span := int(40 + 20*math.Sqrt(rate)) // an upper bound of the result
	first := int(rate)
	return first + sort.Search(span, func(i int) bool { return poissonTail(first+i, rate) < improbable })
}

// poissonTail returns the probability that a Poisson variable with this mean is at least n, for n
// not below the mean.
func poissonTail(n int, mean float64) float64 {
	logFactorial, _ := math.Lgamma(float64(n) + 1)
	term := math.Exp(float64(n)*math.Log(mean) - mean - logFactorial)
	sum := term
	for k := n + 1; term > sum*1e-12; k++ {
		term *= mean / float64(k)
		sum += term
	}
	return min(1, sum)
}
