package spam

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"net/netip"
	"sort"
	"time"
)

// NetworkLimit is how many new answers a day from one network are counted for one revision of an article. Later ones are held.
const NetworkLimit = 5

// Bits of an address that name its network: what one customer or one small organisation is usually given. Whoever has an IPv6
// network of /48 can choose among 65,536 subnets of /64.
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

// NetworkHash names a network's answers about one revision of an article: 128 bits of an HMAC. Without the key, nobody can find
// the network by trying all of them.
func NetworkHash(key []byte, network netip.Prefix, article, revision string) [16]byte {
	mac := hmac.New(sha256.New, key)
	address := network.Addr().As16()
	text := append(make([]byte, 0, 128), address[:]...)
	text = append(text, byte(network.Bits()))
	text = binary.BigEndian.AppendUint64(text, uint64(len(article)))
	text = append(append(text, article...), revision...)
	mac.Write(text)
	return [16]byte(mac.Sum(nil)[:16])
}

// Window is the time in which the answers about an article are compared with its own rate, and RatePeriod the time before it from
// which that rate is taken.
const (
	Window     = time.Hour
	RatePeriod = 28 * 24 * time.Hour
)

const (
	improbable = 1e-6           // a burst is what a Poisson process would show less often than this
	leastRate  = 10             // answers an hour: what a quiet article may get when a link to it is shared
	peak       = 4              // the busiest hour of a day against its mean hour
	leastSpan  = 24 * time.Hour // a rate that was observed for less is taken for that of a day
)

// Rate is how many answers an hour an article may get in its busiest hours, by the answers that were counted in a time before,
// at most [RatePeriod].
func Rate(answers int, observed time.Duration) float64 {
	return max(leastRate, peak*float64(answers)/max(observed, leastSpan).Hours())
}

// BurstSize is the least number of answers within [Window] that is a burst for an article with this rate an hour.
func BurstSize(rate float64) int {
	span := int(40 + 20*math.Sqrt(rate)) // far beyond the place that is looked for
	first := int(rate)
	return first + sort.Search(span, func(i int) bool { return tail(first+i, rate) < improbable })
}

// tail is the probability that a Poisson variable with this mean is n or more, for n not below the mean.
func tail(n int, mean float64) float64 {
	logFactorial, _ := math.Lgamma(float64(n) + 1)
	term := math.Exp(float64(n)*math.Log(mean) - mean - logFactorial)
	sum := term
	for k := n + 1; term > sum*1e-12; k++ {
		term *= mean / float64(k)
		sum += term
	}
	return min(1, sum)
}
