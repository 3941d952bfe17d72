package view

import (
	"maps"
	"net/url"
	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
	"slices"
	"strings"
	"unicode/utf8"
)

// The finder's questions. Their words are messages: find.device.VALUE and so on.

type finderDevice struct {
	value   string
	devices []article.Device
}

var finderDevices = []finderDevice{
	{value: "ip-camera", devices: []article.Device{"ip-camera", "analog-camera"}},
	{value: "wifi-camera", devices: []article.Device{"wifi-camera"}},
	{value: "battery-camera", devices: []article.Device{"battery-camera"}},
	{value: "doorbell", devices: []article.Device{"doorbell"}},
	{value: "recorder", devices: []article.Device{"dvr", "nvr"}},
	{value: "hub", devices: []article.Device{"hub"}},
	{value: "app", devices: []article.Device{"app"}},
}

// FinderDevice returns the finder's answer for a kind of device.
func FinderDevice(d article.Device) string {
	at := slices.IndexFunc(finderDevices, func(f finderDevice) bool { return slices.Contains(f.devices, d) })
	return finderDevices[at].value
}

type finderGoal struct {
	value string
	goals []article.Goal
}

var finderGoals = []finderGoal{
	{"get-in", []article.Goal{article.PasswordRecovery, article.FactoryReset}},
	{"afresh", []article.Goal{article.RestoreDefaults, article.FactoryReset}},
	{"wifi", []article.Goal{article.WifiReset, article.SetUpAgain, article.FactoryReset}},
	{"sell", []article.Goal{article.RemoveFromAccount, article.FactoryReset}},
	{"broken", []article.Goal{article.Reboot, article.WifiReset, article.RestoreDefaults, article.FactoryReset}},
}

// belonging is something that a reader may have, and the needs that it meets.
type belonging struct {
	value string
	needs []article.Need
}

var belongings = []belonging{
	{"device", []article.Need{"physical-access", "screwdriver", "serial-number", "network-cable"}},
	{"password", []article.Need{"password"}},
	{"app", []article.Need{"signed-in-app", "owner-account"}},
	{"account", []article.Need{"recovery-email", "account-password", "owner-account", "recovery-phone"}},
	{"questions", []article.Need{"security-questions"}},
	{"file", []article.Need{"recovery-file"}},
	{"monitor", []article.Need{"monitor-and-mouse"}},
	{"computer", []article.Need{"computer", "same-network"}},
	{"proof", []article.Need{"proof-of-purchase", "serial-number"}},
}

func findPath(l *language.Locale, q url.Values) string {
	if len(q) == 0 {
		return l.Path("/find")
	}
	return l.Path("/find?" + q.Encode())
}

func with(q url.Values, name, value string) url.Values {
	more := maps.Clone(q)
	more[name] = []string{value}
	return more
}

func without(q url.Values, name string) url.Values {
	fewer := maps.Clone(q)
	fewer.Del(name)
	return fewer
}

// known returns the answers that do not depend on the device: the goal, and the branch of questions
// that led to the finder.
func known(s Site, q url.Values) url.Values {
	known := url.Values{}
	if slices.ContainsFunc(finderGoals, func(g finderGoal) bool { return g.value == q.Get("goal") }) {
		known.Set("goal", q.Get("goal"))
	}
	if branch := Branch(s.Library, q.Get(FromField)); branch != "" {
		known.Set(FromField, branch)
	}
	return known
}

func brandAnswer(l *language.Locale, w wish) string {
	name := l.T("find.answer.unknown")
	if w.brand != nil {
		name = w.brand.Name
	}
	if w.model != "" {
		name += l.T("list.comma") + l.T("find.answer.model", "Model", w.model)
	}
	return name
}

