package view

import (
	"slices"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
)

// The content model's words, as readers see them.

func DeviceWord(l *language.Locale, d article.Device) string { return l.T("device." + string(d)) }

func GoalWord(l *language.Locale, g article.Goal) string { return l.T("goal." + string(g)) }

func needWord(l *language.Locale, n article.Need) string { return l.T("need." + string(n)) }

func effectWord(l *language.Locale, key string) string { return l.T("effect." + key) }

func sourceWord(l *language.Locale, k article.SourceKind) string { return l.T("source." + string(k)) }

// DegreeWord returns the name of a degree of confidence, degreeMeaning its explanation.
func DegreeWord(l *language.Locale, c article.Confidence) string { return l.T("degree." + string(c)) }

func degreeMeaning(l *language.Locale, c article.Confidence) string {
	return l.T("degree.meaning." + string(c))
}

func ReasonWord(l *language.Locale, r feedback.Reason) string { return l.T("reason." + string(r)) }

func OutcomeWord(l *language.Locale, o feedback.Outcome) string { return l.T("outcome." + string(o)) }

// confidenceWords returns an article's degree of confidence and its explanation, empty for general
// articles.
func confidenceWords(l *language.Locale, a *article.Article) (title, meaning string) {
	id := "confidence." + string(a.Confidence)
	if a.Brand.General() {
		id = "confidence.general." + string(a.Confidence)
	}
	return l.T(id, "Brand", a.Brand.Name), l.T(id+".meaning", "Brand", a.Brand.Name)
}

func devicesInWords(l *language.Locale, devices []article.Device) string {
	if len(devices) > 5 {
		return l.T("devices.most")
	}
	words := make([]string, len(devices))
	for i, d := range devices {
		words[i] = DeviceWord(l, d)
	}
	return strings.Join(words, l.T("list.comma"))
}

// devicesInShort returns the kinds of device in the fewest words, for lists: several kinds of
// cameras are cameras, a DVR and an NVR are recorders.
func devicesInShort(l *language.Locale, devices []article.Device) string {
	if len(devices) > 5 {
		return l.T("devices.most")
	}
	var words []string
	for _, group := range []struct {
		kinds []article.Device
		word  string
	}{
		{article.Cameras, l.T("devices.cameras")},
		{article.Recorders, l.T("devices.recorders")},
		{[]article.Device{"doorbell"}, ""}, {[]article.Device{"hub"}, ""}, {[]article.Device{"app"}, ""},
	} {
		var of []article.Device
		for _, d := range devices {
			if slices.Contains(group.kinds, d) {
				of = append(of, d)
			}
		}
		switch len(of) {
		case 0:
		case 1:
			words = append(words, DeviceWord(l, of[0]))
		default:
			words = append(words, group.word)
		}
	}
	return strings.Join(words, l.T("list.comma"))
}

// Foreign returns the tag of a part's language if it is not the page's own, else "".
func Foreign(l *language.Locale, tag string) string {
	if tag == l.Tag() {
		return ""
	}
	return tag
}
