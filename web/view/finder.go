package view

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"pinhole/internal/article"
	"pinhole/web/page"
)

// The finder's answers. Their words are messages: find.device.VALUE and so on.

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

// anyDevice is the answer of readers who are not sure what they have.
const anyDevice = "any"

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

// belonging is something that a reader may have, and the needs that it meets. Its value is also the
// parameter that says whether they have it: yes or no.
type belonging struct {
	value string
	needs []article.Need
}

// touch is the belonging that the finder asks about first.
const touch = "touch"

var belongings = []belonging{
	{touch, []article.Need{"physical-access", "screwdriver", "serial-number", "network-cable"}},
	{"password", []article.Need{"password"}},
	{"app", []article.Need{"signed-in-app", "owner-account"}},
	{"account", []article.Need{"recovery-email", "account-password", "owner-account", "recovery-phone"}},
	{"questions", []article.Need{"security-questions"}},
	{"file", []article.Need{"recovery-file"}},
	{"monitor", []article.Need{"monitor-and-mouse"}},
	{"computer", []article.Need{"computer", "same-network"}},
	{"proof", []article.Need{"proof-of-purchase", "serial-number"}},
}

const (
	questionsOnScreen = 2
	mostBelongings    = 4  // about how many belongings the finder asks, beside touch
	enoughFits        = 3  // so few procedures need no more questions
	mostFound         = 12 // procedures on the page of what was found
	mostGeneral       = 5  // articles for every brand, where nothing fits
	firstBrands       = 8  // brands and apps that are shown at once
)

// askedField lists the questions that were asked, whether they were answered or not. doneField says
// that the reader wants no more of them.
const (
	askedField = "asked"
	doneField  = "done"
)

// finderState is what an address of the finder says. Only valid answers are in it.
type finderState struct {
	Site
	q    url.Values // in canonical form
	wish wish
}

// finderState reads the answers of an address.
func (s Site) finderState(q url.Values) finderState {
	state := finderState{Site: s, q: url.Values{}}
	state.wish.has = map[string]bool{}
	if at := slices.IndexFunc(finderDevices, func(d finderDevice) bool { return d.value == q.Get("device") }); at >= 0 {
		state.q.Set("device", finderDevices[at].value)
		state.wish.devices = finderDevices[at].devices
	} else if q.Get("device") == anyDevice {
		state.q.Set("device", anyDevice)
	}
	if b, ok := s.Library.Brand(q.Get("brand")); ok && !b.General() {
		state.q.Set("brand", b.Slug)
		state.wish.brand = b
	}
	if model := strings.TrimSpace(q.Get("model")); model != "" && utf8.ValidString(model) && utf8.RuneCountInString(model) <= MaxModel {
		state.q.Set("model", model)
		state.wish.model = model
	}
	if at := slices.IndexFunc(finderGoals, func(g finderGoal) bool { return g.value == q.Get("goal") }); at >= 0 {
		state.q.Set("goal", finderGoals[at].value)
		state.wish.goals = finderGoals[at].goals
	}
	for _, b := range belongings {
		answer := q.Get(b.value)
		if slices.Contains(q["have"], b.value) { // as the form for readers without a network says it
			answer = "yes"
		}
		if answer == "yes" || answer == "no" {
			state.q.Set(b.value, answer)
			state.wish.has[b.value] = answer == "yes"
		}
	}
	for _, name := range state.questions() {
		if slices.Contains(q[askedField], name) {
			state.q.Add(askedField, name)
		}
	}
	if q.Has(doneField) {
		state.q.Set(doneField, "1")
	}
	if branch := Branch(s.Library, q.Get(FromField)); branch != "" {
		state.q.Set(FromField, branch)
	}
	return state
}

// questions returns the names of all questions, which are the parameters of their answers.
func (finderState) questions() []string {
	names := []string{"device", touch, "brand", "goal"}
	for _, b := range belongings {
		if b.value != touch {
			names = append(names, b.value)
		}
	}
	return names
}

// open reports whether a question is neither answered nor asked yet.
func (f finderState) open(name string) bool {
	return !f.q.Has(name) && !slices.Contains(f.q[askedField], name)
}

// next returns the names of the questions of the next screen; none: what was found is to be shown.
func (f finderState) next() []string {
	if f.q.Has(doneField) {
		return nil
	}
	var names []string
	for _, name := range f.questions()[:4] {
		if f.open(name) {
			names = append(names, name)
		}
	}
	if slices.Contains(names, "brand") && (names[0] == "brand" || len(names) == 1) {
		return []string{"brand"} // two questions by itself: the name on the device, and the app
	}
	if len(names) < questionsOnScreen {
		names = append(names, f.splitting()...)
	}
	return names[:min(len(names), questionsOnScreen)]
}

