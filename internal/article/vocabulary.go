package article

import (
	"slices"
	"strings"
)

// Device is a kind of device that a procedure is for.
type Device string

// Devices lists the known kinds in the order in which pages show them.
var Devices = []Device{"ip-camera", "wifi-camera", "battery-camera", "analog-camera", "doorbell", "dvr", "nvr", "hub", "app"}

// Goal is what the reader wants to achieve.
type Goal string

// The goals. All but ContactSupport and Understand are procedures, which need steps and a method.
const (
	PasswordRecovery  Goal = "password-recovery"
	FactoryReset      Goal = "factory-reset"
	RestoreDefaults   Goal = "restore-defaults"
	WifiReset         Goal = "wifi-reset"
	Reboot            Goal = "reboot"
	RemoveFromAccount Goal = "remove-from-account"
	SetUpAgain        Goal = "set-up-again"
	ContactSupport    Goal = "contact-support"
	Understand        Goal = "understand"
)

// Goals lists the known goals in the order in which pages show them.
var Goals = []Goal{PasswordRecovery, FactoryReset, RestoreDefaults, WifiReset, Reboot, RemoveFromAccount, SetUpAgain, ContactSupport, Understand}

// Procedure reports whether articles with this goal must give steps.
func (g Goal) Procedure() bool { return g != ContactSupport && g != Understand }

// Resets reports whether articles with this goal must state all effects: these goals exist to erase
// something.
func (g Goal) Resets() bool { return g == FactoryReset || g == RestoreDefaults || g == WifiReset }

// Method is how a procedure reaches its goal.
type Method string

// Methods lists the known methods; content/README.md says what each means and which words of the
// facts lead to it.
var Methods = []Method{
	"reset-button", "circuit-board", "menu", "web-page", "phone-app", "desktop-tool", "security-questions", "security-code",
	"recovery-email", "recovery-file", "usb-file", "system-recovery", "power-cycle", "status-light", "vendor-support", "several",
}

// Cameras and Recorders are the kinds of device that are reset alike.
var (
	Cameras   = []Device{"ip-camera", "wifi-camera", "battery-camera", "analog-camera"}
	Recorders = []Device{"dvr", "nvr"}
)

// Need is something that the reader must have to follow a procedure.
type Need string

// Needs lists the known needs in the order in which pages show them.
var Needs = []Need{
	"physical-access", "reset-pin", "screwdriver", "password", "account-password", "owner-account", "signed-in-app",
	"security-questions", "recovery-email", "recovery-phone", "recovery-file", "usb-stick", "monitor-and-mouse", "computer",
	"phone", "internet", "same-network", "network-cable", "serial-number", "proof-of-purchase",
}

// Confidence is how well the sources support an article.
type Confidence string

// Confidences lists the known degrees, best first.
var Confidences = []Confidence{"vendor", "several-sources", "single-source", "conflicting"}

// SourceKind is the kind of publisher of a source.
type SourceKind string

// SourceKinds lists the known kinds.
var SourceKinds = []SourceKind{"vendor", "official", "retailer", "community", "blog"}

// EffectState is what happens to one kind of data.
type EffectState string

// The states of an effect. Unstated is an effect that the article does not name.
const (
	Unstated EffectState = ""
	Kept     EffectState = "kept"
	Erased   EffectState = "erased"
	Unknown  EffectState = "unknown"
	Depends  EffectState = "depends"
)

// EffectStates lists the states that an author may write.
var EffectStates = []EffectState{Kept, Erased, Unknown, Depends}

// EffectKeys lists the kinds of data that an effect may be about, in the order in which pages show
// them.
var EffectKeys = []string{"recordings", "settings", "users", "network", "cloud-account"}

// SymptomGroup is a group of symptoms that readers look through together.
type SymptomGroup string

// OtherSymptom is the group of symptoms that an author has put into none.
const OtherSymptom SymptomGroup = "other"

// SymptomGroups lists the known groups in the order in which pages show them.
var SymptomGroups = []SymptomGroup{
	"light", "password", "account", "code", "change-password", "owner", "offline", "hangs", "reset-button", "start-over", "before-reset",
	"support", OtherSymptom,
}

// Reserved are the first path segments that belong to the program; no brand may take one.
var Reserved = []string{
	"answers", "api", "coverage", "desk", "devices", "drawings", "favicon.ico", "feed.xml", "feedback", "find", "goals", "index", "live", "llms.txt",
	"manifest.webmanifest", "models", "offline", "openapi.json", "privacy", "questions", "robots.txt", "search", "sitemap.xml", "static",
	"sw.js", "symptoms",
}

func reserved(slug string) bool {
	if slices.Contains(Reserved, slug) {
		return true
	}
	language, region, hasRegion := strings.Cut(slug, "-") // language tags: es, pt-br
	return twoLetters(language) && (!hasRegion || twoLetters(region))
}

func twoLetters(s string) bool {
	return len(s) == 2 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == ""
}
