package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"pinhole/internal/article"
	"pinhole/web/page"
)

// The finder's questions, in words that a layman knows.

type finderDevice struct {
	value, title, hint string
	devices            []article.Device
}

var finderDevices = []finderDevice{
	{value: "ip-camera", title: "A camera on a network cable", hint: "It is wired to a recorder or a router.", devices: []article.Device{"ip-camera", "analog-camera"}},
	{value: "wifi-camera", title: "A Wi-Fi camera", hint: "It is plugged in and has no network cable.", devices: []article.Device{"wifi-camera"}},
	{value: "battery-camera", title: "A camera with a battery", hint: "It has no cable at all, or only to charge it.", devices: []article.Device{"battery-camera"}},
	{value: "doorbell", title: "A video doorbell", hint: "Its chime may be part of it.", devices: []article.Device{"doorbell"}},
	{value: "recorder", title: "A recorder (DVR or NVR)", hint: "The box with the disk that the cameras are connected to.", devices: []article.Device{"dvr", "nvr"}},
	{value: "hub", title: "A hub or base station", hint: "The small box that the cameras talk to.", devices: []article.Device{"hub"}},
	{value: "app", title: "Only an app or an account", hint: "The device works, but you cannot sign in.", devices: []article.Device{"app"}},
}

type finderGoal struct {
	value, title, hint string
	goals              []article.Goal
}

var finderGoals = []finderGoal{
	{"get-in", "Get back in", "You lost a password and want to keep everything else.", []article.Goal{article.PasswordRecovery, article.FactoryReset}},
	{"afresh", "Start afresh", "You want it as it came out of the box.", []article.Goal{article.RestoreDefaults, article.FactoryReset}},
	{"wifi", "Use a new Wi-Fi", "The router or its password has changed.", []article.Goal{article.WifiReset, article.SetUpAgain, article.FactoryReset}},
	{"sell", "Sell it or give it away", "Or you bought one that is still in somebody else's account.", []article.Goal{article.RemoveFromAccount, article.FactoryReset}},
	{"broken", "Nothing works", "It hangs, restarts or stays offline.", []article.Goal{article.Reboot, article.WifiReset, article.RestoreDefaults, article.FactoryReset}},
}

// belonging is something that a reader may still have, and the needs that it meets.
type belonging struct {
	value, title string
	needs        []article.Need
}

var belongings = []belonging{
	{"device", "I can reach the device", []article.Need{"physical-access", "screwdriver", "serial-number", "network-cable"}},
	{"password", "I know the device's password", []article.Need{"password"}},
	{"app", "A phone whose app is still signed in", []article.Need{"signed-in-app", "owner-account"}},
	{"account", "The e-mail address or account it was set up with", []article.Need{"recovery-email", "account-password", "owner-account", "recovery-phone"}},
	{"questions", "The answers to the security questions", []article.Need{"security-questions"}},
	{"file", "A recovery file that I saved before", []article.Need{"recovery-file"}},
	{"monitor", "A monitor and a mouse on the recorder", []article.Need{"monitor-and-mouse"}},
	{"computer", "A computer on the same network", []article.Need{"computer", "same-network"}},
	{"proof", "The box or the receipt", []article.Need{"proof-of-purchase", "serial-number"}},
}

// find asks one question a screen. Every state is an address, so that it can be shared, kept and gone back from.
func (s *Server) find(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	lib := s.Library()
	v := page.Finder{Base: s.base("Find the right reset", "/find")}
	v.Crumbs = []page.Crumb{home(), {Title: "Reset finder", Path: "/find"}}
	v.Intro = "Four short questions. The least destructive way comes first."
	v.Description = "Answer four short questions and see what can work for you, the least destructive way first."
	if len(q) > 0 {
		v.Canonical, v.Private = "", true
	}
	var answer wish
	at := slices.IndexFunc(finderDevices, func(d finderDevice) bool { return d.value == q.Get("device") })
	if at < 0 && q.Get("device") != "any" {
		v.Question = "What do you have?"
		for _, d := range finderDevices {
			v.Choices = append(v.Choices, page.FinderChoice{Title: d.title, Hint: d.hint, Path: findPath(url.Values{"device": {d.value}}), Drawing: drawingOf[d.value]})
		}
		v.Choices = append(v.Choices, page.FinderChoice{Title: "I am not sure", Path: findPath(url.Values{"device": {"any"}})})
		v.Markdown = "/find.md"
		if plainWanted(r) {
			return s.finderMarkdown(w, v)
		}
		return s.render(w, r, http.StatusOK, page.FinderPage(v))
	}
	known := url.Values{"device": {q.Get("device")}}
	title := "Not sure what"
	if at >= 0 {
		answer.devices, title = finderDevices[at].devices, finderDevices[at].title
	}
	v.Answers = append(v.Answers, page.FinderAnswer{Question: "You have", Answer: title, Change: "/find"})

	if !q.Has("brand") {
		s.askBrand(&v, lib, answer, known)
		return s.render(w, r, http.StatusOK, page.FinderPage(v))
	}
	answer.brand, _ = lib.Brand(q.Get("brand"))
	if model := strings.TrimSpace(q.Get("model")); utf8.ValidString(model) && utf8.RuneCountInString(model) <= maxModel {
		answer.model = model
	}
	v.Answers = append(v.Answers, page.FinderAnswer{Question: "Brand", Answer: brandAnswer(answer), Change: findPath(known)})
	known.Set("brand", q.Get("brand"))
	if answer.model != "" {
		known.Set("model", answer.model)
	}

	goal := slices.IndexFunc(finderGoals, func(g finderGoal) bool { return g.value == q.Get("goal") })
	if goal < 0 {
		v.Question = "What do you want?"
		for _, g := range finderGoals {
			v.Choices = append(v.Choices, page.FinderChoice{Title: g.title, Hint: g.hint, Path: findPath(with(known, "goal", g.value))})
		}
		return s.render(w, r, http.StatusOK, page.FinderPage(v))
	}
	answer.goals = finderGoals[goal].goals
	v.Answers = append(v.Answers, page.FinderAnswer{Question: "You want", Answer: finderGoals[goal].title, Change: findPath(known)})
	known.Set("goal", finderGoals[goal].value)

	if !q.Has("done") {
		s.askBelongings(&v, known)
		return s.render(w, r, http.StatusOK, page.FinderPage(v))
	}
	answer.have = owned(q["have"])
	v.Answers = append(v.Answers, page.FinderAnswer{Question: "You still have", Answer: havesInWords(q["have"]), Change: findPath(known)})
	s.showFound(&v, lib, answer)
	return s.render(w, r, http.StatusOK, page.FinderPage(v))
}

