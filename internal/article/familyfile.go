package article

import (
	"slices"

	"go.yaml.in/yaml/v3"
)

// otherBrandsName is the file in families/ that lists the brands without articles.
const otherBrandsName = "other-brands"

const (
	maxLabels     = 40  // examples or spoken forms of one family
	maxFamilyNote = 240 // code points of a note or scope
)

// familyFile is one parsed file of families, before its brand and makers are resolved.
type familyFile struct {
	slug     string
	other    located // name of a brand without articles; empty: the slug is a brand's
	makers   []Maker
	families []familyEntry
}

// familyEntry is a family with the lines of what is checked later.
type familyEntry struct {
	Family
	lines map[string]int // line in the file of each key that is there
}

// readFamilies parses a brand's file of families; it returns nil for invalid YAML.
func readFamilies(r *reader, slug string, text []byte) *familyFile {
	f := &familyFile{slug: slug}
	root := r.root(text)
	if root == nil {
		return nil
	}
	r.fields(root, []field{
		{"other", func(n *yaml.Node) {
			r.name(&f.other.text, maxName)(n)
			f.other.line = r.line(n.Line)
		}},
		{"made_by", readMakers(r, &f.makers)},
		{"families", r.list(func(n *yaml.Node) {
			if entry, ok := readFamily(r, n); ok {
				f.families = append(f.families, entry)
			}
		})},
	})
	if len(f.families) == 0 && len(r.problems) == 0 {
		r.fail(0, "families is missing: list at least one pattern of labels, or delete the file")
	}
	return f
}

func readFamily(r *reader, n *yaml.Node) (familyEntry, bool) {
	f := familyEntry{Family: Family{File: r.file, Line: r.line(n.Line)}, lines: map[string]int{}}
	for i := 0; i+1 < len(n.Content); i += 2 {
		f.lines[n.Content[i].Value] = r.line(n.Content[i].Line)
	}
	var source Source
	r.fields(n, []field{
		{"pattern", readFamilyPattern(r, &f.Family)},
		{"devices", words(r, &f.Devices, Devices)},
		{"generation", r.text(&f.Generation, maxName)},
		{"examples", r.names(&f.Examples, maxPattern)},
		{"spoken", r.names(&f.Spoken, maxPattern)},
		{"short", readFlag(r, &f.Short)},
		{"shared_with", r.names(&f.SharedWith, maxName)},
		{"made_by", readMakers(r, &f.Makers)},
		{"note", r.text(&f.Note, maxFamilyNote)},
		{"kind_note", r.text(&f.KindNote, maxFamilyNote)},
		{"confidence", word(r, &f.Confidence, Confidences)},
		{"source", readFamilySource(r, &source)},
		{"more_sources", readFamilySources(r, &f.Sources)},
	})
	f.Sources = slices.Insert(f.Sources, 0, source)
	switch {
	case n.Kind != yaml.MappingNode || f.Pattern.Text == "" && f.lines["pattern"] > 0: // reported already
		return f, false
	case f.Pattern.Text == "":
		r.fail(n.Line, "a family needs pattern: the label with * for what differs, such as \"DS-2CD*\"")
		return f, false
	case len(f.Devices) == 0:
		r.fail(n.Line, "family %q needs devices: name at least one of %s", f.Pattern.Text, join(Devices))
	case source.Title == "":
		r.fail(n.Line, "family %q needs source: {title: …, url: \"https://…\", checked: 2026-11-28}", f.Pattern.Text)
	case f.Confidence == "":
		r.fail(n.Line, "family %q needs confidence: use one of %s", f.Pattern.Text, join(Confidences))
	case len(f.Examples) > maxLabels || len(f.Spoken) > maxLabels:
		r.fail(n.Line, "family %q has more than %d examples or spoken forms; keep those that differ most", f.Pattern.Text, maxLabels)
	}
	for _, example := range f.Examples {
		if !f.Pattern.Matches(example) {
			r.fail(f.lines["examples"]-r.before, "example %q does not match the pattern %q; correct one of them", example, f.Pattern.Text)
		}
	}
	return f, true
}

// readFamilyPattern sets a family's pattern.
func readFamilyPattern(r *reader, f *Family) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode {
			r.fail(n.Line, "a pattern is plain text, not %s", kindName(n))
			return
		}
		p, err := ParsePattern(n.Value)
		if err != nil {
			r.fail(n.Line, "pattern %q: %v", n.Value, err)
			return
		}
		r.checkPlainScalar(n)
		f.Pattern, f.Line = p, r.line(n.Line)
	}
}

// readFlag sets a key that is true or left out.
func readFlag(r *reader, to *bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode || n.Value != "true" && n.Value != "false" {
			r.fail(n.Line, "%s is neither true nor false", kindName(n))
			return
		}
		*to = n.Value == "true"
	}
}

func readMakers(r *reader, to *[]Maker) func(*yaml.Node) {
	return r.list(func(n *yaml.Node) {
		var m Maker
		inferred := true
		r.fields(n, []field{
			{"maker", r.name(&m.Name, maxName)},
			{"scope", r.text(&m.Scope, maxFamilyNote)},
			{"inferred", readFlag(r, &inferred)},
			{"confidence", word(r, &m.Confidence, Confidences)},
			{"source", readFamilySource(r, &m.Source)},
			{"more_sources", readFamilySources(r, &m.MoreSources)},
		})
		if m.Name == "" || m.Source.Title == "" {
			r.fail(n.Line, "made_by needs maker and source")
			return
		}
		if !inferred {
			r.fail(n.Line, "made_by is always an inference; what the brand itself says belongs into its notes")
		}
		*to = append(*to, m)
	})
}