// askBrand asks for a brand with an article for the device, and an optional model.
func (s Site) askBrand(v *page.Finder, w wish, known url.Values) {
	l, lib := s.Locale, s.Library
	v.Question = l.T("find.which-brand")
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

func askBelongings(s Site, v *page.Finder, known url.Values) {
	l := s.Locale
	v.Question = l.T("find.have")
	v.Form = &page.FinderForm{Hidden: append(fields(known), page.Field{Name: "done", Value: "1"})}
	for _, b := range belongings {
		v.Form.Have = append(v.Form.Have, page.Option{Value: b.value, Text: l.T("find.have." + b.value)})
	}
}

func fields(q url.Values) []page.Field {
	var list []page.Field
	for _, name := range []string{"device", "brand", "model", "goal", FromField} {
		if q.Has(name) {
			list = append(list, page.Field{Name: name, Value: q.Get(name)})
		}
	}
	return list
}

// owned returns the needs that the reader's belongings meet.
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

func havesInWords(l *language.Locale, values []string) string {
	var titles []string
	for _, b := range belongings {
		if slices.Contains(values, b.value) {
			titles = append(titles, l.T("find.have."+b.value))
		}
	}
	if len(titles) == 0 {
		return l.T("find.answer.none")
	}
	return strings.Join(titles, "; ")
}

// showFound lists the feasible procedures, the others with the reason, and the brand's support.
func (s Site) showFound(v *page.Finder, w wish, branch string) {
	l, lib := s.Locale, s.Library
	v.Done = true
	for _, c := range candidates(lib, w) {
		found := page.Found{Card: Card(l, c.article, true), Facts: Facts(l, c.article)}
		if branch != "" {
			found.Card.Path += "?" + url.Values{FromField: {branch}}.Encode()
		}
		switch {
		case len(c.missing) > 0:
			found.Why = l.T("find.needs", "What", l.List(needWords(l, c.missing)))
		case c.other:
			found.Why = l.T("find.other-models", "Model", w.model)
		}
		if found.Why == "" {
			v.Fits = append(v.Fits, found)
		} else {
			v.LeftOut = append(v.LeftOut, found)
		}
	}
	v.Fits, v.More = splitAfter(v.Fits, 12)
	v.LeftOut, _ = splitAfter(v.LeftOut, 12)
	if w.brand != nil {
		support := s.support(w.brand, nil)
		v.Support = &support
	}
}

func splitAfter(list []page.Found, most int) ([]page.Found, int) {
	return list[:min(len(list), most)], max(0, len(list)-most)
}

// Finder returns one screen of the reset finder, which asks one question per screen. q holds the
// answers so far: every state has an address, which can be shared and bookmarked.
func (s Site) Finder(q url.Values) page.Finder {
	l := s.Locale
	v := page.Finder{Base: s.Base(l.T("find.title"), "/find")}
	v.Crumbs = crumbs(l, l.T("crumb.finder"), "/find")
	v.Intro = l.T("find.intro")
	v.Description = l.T("find.description")
	keepQuery(&v.Base, q)
	known := known(s, q)
	var answer wish
	at := slices.IndexFunc(finderDevices, func(d finderDevice) bool { return d.value == q.Get("device") })
	if at < 0 && q.Get("device") != "any" {
		askDevice(s, &v, known)
		return v
	}
	device := findPath(l, known)
	known.Set("device", q.Get("device"))
	title := l.T("find.device.unknown")
	if at >= 0 {
		answer.devices, title = finderDevices[at].devices, l.T("find.device."+finderDevices[at].value)
	}
	v.Answers = append(v.Answers, page.FinderAnswer{Question: l.T("find.answer.device"), Answer: title, Change: device})

	if !q.Has("brand") {
		s.askBrand(&v, answer, known)
		return v
	}
	answer.brand, _ = s.Library.Brand(q.Get("brand"))
	if model := strings.TrimSpace(q.Get("model")); utf8.ValidString(model) && utf8.RuneCountInString(model) <= MaxModel {
		answer.model = model
	}
	v.Answers = append(v.Answers, page.FinderAnswer{Question: l.T("find.brand"), Answer: brandAnswer(l, answer), Change: findPath(l, known)})
	known.Set("brand", q.Get("brand"))
	if answer.model != "" {
		known.Set("model", answer.model)
	}

	goal := slices.IndexFunc(finderGoals, func(g finderGoal) bool { return g.value == q.Get("goal") })
	if goal < 0 {
		askGoal(s, &v, known)
		return v
	}
	answer.goals = finderGoals[goal].goals
	v.Answers = append(v.Answers, page.FinderAnswer{Question: l.T("find.answer.goal"), Answer: l.T("find.goal." + finderGoals[goal].value), Change: findPath(l, without(known, "goal"))})
	known.Set("goal", finderGoals[goal].value)

	if !q.Has("done") {
		askBelongings(s, &v, known)
		return v
	}
	answer.have = owned(q["have"])
	v.Answers = append(v.Answers, page.FinderAnswer{Question: l.T("find.answer.have"), Answer: havesInWords(l, q["have"]), Change: findPath(l, known)})
	s.showFound(&v, answer, known.Get(FromField))
	return v
}

func askDevice(s Site, v *page.Finder, known url.Values) {
	l := s.Locale
	v.Question = l.T("home.devices")
	if len(known) == 0 {
		v.Situations = situations(s)
	}
	if len(v.Situations) > 0 {
		v.Question = l.T("find.device-first")
		v.Intro = l.T("find.situation.intro")
	}
	for _, d := range finderDevices {
		v.Choices = append(v.Choices, page.FinderChoice{Title: l.T("find.device." + d.value), Hint: l.T("find.device." + d.value + ".hint"), Path: findPath(l, with(known, "device", d.value)), Drawing: drawingOf[d.value]})
	}
	v.Choices = append(v.Choices, page.FinderChoice{Title: l.T("find.device.any"), Path: findPath(l, with(known, "device", "any"))})
	v.Markdown = l.Path("/find.md")
}

func askGoal(s Site, v *page.Finder, known url.Values) {
	l := s.Locale
	v.Question = l.T("find.goal")
	for _, g := range finderGoals {
		v.Choices = append(v.Choices, page.FinderChoice{Title: l.T("find.goal." + g.value), Hint: l.T("find.goal." + g.value + ".hint"), Path: findPath(l, with(known, "goal", g.value))})
	}
}
