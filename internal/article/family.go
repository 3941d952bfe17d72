package article

import (
	"cmp"
	"slices"
	"strings"
)

// Family is a pattern of labels that tells brand and kind of device. It never says that an
// article's steps were seen on these devices.
type Family struct {
	Brand      *Brand      // of the content; nil if Other is set
	Other      *OtherBrand // a brand that no article covers; nil if Brand is set
	Pattern    Pattern     // the whole label must match; case and separators do not count
	Devices    []Device    // at least one
	Generation string      // such as "2nd generation"; empty: not known
	Examples   []string    // labels that a source names; all match Pattern
	Spoken     []string    // how people type them
	Short      bool        // too short to stand alone: counts only beside the brand, or when no other brand answers
	SharedWith []string    // names of other brands that put the same label on their devices
	Makers     []Maker     // who is said to make the devices; always inferred
	Note       string
	KindNote   string   // why Devices is an inference; empty: a source names the kind
	Sources    []Source // at least one, first the main one; publisher and kind may be empty
	Confidence Confidence
	File       string
	Line       int // of the pattern, from 1
}

// BrandName returns the name of the brand, covered or not.
func (f *Family) BrandName() string {
	if f.Brand != nil {
		return f.Brand.Name
	}
	return f.Other.Name
}

// Maker is a company that is said to make another brand's devices. It is always an inference of
// third parties, never the brand's own word.
type Maker struct {
	Name        string
	Brand       *Brand     // nil: not in the content
	Scope       string     // which devices it is said of; empty: not known
	Confidence  Confidence // empty: not known
	Source      Source
	MoreSources []Source
}

// OtherBrand is a brand that no article covers, known by name only.
type OtherBrand struct {
	Name    string
	Aliases []string
	Maker   string // inferred; empty: not known
	Brand   *Brand // the maker's brand in the content, or nil
	Support string // https, or empty
	Note    string
	Word    bool // an ordinary word: counts only when it stands alone or beside a device word
	Source  Source
	File    string
	Line    int // from 1
}

// Families returns all families, by brand, then those with the most letters and digits first. All
// views of a library share them.
func (l *Library) Families() []*Family { return l.families }

// OtherBrands returns the brands that no article covers, by name. All views of a library share
// them.
func (l *Library) OtherBrands() []*OtherBrand { return l.others }

// orderFamilies sorts the families and the other brands.
func (l *Library) orderFamilies() {
	fold := strings.ToLower
	slices.SortFunc(l.families, func(a, b *Family) int {
		return cmp.Or(
			strings.Compare(fold(a.BrandName()), fold(b.BrandName())),
			cmp.Compare(b.Pattern.literals(), a.Pattern.literals()),
			strings.Compare(a.Pattern.plain, b.Pattern.plain))
	})
	slices.SortFunc(l.others, func(a, b *OtherBrand) int {
		return cmp.Or(strings.Compare(fold(a.Name), fold(b.Name)), strings.Compare(a.Name, b.Name))
	})
}
