// Package article loads the content: articles, brands and the library built from them. Load reads
// and validates all files; the Library that it returns is immutable and safe for concurrent use.
package article

import "time"

// Article is one procedure or guide, as one Markdown file describes it.
type Article struct {
	ID       string // never changes; feedback refers to it
	Title    string
	Summary  string // one sentence, plain text
	Brand    *Brand
	Slug     string // file name without ending
	Language string // BCP 47 tag; English for an original
	File     string // path below the content folder

	Devices    []Device
	Models     []Pattern // empty: every model of the brand's devices
	Goal       Goal
	Method     Method // empty for some guides
	Needs      []Need
	Ways       []Way // what is said of single procedures, by anchor
	Minutes    int   // 0: not known
	Effects    Effects
	Confidence Confidence
	Sources    []Source
	ReviewBy   time.Time // midnight UTC; zero: no date set
	Aliases    []string  // old paths, with a leading slash
	Related    []*Article
	Symptoms   []Symptom // by group, in the order of SymptomGroups

	Markdown []byte // the body as written, without front matter
	Revision string // 12 hex digits, see revision.go

	Original *Article // of a translation; nil for an original
	Outdated bool     // the original has changed since the translation was made

	body *body
}

// Path returns the article's address on the site.
func (a *Article) Path() string { return InLanguage("/"+a.Brand.Slug+"/"+a.Slug, a.Language) }

// Checked returns the latest day on which a source was read; zero when no source names one.
func (a *Article) Checked() time.Time {
	var latest time.Time
	for _, s := range a.Sources {
		if s.Checked.After(latest) {
			latest = s.Checked
		}
	}
	return latest
}

// Matches reports whether the article names a model number, and whether by an exact entry or only
// by a pattern.
func (a *Article) Matches(model string) (matches, exact bool) {
	for _, p := range a.Models {
		if p.Matches(model) {
			if p.Exact() {
				return true, true
			}
			matches = true
		}
	}
	return matches, false
}

// Destruction returns a weight of what the article's procedure erases, 0 for nothing; it orders
// procedures that answer the same wish. Unknown and conditional effects count half. Recordings
// weigh most, because they cannot be restored.
func (a *Article) Destruction() int {
	sum := 0
	for key, weight := range map[string]int{"recordings": 20, "settings": 6, "users": 4, "network": 4, "cloud-account": 4} {
		switch a.Effects.Get(key).State {
		case Erased:
			sum += 2 * weight
		case Unknown, Depends:
			sum += weight
		}
	}
	if a.Method == "circuit-board" {
		sum += 10 // the case must be opened
	}
	return sum
}

// Symptom is something that a reader sees or asks, in the reader's words.
type Symptom struct {
	Text  string
	Group SymptomGroup
}

// SymptomTexts returns the texts of the article's symptoms.
func (a *Article) SymptomTexts() []string {
	list := make([]string, len(a.Symptoms))
	for i, s := range a.Symptoms {
		list[i] = s.Text
	}
	return list
}

// Effect is what a procedure does to one kind of data.
type Effect struct {
	State EffectState
	Note  string // plain text, may be empty
}

// Effects lists what a procedure keeps and erases.
type Effects struct {
	Recordings, Settings, Users, Network, CloudAccount Effect
}

// Get returns the effect of one of EffectKeys.
func (e *Effects) Get(key string) Effect {
	if at := e.at(key); at != nil {
		return *at
	}
	return Effect{}
}

func (e *Effects) at(key string) *Effect {
	switch key {
	case "recordings":
		return &e.Recordings
	case "settings":
		return &e.Settings
	case "users":
		return &e.Users
	case "network":
		return &e.Network
	case "cloud-account":
		return &e.CloudAccount
	}
	return nil
}

// Source is where a fact comes from.
type Source struct {
	Title, Publisher string
	URL              string // https, or empty where it may not be linked
	Kind             SourceKind
	Checked          time.Time // midnight UTC of the day on which it was read
}
