package web

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"pinhole/internal/article"
)

// The content model's words, as readers see them.

var deviceWords = map[article.Device]string{
	"ip-camera": "IP camera", "wifi-camera": "Wi-Fi camera", "battery-camera": "Battery camera", "analog-camera": "Analog camera",
	"doorbell": "Video doorbell", "dvr": "Recorder (DVR)", "nvr": "Recorder (NVR)", "hub": "Hub or base station", "app": "App or account",
}

var goalWords = map[article.Goal]string{
	article.PasswordRecovery: "Get back in: forgotten password", article.FactoryReset: "Start afresh: factory reset",
	article.RestoreDefaults: "Restore default settings", article.WifiReset: "Change or reset the Wi-Fi", article.Reboot: "Restart it",
	article.RemoveFromAccount: "Sell it, give it away, take it over", article.SetUpAgain: "Set it up again",
	article.ContactSupport: "Ask the maker", article.Understand: "Good to know",
}

// goalsInShort are for the first page, where they stand side by side.
var goalsInShort = map[article.Goal]string{
	article.PasswordRecovery: "Lost password", article.FactoryReset: "Factory reset", article.RestoreDefaults: "Default settings",
	article.WifiReset: "New Wi-Fi", article.Reboot: "Restart", article.RemoveFromAccount: "Sell or take over",
	article.SetUpAgain: "Set up again", article.ContactSupport: "Ask the maker", article.Understand: "Good to know",
}

var needWords = map[article.Need]string{
	"physical-access": "to reach the device", "reset-pin": "a paper clip or pin", "screwdriver": "a screwdriver",
	"password": "the device's password", "account-password": "the account's password", "owner-account": "the owner's account",
	"signed-in-app": "an app that is still signed in", "security-questions": "the answers to the security questions",
	"recovery-email": "the e-mail address set for recovery", "recovery-phone": "the phone number set for recovery",
	"recovery-file": "the recovery file", "usb-stick": "a USB stick", "monitor-and-mouse": "a monitor and a mouse",
	"computer": "a computer", "phone": "a phone", "internet": "an internet connection", "same-network": "to be on the same network",
	"network-cable": "a network cable", "serial-number": "the serial number", "proof-of-purchase": "proof of purchase",
}

var effectWords = map[string]string{
	"recordings": "recordings", "settings": "settings", "users": "users and passwords", "network": "network settings", "cloud-account": "the link to the cloud account",
}

var sourceWords = map[article.SourceKind]string{
	"vendor": "the maker", "official": "a public authority", "retailer": "a shop or installer", "community": "a community", "blog": "a website",
}

// confidenceWords gives a title and what it means; BRAND stands for the brand's name.
var confidenceWords = map[article.Confidence][2]string{
	"vendor":          {"BRAND says so.", "These steps come from BRAND's own pages or manuals."},
	"several-sources": {"Several sources agree.", "We did not find these steps in BRAND's own pages, but independent sources say the same."},
	"single-source":   {"One source says so.", "We found these steps in one place only, and not at BRAND. Take care."},
	"conflicting":     {"Sources disagree.", "Read below what each of them says, and which way to try first."},
}

// generalConfidence is the same for articles that hold for every brand.
var generalConfidence = map[article.Confidence][2]string{
	"vendor":          {"Makers say so.", "What is written here comes from makers' own pages or manuals, or from public authorities."},
	"several-sources": {"Several sources agree.", "Independent sources say the same."},
	"single-source":   {"One source says so.", "We found this in one place only. Take care."},
	"conflicting":     {"Sources disagree.", "Read below what each of them says."},
}

func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// series writes "a", "a and b", "a, b and c".
func series(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " and " + items[last]
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2 January 2006")
}

func devicesInWords(devices []article.Device) string {
	if len(devices) > 5 {
		return "Most devices"
	}
	words := make([]string, len(devices))
	for i, d := range devices {
		words[i] = deviceWords[d]
	}
	return strings.Join(words, ", ")
}
