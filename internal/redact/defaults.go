package redact

import "slices"

// octets are an IPv4 address.
type octets [4]byte

// defaultAddresses are the addresses that stay: they are the same in every
// house, and an article may be about them. The list is closed; an address that
// is not in it, public or private, tells where somebody's device is.
var defaultAddresses = []octets{
	{192, 168, 1, 108},   // Dahua, Lorex, Amcrest
	{192, 168, 1, 64},    // Hikvision cameras
	{192, 0, 0, 64},      // Hikvision, older
	{192, 0, 0, 65},      // Hikvision door stations
	{192, 168, 0, 90},    // Axis
	{192, 168, 1, 13},    // Uniview cameras
	{192, 168, 1, 30},    // Uniview recorders
	{192, 168, 1, 10},    // XMEye devices
	{192, 168, 1, 88},    // older Annke and Hikvision OEM recorders
	{192, 168, 1, 100},   // Hanwha
	{192, 168, 1, 168},   // TVT, Provision-ISR, Swann
	{192, 168, 1, 188},   // Helix, Montavue
	{192, 168, 1, 20},    // UniFi
	{192, 168, 0, 20},    // D-Link
	{192, 168, 0, 100},   // ACTi
	{192, 168, 0, 250},   // GeoVision
	{192, 168, 0, 1},     // routers
	{192, 168, 1, 1},     // routers
	{192, 168, 1, 254},   // routers
	{192, 168, 2, 1},     // routers
	{192, 168, 100, 1},   // cable modems
	{192, 168, 254, 1},   // Hikvision PoE ports
	{10, 0, 0, 1},        // routers
	{10, 1, 1, 1},        // Dahua and Lorex PoE ports
	{192, 168, 0, 0},     // networks and masks from here on
	{192, 168, 1, 0},     //
	{10, 0, 0, 0},        //
	{10, 1, 1, 0},        //
	{0, 0, 0, 0},         //
	{255, 255, 255, 0},   //
	{255, 255, 0, 0},     //
	{255, 255, 255, 255}, //
	{127, 0, 0, 1},       // the device itself
	{8, 8, 8, 8},         // public name servers from here on
	{8, 8, 4, 4},         //
	{1, 1, 1, 1},         //
	{1, 0, 0, 1},         //
	{9, 9, 9, 9},         //
	{208, 67, 222, 222},  //
	{208, 67, 220, 220},  //
	{239, 255, 255, 250}, // discovery of devices
}

func isDefaultAddress(o octets) bool { return slices.Contains(defaultAddresses, o) }
