package redact

import (
	"net/netip"
	"slices"
)

// defaultAddresses are the addresses that stay: they are the same in every house, and an article
// may be about them. The list is closed; an address that is not in it, public or private, tells
// where somebody's device is.
var defaultAddresses = func() (all []netip.Addr) {
	for _, text := range []string{
		"192.168.1.108",                                                          // Dahua, Lorex, Amcrest
		"192.168.1.64",                                                           // Hikvision cameras
		"192.0.0.64",                                                             // Hikvision, older
		"192.0.0.65",                                                             // Hikvision door stations
		"192.168.0.90",                                                           // Axis
		"192.168.1.13",                                                           // Uniview cameras
		"192.168.1.30",                                                           // Uniview recorders
		"192.168.1.10",                                                           // XMEye devices
		"192.168.1.88",                                                           // older Annke and Hikvision OEM recorders
		"192.168.1.100",                                                          // Hanwha
		"192.168.1.168",                                                          // TVT, Provision-ISR, Swann
		"192.168.1.188",                                                          // Helix, Montavue
		"192.168.1.20",                                                           // UniFi
		"192.168.0.20",                                                           // D-Link
		"192.168.0.100",                                                          // ACTi
		"192.168.0.250",                                                          // GeoVision
		"192.168.0.1", "192.168.1.1", "192.168.1.254", "192.168.2.1", "10.0.0.1", // routers
		"192.168.100.1",           // cable modems
		"192.168.254.1",           // Hikvision PoE ports
		"10.1.1.1",                // Dahua and Lorex PoE ports
		"192.168.0.0", "10.0.0.0", // networks and masks
		"192.168.1.0", "10.1.1.0",
		"0.0.0.0", "255.255.255.0", "255.255.0.0", "255.255.255.255",
		"127.0.0.1",                                                                               // the device itself
		"8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "208.67.222.222", "208.67.220.220", // public name servers
		"239.255.255.250", // discovery of devices
	} {
		all = append(all, netip.MustParseAddr(text))
	}
	return all
}()

// DefaultAddresses returns the IPv4 addresses that stay in a text, because devices, routers and
// name servers have them from the factory.
func DefaultAddresses() []netip.Addr { return slices.Clone(defaultAddresses) }

// wellKnown are the passwords that devices had from the factory and that every manual prints. They
// stay where the text calls them the default.
var wellKnown = []string{
	"admin", "root", "user", "guest", "password", "pass", "system", "camera", "0000", "1111", "1234", "4321", "9999", "12345", "54321",
	"000000", "111111", "123456", "666666", "888888", "00000000", "11111111", "12345678", "88888888", "1234567890", "meinsm", "ikwb",
}

func isWellKnown(s *scanner, p span) bool { return slices.Contains(wellKnown, lowerText(s, p)) }

// isDefault reports whether the text itself calls a well-known password the default: "the default
// password is 12345", "the password is 12345 by default".
func isDefault(s *scanner, key span, v value) bool {
	if !isWellKnown(s, core(s, v.span)) {
		return false
	}
	next, end := nextWord(s, v.end)
	second, _ := nextWord(s, end)
	return near(s, key.start, 4, defaultWord, 0) || (next|second)&defaultWord != 0
}