// readFamilySource sets where labels or makers were read. Unlike an article's source it needs no
// publisher and kind.
func readFamilySource(r *reader, to *Source) func(*yaml.Node) {
	return func(n *yaml.Node) {
		s := readSource(r, n)
		if s.Title == "" || s.Checked.IsZero() {
			r.fail(n.Line, "a source here needs title and checked")
			s.Title = "unnamed" // reported already
		}
		*to = s
	}
}

func readFamilySources(r *reader, to *[]Source) func(*yaml.Node) {
	return r.list(func(n *yaml.Node) {
		var s Source
		readFamilySource(r, &s)(n)
		*to = append(*to, s)
	})
}

// readOtherBrands parses the list of brands without articles; it returns nil for invalid YAML.
func readOtherBrands(r *reader, text []byte) []OtherBrand {
	root := r.root(text)
	if root == nil {
		return nil
	}
	var source Source
	list := []OtherBrand{}
	r.fields(root, []field{
		{"source", readFamilySource(r, &source)},
		{"brands", r.list(func(n *yaml.Node) {
			b := OtherBrand{File: r.file, Line: r.line(n.Line)}
			r.fields(n, []field{
				{"name", r.name(&b.Name, maxName)},
				{"aliases", r.names(&b.Aliases, maxName)},
				{"maker", r.name(&b.Maker, maxName)},
				{"support", r.address(&b.Support)},
				{"note", r.text(&b.Note, maxFamilyNote)},
				{"word", readFlag(r, &b.Word)},
				{"source", readFamilySource(r, &b.Source)},
			})
			if b.Name == "" {
				r.fail(n.Line, "a brand needs name")
				return
			}
			list = append(list, b)
		})},
	})
	for i := range list {
		if list[i].Source.Title != "" {
			continue
		}
		list[i].Source = source
		if source.Title == "" {
			r.fail(list[i].Line, "brand %q needs source; write one for itself, or one for all above the list", list[i].Name)
		}
	}
	return list
}

// placeOthers adds the brands without articles to the library and resolves their makers.
func (s *assembly) placeOthers() {
	s.brandNames, s.otherNames = map[string]*Brand{}, map[string]*OtherBrand{}
	for _, b := range s.lib.Brands {
		for _, name := range append([]string{b.Name}, b.Aliases...) {
			s.brandNames[PlainModel(name)] = b
		}
	}
	for _, b := range s.others {
		s.lib.others = append(s.lib.others, &b)
		for _, name := range append([]string{b.Name}, b.Aliases...) {
			s.otherNames[PlainModel(name)] = &b
		}
	}
	for _, b := range s.lib.others {
		b.Maker, b.Brand = s.maker(b.Maker)
	}
}

// maker returns the name of a maker as its brand writes it, and its brand in the content. A name
// that is in neither list is returned as it is.
func (s *assembly) maker(name string) (string, *Brand) {
	if b := s.brandNamed(name); b != nil {
		return b.Name, b
	}
	if b := s.otherNamed(name); b != nil {
		return b.Name, nil
	}
	return name, nil
}

// brandNamed returns the brand with a slug, name or alias, whatever its case and separators; nil:
// there is none.
func (s *assembly) brandNamed(name string) *Brand {
	if b := s.lib.brands[name]; b != nil {
		return b
	}
	return s.brandNames[PlainModel(name)]
}

// otherNamed returns the brand without articles that has a name or alias; nil: there is none.
func (s *assembly) otherNamed(name string) *OtherBrand { return s.otherNames[PlainModel(name)] }

// placeFamilies adds the families to the library and resolves their brands.
func (s *assembly) placeFamilies() {
	for _, file := range s.families {
		name := "families/" + file.slug + ".yaml"
		brand := s.lib.brands[file.slug]
		var other *OtherBrand
		switch {
		case file.other.text == "" && brand == nil:
			if !s.broken["/"+file.slug] {
				s.fail(name, 1, "brand %q has no file: write brands/%s.yaml, or \"other: …\" with a name of families/%s.yaml", file.slug, file.slug, otherBrandsName)
			}
			continue
		case file.other.text != "" && brand != nil:
			s.fail(name, file.other.line, "%s has a file in brands/; remove the key other", brand.Name)
			continue
		case file.other.text != "":
			if other = s.otherNamed(file.other.text); other == nil {
				s.fail(name, file.other.line, "%q is no brand of families/%s.yaml; add it there", file.other.text, otherBrandsName)
				continue
			}
		}
		for _, entry := range file.families {
			s.placeFamily(entry, file.makers, brand, other)
		}
	}
}

// placeFamily adds one family. Its own makers come before those of its file. It works on a copy,
// because a later load reuses the parsed family.
func (s *assembly) placeFamily(entry familyEntry, makers []Maker, brand *Brand, other *OtherBrand) {
	f := entry.Family
	f.Brand, f.Other = brand, other
	if len(f.Makers) > 0 {
		makers = f.Makers
	}
	f.Makers, f.SharedWith = nil, slices.Clone(f.SharedWith)
	for _, m := range makers {
		m.Name, m.Brand = s.maker(m.Name)
		f.Makers = append(f.Makers, m)
	}
	s.lib.families = append(s.lib.families, &f)
}
