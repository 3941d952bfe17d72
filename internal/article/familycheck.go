package article

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
)

const (
	maxFamilies     = 5000 // of all brands together
	minLongLiterals = 3    // letters and digits of a family's pattern that is not short
	maxOverlaps     = 5    // reported for one pattern
)

// checkFamilies reports what is wrong with families beside others, with the articles and with the
// brands.
func (s *assembly) checkFamilies() {
	if n := len(s.lib.families); n > maxFamilies {
		f := s.lib.families[maxFamilies]
		s.fail(f.File, f.Line, "these are %d families, and at most %d are read; join patterns, such as AB1* and AB2* to AB?*", n, maxFamilies)
		return
	}
	s.checkOtherBrands()
	seen := map[string]*Family{}
	for _, f := range s.lib.families {
		s.checkFamily(f)
		key := f.BrandName() + "\n" + f.Pattern.plain
		if first := seen[key]; first != nil {
			s.fail(f.File, f.Line, "pattern %q stands in line %d already, for case and separators do not count; keep one", f.Pattern.Text, first.Line)
		} else {
			seen[key] = f
		}
	}
	s.checkArticlesOfFamilies()
	s.checkOverlaps()
}

// checkFamily reports what is wrong with one family.
func (s *assembly) checkFamily(f *Family) {
	if n := f.Pattern.literals(); n < minLongLiterals && !f.Short {
		s.warn(f.File, f.Line, "pattern %q catches too much: it fixes %d letters or digits, and %d tell a brand; write more of the label, or short: true for one that counts only beside the brand's name",
			f.Pattern.Text, n, minLongLiterals)
	}
	for _, m := range f.Makers {
		if m.Brand == nil && s.otherNamed(m.Name) == nil {
			s.fail(f.File, f.Line, "made_by names %q, which is no brand of brands/ or families/%s.yaml; correct the name, or add the brand there", m.Name, otherBrandsName)
		}
	}
	for i, name := range f.SharedWith {
		brand, other := s.brandNamed(name), s.otherNamed(name)
		switch {
		case brand == nil && other == nil:
			s.fail(f.File, f.Line, "shared_with of %q names %q, which is no brand of brands/ or families/%s.yaml; correct the name, or add the brand there", f.Pattern.Text, name, otherBrandsName)
		case brand != nil && brand == f.Brand || brand == nil && other == f.Other:
			s.fail(f.File, f.Line, "shared_with of %q names the brand itself; remove it", f.Pattern.Text)
		case brand != nil:
			f.SharedWith[i] = brand.Name
		default:
			f.SharedWith[i] = other.Name
		}
	}
}

// checkArticlesOfFamilies reports families whose readers find no article about their kind of
// device, neither the brand's nor a general one.
func (s *assembly) checkArticlesOfFamilies() {
	type kind struct {
		brand  string // slug
		device Device
	}
	written := map[kind]bool{}
	for _, a := range s.lib.Articles {
		for _, d := range a.Devices {
			written[kind{a.Brand.Slug, d}] = true
			if d == "dvr" {
				written[kind{a.Brand.Slug, "analog-camera"}] = true // it is set up and locked by its recorder
			}
		}
	}
	for _, f := range s.lib.families {
		if f.Brand != nil && !slices.ContainsFunc(f.Devices, func(d Device) bool { return written[kind{f.Brand.Slug, d}] || written[kind{generalBrand, d}] }) {
			s.warn(f.File, f.Line, "the family %q has no article: none of %s and no general one is for %s; write one, or correct devices", f.Pattern.Text, f.Brand.Name, join(f.Devices))
		}
	}
}

// checkOtherBrands reports names that two brands have.
func (s *assembly) checkOtherBrands() {
	names := map[string]*OtherBrand{}
	for _, b := range s.lib.others {
		for _, name := range append([]string{b.Name}, b.Aliases...) {
			plain := PlainModel(name)
			switch first := names[plain]; {
			case plain == "":
				s.fail(b.File, b.Line, "%q has neither letters nor digits; correct the name", name)
			case first != nil && first != b:
				s.fail(b.File, b.Line, "%q is the name of %s in line %d already; keep it in one of them", name, first.Name, first.Line)
			}
			names[plain] = cmp.Or(names[plain], b)
			if brand := s.brandNamed(name); brand != nil {
				s.fail(b.File, b.Line, "%q is the name of %s, which has a file in brands/; remove it here", name, brand.Name)
			}
		}
	}
}

// claim is a pattern and the brand that claims its labels.
type claim struct {
	prefix string // of the pattern, before the first wildcard
	Pattern
	brand  string // the brand's name
	family *Family
	where  string // file, and line of a family
}

// checkOverlaps reports patterns of different brands that match the same label.
func (s *assembly) checkOverlaps() {
	var families, models []claim
	for _, f := range s.lib.families {
		families = append(families, claim{f.Pattern.prefix(), f.Pattern, f.BrandName(), f, fmt.Sprintf("%s:%d", f.File, f.Line)})
	}
	for _, a := range s.lib.Articles {
		for _, p := range a.Models {
			if prefix := p.prefix(); prefix != "" { // one that begins with a wildcard would overlap nearly every family
				models = append(models, claim{prefix, p, a.Brand.Name, nil, a.File})
			}
		}
	}
	byPrefix := func(a, b claim) int {
		return cmp.Or(strings.Compare(a.prefix, b.prefix), strings.Compare(a.where, b.where))
	}
	slices.SortFunc(families, byPrefix)
	slices.SortFunc(models, byPrefix)
	for i, f := range families {
		s.checkOverlap(f, families[i+1:])
		// Models with a longer prefix, then those with a shorter one.
		s.checkOverlap(f, models[sort.Search(len(models), func(i int) bool { return models[i].prefix >= f.prefix }):])
		for end := range f.prefix {
			shorter := f.prefix[:end]
			from := sort.Search(len(models), func(i int) bool { return models[i].prefix >= shorter })
			to := from + sort.Search(len(models)-from, func(i int) bool { return models[from+i].prefix > shorter })
			s.checkOverlap(f, models[from:to])
		}
	}
}

// checkOverlap reports which claims of others overlap a family's. It stops at the first that does
// not begin with the family's prefix, which ends such claims where they are sorted.
func (s *assembly) checkOverlap(c claim, others []claim) {
	found := 0
	for _, other := range others {
		if !strings.HasPrefix(other.prefix, c.prefix) && !strings.HasPrefix(c.prefix, other.prefix) {
			return
		}
		if other.brand == c.brand || c.allows(other) || !c.overlaps(other.Pattern) {
			continue
		}
		what := "the family"
		if other.family == nil {
			what = "the model"
		}
		s.warn(c.family.File, c.family.Line, "pattern %q matches labels that %s %q of %s matches too (%s); write more of the label in one of them, or name the other brand in shared_with where both print it, or short: true",
			c.Text, what, other.Text, other.brand, other.where)
		if found++; found == maxOverlaps {
			return
		}
	}
}

// allows reports whether one of two overlapping claims says that its labels are not its brand's
// alone, or is a special case of the other: the more specific one wins.
func (c claim) allows(other claim) bool {
	if c.covers(other.Pattern) != other.covers(c.Pattern) {
		return true
	}
	return c.family.Short || slices.Contains(c.family.SharedWith, other.brand) ||
		other.family != nil && (other.family.Short || slices.Contains(other.family.SharedWith, c.brand))
}