// splitting returns the belongings that divide what is left most evenly, best first.
func (f finderState) splitting() []string {
	left := feasible(candidates(f.Library, f.wish))
	asked := 0
	for _, b := range belongings {
		if b.value != touch && !f.open(b.value) {
			asked++
		}
	}
	if len(left) <= enoughFits || asked >= mostBelongings {
		return nil
	}
	weight := map[string]int{}
	var names []string
	for _, b := range belongings {
		if !f.open(b.value) {
			continue
		}
		needing := 0
		for _, c := range left {
			if slices.ContainsFunc(c.open, func(n article.Need) bool { return slices.Contains(b.needs, n) }) {
				needing++
			}
		}
		if weight[b.value] = min(needing, len(left)-needing); weight[b.value] > 0 {
			names = append(names, b.value)
		}
	}
	slices.SortStableFunc(names, func(x, y string) int { return cmp.Compare(weight[y], weight[x]) })
	return names
}

func feasible(list []candidate) []candidate {
	return slices.DeleteFunc(slices.Clone(list), func(c candidate) bool { return len(c.missing) > 0 || c.other })
}

// path returns the address of the state with one parameter changed; "" takes it away.
func (f finderState) path(name, value string) string {
	q := url.Values{}
	for key, values := range f.q {
		q[key] = slices.Clone(values)
	}
	q.Set(name, value)
	if value == "" {
		q.Del(name)
		q.Del(doneField)
		q[askedField] = slices.DeleteFunc(q[askedField], func(asked string) bool { return asked == name })
		if len(q[askedField]) == 0 {
			q.Del(askedField)
		}
	}
	if len(q) == 0 {
		return f.Locale.Path("/find")
	}
	return f.Locale.Path("/find?" + q.Encode())
}

// hidden returns the fields that carry the state on past a screen with some questions.
func (f finderState) hidden(asked []string) []page.Field {
	var list []page.Field
	for _, name := range append(f.questions(), "model", askedField, FromField) {
		for _, value := range f.q[name] {
			list = append(list, page.Field{Name: name, Value: value})
		}
	}
	for _, name := range asked {
		list = append(list, page.Field{Name: askedField, Value: name})
	}
	return list
}

// answers returns what the reader has answered, with the addresses to answer again.
func (f finderState) answers() []page.FinderAnswer {
	l := f.Locale
	var list []page.FinderAnswer
	add := func(name, question, answer string) {
		list = append(list, page.FinderAnswer{Question: question, Answer: answer, Change: f.path(name, "")})
	}
	switch device := f.q.Get("device"); device {
	case "":
	case anyDevice:
		add("device", l.T("find.answer.device"), l.T("find.answer.unknown"))
	default:
		add("device", l.T("find.answer.device"), l.T("find.device."+device))
	}
	if f.wish.brand != nil {
		name := f.wish.brand.Name
		if f.wish.model != "" {
			name += l.T("list.comma") + l.T("find.answer.model", "Model", f.wish.model)
		}
		add("brand", l.T("find.brand"), name)
	}
	if goal := f.q.Get("goal"); goal != "" {
		add("goal", l.T("find.answer.goal"), l.T("find.goal."+goal))
	}
	for _, b := range belongings {
		switch f.q.Get(b.value) {
		case "yes":
			add(b.value, l.T("find.have."+b.value), l.T("find.yes"))
		case "no":
			add(b.value, l.T("find.have."+b.value), l.T("find.no"))
		}
	}
	return list
}

// question returns the questions of a name: two for the brand.
func (f finderState) question(name string) []page.FinderQuestion {
	l := f.Locale
	v := page.FinderQuestion{Name: name}
	switch name {
	case "device":
		v.Title = l.T("find.device")
		for _, d := range finderDevices {
			id := "find.device." + d.value
			v.Options = append(v.Options, page.FinderOption{Value: d.value, Text: l.T(id), Hint: l.T(id + ".hint"), Drawing: drawingOf[d.value]})
		}
		v.Options = append(v.Options, page.FinderOption{Value: anyDevice, Text: l.T("find.device.any")})
	case "brand":
		v.Title = l.T("find.which-brand")
		brands, apps := f.brands()
		v.Options, v.More = splitOptions(brands)
		app := page.FinderQuestion{Name: name, Title: l.T("find.which-app")}
		if app.Options, app.More = splitOptions(apps); len(apps) > 0 {
			return []page.FinderQuestion{v, app}
		}
	case "goal":
		v.Title = l.T("find.goal")
		for _, g := range finderGoals {
			v.Options = append(v.Options, page.FinderOption{Value: g.value, Text: l.T("find.goal." + g.value), Hint: l.T("find.goal." + g.value + ".hint")})
		}
	default:
		v.Title = l.T("find.ask." + name)
		v.Options = []page.FinderOption{{Value: "yes", Text: l.T("find.yes")}, {Value: "no", Text: l.T("find.no")}}
	}
	return []page.FinderQuestion{v}
}

