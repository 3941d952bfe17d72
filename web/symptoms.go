package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"pinhole/internal/article"
	"pinhole/web/page"
)

// symptomGroups gather what readers see by telling words; the first group with a word in the text takes it.
var symptomGroups = []struct {
	title string
	words []string
}{
	{"A light shows something", []string{"light", "led", "blink", "flash", "glow", "ring is"}},
	{"It was somebody else's, or will be", []string{"used", "sold", "sell", "give away", "giving", "owner", "bought", "stolen", "second-hand", "another account", "someone else"}},
	{"It asks for a password or a code", []string{"password", "locked", "log in", "login", "sign in", "signed", "pin", "code", "pattern", "user name", "account", "get in"}},
	{"It is offline, or the Wi-Fi changed", []string{"offline", "wi-fi", "wifi", "network", "connect", "internet", "router", "address", "found", "pair"}},
	{"It hangs, beeps or starts again", []string{"restart", "reboot", "beep", "hang", "freez", "frozen", "stuck", "crash", "respon", "react", "picture", "screen"}},
	{"You want to begin anew", nil},
}

// symptoms is the index of what readers see: each symptom leads to the articles that name it.
func (s *Server) symptoms(w http.ResponseWriter, r *http.Request) error {
	v := page.Symptoms{Base: s.base("What do you see?", "/symptoms")}
	v.Crumbs = []page.Crumb{home(), {Title: v.Title, Path: "/symptoms"}}
	v.Description = "Begin with what the device does or says, and see which articles are about it."
	v.Groups = make([]page.SymptomGroup, len(symptomGroups))
	for i, g := range symptomGroups {
		v.Groups[i] = page.SymptomGroup{Title: g.title, ID: "p-" + anchor(g.title)}
	}
	for _, symptom := range gather(s.Library().Articles) {
		g := &v.Groups[groupOf(symptom.Text)]
		g.Symptoms = append(g.Symptoms, symptom)
	}
	v.Markdown = "/symptoms.md"
	if plainWanted(r) {
		return s.symptomsMarkdown(w, v)
	}
	return s.render(w, r, http.StatusOK, page.SymptomsPage(v))
}

// gather lists each symptom once, those of many articles first.
func gather(articles []*article.Article) []page.Symptom {
	found := map[string]*page.Symptom{}
	for _, a := range articles {
		for _, text := range a.Symptoms {
			key := strings.ToLower(text)
			if found[key] == nil {
				found[key] = &page.Symptom{Text: capital(text)}
			}
			found[key].Articles = append(found[key].Articles, page.Link{Title: a.Title, URL: a.Path()})
		}
	}
	var list []page.Symptom
	for _, symptom := range found {
		list = append(list, *symptom)
	}
	slices.SortFunc(list, func(x, y page.Symptom) int {
		return cmp.Or(cmp.Compare(len(y.Articles), len(x.Articles)), strings.Compare(x.Text, y.Text))
	})
	return list
}

func groupOf(text string) int {
	text = strings.ToLower(text)
	return slices.IndexFunc(symptomGroups, func(g struct {
		title string
		words []string
	}) bool {
		return g.words == nil || slices.ContainsFunc(g.words, func(w string) bool { return strings.Contains(text, w) })
	})
}
