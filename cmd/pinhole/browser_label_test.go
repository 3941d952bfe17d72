package main_test

import (
	"encoding/json"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	permission "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

const (
	readLabel   = `[data-label-reader] > button`
	labelDialog = `[data-label-reader] dialog`
)

// fakeDetector stands in for BarcodeDetector, which Chromium lacks here. It finds nothing in the
// first picture of the camera, as one that is not sharp yet.
func fakeDetector(inVideo, inPhoto string) string {
	text, _ := json.Marshal([]string{inVideo, inPhoto})
	return `{
		const [video, photo] = ` + string(text) + `;
		let looks = 0;
		window.BarcodeDetector = class {
			static getSupportedFormats() { return Promise.resolve(["qr_code", "code_128", "aztec"]); }
			async detect(source) {
				const text = source instanceof HTMLVideoElement ? (looks++ ? video : "") : photo;
				return text ? [{ rawValue: text }] : [];
			}
		};
		const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
		window.cameras = [];
		navigator.mediaDevices.getUserMedia = async (what) => { const camera = await open(what); cameras.push(camera); return camera; };
	}`
}

// allowCamera answers the browser's question whether the site may use the camera.
func (b *tab) allowCamera(origin string) {
	b.t.Helper()
	info, err := chromedp.Call(b.ctx, target.GetTargetInfo, target.GetTargetInfoParams{})
	if err != nil {
		b.t.Fatal(err)
	}
	call(b, permission.SetPermission, permission.SetPermissionParams{
		Permission: &permission.PermissionDescriptor{Name: "camera"}, Setting: permission.PermissionSettingGranted, Origin: origin, BrowserContextID: info.TargetInfo.BrowserContextID,
	})
}

// camerasRun says how many cameras that the page has started still run.
func (b *tab) camerasRun() int {
	b.t.Helper()
	return eval[int](b, `cameras.flatMap((c) => c.getTracks()).filter((t) => t.readyState === "live").length`)
}

func TestTheCameraReadsALabel(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.allowCamera(p.base)
	b.before(fakeDetector("{SN:4A02ABCPAZ12345,DT:RLC-810A,RC:ABC123}", ""))
	b.open(p.base + "/")
	b.click(readLabel)
	eventually(t, "the model is in the field", func() bool { return b.value(field) == "RLC-810A" })
	b.says("Read from the label.")
	if eval[bool](b, `document.querySelector("`+labelDialog+`").open`) || b.camerasRun() > 0 {
		t.Error("the window is open, or the camera runs")
	}
	if posts := b.sentPosts(); posts > 0 {
		t.Errorf("%d posts were sent", posts)
	}
}

func TestClosingTheLabelReaderStopsTheCamera(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.allowCamera(p.base)
	b.before(fakeDetector("4A02ABCPAZ12345", ""))
	b.open(p.base + "/search")
	b.click(readLabel)
	b.says("This code doesn't contain the model")
	if b.camerasRun() != 1 {
		t.Errorf("%d cameras run", b.camerasRun())
	}
	b.do(chromedp.Evaluate[chromedp.Void](axe(t)))
	for _, violation := range b.violations(allRules) {
		t.Errorf("with the window open: %s", violation)
	}
	b.narrow()
	b.click(labelDialog + ` [data-close]`)
	eventually(t, "the camera stops", func() bool { return b.camerasRun() == 0 })
	if got := b.value(field); got != "" {
		t.Errorf("a serial number got into the field: %q", got)
	}
}

func TestAPhotoIsReadWithoutTheCamera(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.before(fakeDetector("", "https://vendor.example/qr?model=N841A81&sn=ND0118030123456"))
	b.open(p.base + "/")
	b.click(readLabel)
	b.says("This site isn't allowed to use the camera.") // nobody allowed it
	b.do(chromedp.SetUploadFiles(chromedp.CSS(labelDialog+` input`), []string{notAPicture(t)}))
	b.says("We found no code in this photo.")
	b.do(chromedp.SetUploadFiles(chromedp.CSS(labelDialog+` input`), []string{photo(t)}))
	eventually(t, "the model is in the field", func() bool { return b.value(field) == "N841A81" })
}

func TestWithoutADetectorThereIsNoButton(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(shared(t).base + "/")
	if eval[bool](b, `document.querySelector("`+readLabel+`").checkVisibility()`) {
		t.Error("there is a button that does nothing")
	}
}

func TestModelsInCodes(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(shared(t).base + "/")
	for code, want := range map[string]string{
		"RLC-810A":                     "RLC-810A",
		"Model: RLC-810A S/N: 1234567": "RLC-810A",
		"Model: Tapo C200 SN: 22A1":    "Tapo C200",
		`{"model":"C120","sn":"1"}`:    "C120",
		"www.hik-connect.com\rD12345678\rABCDEF\rDS-2CD2143G0-I\r": "DS-2CD2143G0-I",
		"{SN:4A02ABCPAZ12345,DT:IPC-HDW1200,RC:ABC123}":            "IPC-HDW1200",
		"https://v3.example/p/DS-7608NI-K2":                        "DS-7608NI-K2",
		"95270000ABCDEFGH":                                         "",
		"9C:8E:CD:0A:1B:2C":                                        "",
		"9C8ECD0A1B2C":                                             "",
		"0012345678905":                                            "",
		"https://vendor.example/setup":                             "",
		"":                                                         "",
	} {
		text, err := json.Marshal(code)
		if err != nil {
			t.Fatal(err)
		}
		got := promised[string](b, `import(document.querySelector("script[src$='/label.js']").src).then((m) => m.modelIn(`+string(text)+`))`)
		if got != want {
			t.Errorf("%q: the model is %q, want %q", code, got, want)
		}
	}
}

func photo(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "label.png")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	return name
}

func notAPicture(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "label.png")
	if err := os.WriteFile(name, []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
