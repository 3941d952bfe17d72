package view

import (
	"testing"

	"pinhole/internal/article"
	"pinhole/internal/language"
)

func TestDevicesInShort(t *testing.T) {
	t.Parallel()
	l := language.Embedded().Source()
	for want, devices := range map[string][]article.Device{
		"IP camera":                 {"ip-camera"},
		"Cameras, Recorders":        {"ip-camera", "wifi-camera", "dvr", "nvr"},
		"Recorder (NVR)":            {"nvr"},
		"IP camera, Video doorbell": {"doorbell", "ip-camera"},
		"Most devices":              {"ip-camera", "wifi-camera", "battery-camera", "dvr", "nvr", "hub"},
		"":                          nil,
	} {
		if got := devicesInShort(l, devices); got != want {
			t.Errorf("%v are %q, want %q", devices, got, want)
		}
	}
}