func findPath(q url.Values) string { return "/find?" + q.Encode() }

func with(q url.Values, name, value string) url.Values {
	more := url.Values{name: {value}}
	for k, v := range q {
		more[k] = v
	}
	return more
}

func brandAnswer(w wish) string {
	name := "not known"
	if w.brand != nil {
		name = w.brand.Name
	}
	if w.model != "" {
		name += ", model " + w.model
	}
	return name
}

// askBrand offers the brands that have an article for the device, and an optional model.
func (s *Server) askBrand(v *page.Finder, lib *article.Library, w wish, known url.Values) {
	v.Question = "Which brand is it?"
	v.Form = &page.FinderForm{Hidden: fields(known), Model: true}
	for _, b := range lib.Brands {
		for _, a := range lib.InBrand(b.Slug) {
			if !b.General() && (len(w.devices) == 0 || slices.ContainsFunc(a.Devices, func(d article.Device) bool { return slices.Contains(w.devices, d) })) {
				v.Form.Brands = append(v.Form.Brands, page.Option{Value: b.Slug, Text: b.Name})
				break
			}
		}
	}
}

func (s *Server) askBelongings(v *page.Finder, known url.Values) {
	v.Question = "What do you still have?"
	v.Form = &page.FinderForm{Hidden: append(fields(known), page.Field{Name: "done", Value: "1"})}
	for _, b := range belongings {
		v.Form.Have = append(v.Form.Have, page.Option{Value: b.value, Text: b.title})
	}
}

func fields(q url.Values) []page.Field {
	var list []page.Field
	for _, name := range []string{"device", "brand", "model", "goal"} {
		if q.Has(name) {
			list = append(list, page.Field{Name: name, Value: q.Get(name)})
		}
	}
	return list
}

// owned gives the needs that are met.
func owned(values []string) map[article.Need]bool {
	have := map[article.Need]bool{}
	for _, b := range belongings {
		if slices.Contains(values, b.value) {
			for _, n := range b.needs {
				have[n] = true
			}
		}
	}
	return have
}

func havesInWords(values []string) string {
	var titles []string
	for _, b := range belongings {
		if slices.Contains(values, b.value) {
			titles = append(titles, b.title)
		}
	}
	if len(titles) == 0 {
		return "none of these"
	}
	return strings.Join(titles, "; ")
}

// showFound lists what can work now, what is left out and why, and whom to ask when nothing fits.
func (s *Server) showFound(v *page.Finder, lib *article.Library, w wish) {
	v.Done = true
	for _, c := range candidates(lib, w) {
		found := page.Found{Card: card(c.article, true), Facts: facts(c.article)}
		switch {
		case len(c.missing) > 0:
			words := make([]string, len(c.missing))
			for i, n := range c.missing {
				words[i] = needWords[n]
			}
			found.Why = "Needs " + series(words) + "."
		case c.other:
			found.Why = "Names other models than " + w.model + "."
		}
		if found.Why == "" {
			v.Fits = append(v.Fits, found)
		} else {
			v.LeftOut = append(v.LeftOut, found)
		}
	}
	v.Fits, v.More = cut(v.Fits, 12)
	v.LeftOut, _ = cut(v.LeftOut, 12)
	if w.brand != nil {
		support := s.support(lib, w.brand, nil)
		v.Support = &support
	}
}

func cut(list []page.Found, most int) ([]page.Found, int) {
	return list[:min(len(list), most)], max(0, len(list)-most)
}
