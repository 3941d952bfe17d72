package main_test

import (
	"net/http"
	"strings"
	"testing"
)

// The address of a model leads to what the search recognises: to the only article that fits, to a
// page with several, or to general articles.
func TestAModelsAddressLeadsToItsDevice(t *testing.T) {
	t.Parallel()
	p := shared(t)
	c := p.stranger()
	for path, want := range map[string]string{
		"/models/KCM-3911": "/acti/camera-factory-reset", "/models/kcm3911.md": "/acti/camera-factory-reset.md", "/es/models/KCM-3911": "/es/acti/camera-factory-reset",
		"/models/TV-IP310PI?next=//evil.example": "/trendnet/camera-password",
	} {
		a := c.get(path)
		if a.status != http.StatusFound || a.header.Get("Location") != want {
			t.Errorf("%s: %d to %q, want %s", path, a.status, a.header.Get("Location"), want)
		}
		if strings.Contains(a.header.Get("Cache-Control"), "max-age") && !strings.Contains(a.header.Get("Cache-Control"), "max-age=0") {
			t.Errorf("%s may be cached: %s", path, a.header.Get("Cache-Control"))
		}
	}
	a := c.get("/models/RLC-810A").is(http.StatusOK).says("RLC-810A is an IP camera from Reolink", "No article mentions this model").holds(`class="device-first"`)
	if cards := c.get("/models/RLC-810A.md").is(http.StatusOK).cards(); len(cards["For this kind of device"]) < 2 {
		t.Errorf("RLC-810A finds %v", cards)
	}
	if !strings.Contains(a.body, `<meta name="robots" content="noindex">`) {
		t.Error("a search engine may keep the address of a model that no article names")
	}
	c.get("/models/MS-C2972-FPB").is(http.StatusOK).says("MS-C2972-FPB", "Milesight", "which we don't cover yet").holds(`class="device-first"`)
	if cards := c.get("/models/MS-C2972-FPB.md").is(http.StatusOK).cards(); len(cards["For any brand"]) == 0 {
		t.Errorf("a label of a brand that is not covered finds %v", cards)
	}
	c.get("/models/RX-9941-ZZ").is(http.StatusNotFound)
	c.get("/models/reolink").is(http.StatusNotFound)
}

// The API says what was recognised, and the finder takes the brand from the model.
func TestRecognisedDevices(t *testing.T) {
	t.Parallel()
	p := shared(t)
	c := p.stranger()
	for text, want := range map[string]string{
		"RLC-810A": `"device":{"label":"RLC-810A","brand":"Reolink","slug":"reolink","devices":["ip-camera"],"inferred":true}`,
		"RLN8-410": `"label":"RLN8-410","brand":"Reolink","slug":"reolink","devices":["nvr"],"inferred":false}`,
		"tapo":     `"slug":"tp-link-tapo-kasa","devices":[],"inferred":false}`,
	} {
		if body := c.get("/api/v1/search?q=" + text).is(http.StatusOK).body; !strings.Contains(strings.Join(strings.Fields(body), ""), want) {
			t.Errorf("%s: %s", text, body[:min(len(body), 300)])
		}
	}
	if body := c.get("/api/v1/search?q=forgot+password").is(http.StatusOK).body; strings.Contains(body, `"device":{`) {
		t.Error("a device is seen where there is none")
	}
	c.get("/find?device=any&brand=&model=DS-7608NI-K2").is(http.StatusOK).says("Hikvision")
}