func splitOptions(list []page.FinderOption) (first, more []page.FinderOption) {
	n := min(firstBrands, len(list))
	return list[:n], list[n:]
}

// brands returns the brands with an article for the device, those with the most articles first, and
// the apps that these brands name, as answers for the brand.
func (f finderState) brands() (brands, apps []page.FinderOption) {
	type counted struct {
		brand *article.Brand
		count int
	}
	var list []counted
	for _, b := range f.Library.Brands {
		n := 0
		for _, a := range f.Library.InBrand(b.Slug) {
			if len(f.wish.devices) == 0 || slices.ContainsFunc(a.Devices, func(d article.Device) bool { return slices.Contains(f.wish.devices, d) }) {
				n++
			}
		}
		if n > 0 && !b.General() {
			list = append(list, counted{b, n})
		}
	}
	slices.SortStableFunc(list, func(x, y counted) int { return cmp.Compare(y.count, x.count) })
	for _, c := range list {
		brands = append(brands, page.FinderOption{Value: c.brand.Slug, Text: c.brand.Name})
		for _, t := range c.brand.Tools {
			if name, isApp := strings.CutSuffix(t.Name, " app"); isApp {
				apps = append(apps, page.FinderOption{Value: c.brand.Slug, Text: name})
			}
		}
	}
	return brands, apps
}

// found adds the procedures that can work, from the least destructive, the others with the reason,
// and what helps where there are none.
func (f finderState) found(v *page.Finder) {
	l := f.Locale
	v.Done = true
	for _, c := range candidates(f.Library, f.wish) {
		found := page.Found{Card: Card(l, c.article, true)}
		if branch := f.q.Get(FromField); branch != "" {
			found.Card.Path += "?" + url.Values{FromField: {branch}}.Encode()
		}
		switch {
		case len(c.missing) > 0:
			found.Why = l.T("find.needs", "What", l.List(needWords(l, c.missing)))
		case c.other:
			found.Why = l.T("find.other-models", "Model", f.wish.model)
		}
		if found.Why != "" {
			v.LeftOut = append(v.LeftOut, found)
			continue
		}
		if len(c.open) > 0 {
			need := c.open[0]
			name := asks(need)
			found.Ask = &page.FoundNeed{Text: l.T("find.needs.ask", "What", needWord(l, need)), Yes: f.path(name, "yes"), No: f.path(name, "no")}
		}
		v.Fits = append(v.Fits, found)
	}
	v.More = max(0, len(v.Fits)-mostFound)
	v.Fits = v.Fits[:len(v.Fits)-v.More]
	v.LeftOut = v.LeftOut[:min(len(v.LeftOut), mostFound)]
	if len(v.Fits) == 0 {
		v.General = f.general()
		v.Situations = situations(f.Site)
	}
	if f.wish.brand != nil {
		support := f.support(f.wish.brand, nil)
		v.Support = &support
	}
}

// general returns the articles for every brand that suit the device, those for the goal first.
func (f finderState) general() []page.Card {
	var first, more []page.Card
	for _, a := range f.Library.Articles {
		suits := len(f.wish.devices) == 0 || slices.ContainsFunc(a.Devices, func(d article.Device) bool { return slices.Contains(f.wish.devices, d) })
		switch {
		case !a.Brand.General() || !suits:
		case f.wish.wants(a.Goal):
			first = append(first, Card(f.Locale, a, false))
		default:
			more = append(more, Card(f.Locale, a, false))
		}
	}
	list := slices.Concat(first, more)
	return list[:min(len(list), mostGeneral)]
}

// Finder returns one screen of the reset finder, which asks two questions a screen. q holds the
// answers so far: every state has an address, which can be shared and bookmarked.
func (s Site) Finder(q url.Values) page.Finder {
	l := s.Locale
	f := s.finderState(q)
	v := page.Finder{Base: s.Base(l.T("find.title"), "/find"), Intro: l.T("find.intro")}
	v.Crumbs = crumbs(l, l.T("crumb.finder"), "/find")
	v.Description = l.T("find.description")
	keepQuery(&v.Base, q)
	v.Answers = f.answers()
	names := f.next()
	if len(names) == 0 {
		f.found(&v)
		return v
	}
	for _, name := range names {
		v.Questions = append(v.Questions, f.question(name)...)
	}
	v.Hidden = f.hidden(names)
	if len(v.Answers) > 0 {
		v.Now = f.path(doneField, "1")
	} else {
		v.Situations = situations(s)
		v.Markdown = l.Path("/find.md")
	}
	return v
}
