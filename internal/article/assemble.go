package article

import (
	"fmt"
	"hash/maphash"
	"strings"
)

// assembly puts single files together into a library and checks what only shows when they are seen together.
type assembly struct {
	lib        *Library
	options    Options
	translated []*Article
	missing    map[string]bool // addresses whose files are there but broken: nobody else is to blame for them
	problems   Problems

	before, compared map[pair]Problems // of translations, at the last load and at this one
}

func (l *Loader) assemble(files []file) (*Library, Problems) {
	s := &assembly{options: l.options, missing: map[string]bool{}, before: l.compared, compared: map[pair]Problems{}, lib: &Library{
		Site:   &Site{},
		byPath: make(map[string]*Article, len(files)), byID: make(map[string]*Article, len(files)),
		aliases: map[string]*Article{}, brands: map[string]*Brand{},
		translations: &translations{byLanguage: map[string]map[string]*Article{}},
	}}
	s.lib.originals = s.lib.byID
	var fronts, translations []*front
	site := false
	var all, frontMatter maphash.Hash
	all.SetSeed(seed)
	frontMatter.SetSeed(seed)
	for _, f := range files {
		p := l.parsed[f.path]
		s.lib.external = append(s.lib.external, p.external...)
		all.WriteString(f.path)
		maphash.WriteComparable(&all, p.sum)
		frontMatter.WriteString(f.path)
		maphash.WriteComparable(&frontMatter, p.frontMatter)
		switch {
		case f.kind == siteFile:
			site = true
			if p.site != nil {
				s.lib.Site = p.site
			}
		case f.kind == brandFile && p.brand != nil:
			s.lib.Brands = append(s.lib.Brands, p.brand)
			s.lib.brands[p.brand.Slug] = p.brand
		case f.kind == articleFile && p.front != nil:
			fronts = append(fronts, p.front)
		case f.kind == translationFile && p.front != nil:
			translations = append(translations, p.front)
		default:
			s.missing[address(f.path)] = true
		}
	}
	if !site {
		s.fail("site.yaml", 1, "this file is missing: write at least \"name: …\", the publisher's name")
	}
	made := make([]*Article, len(fronts))
	for i, f := range fronts {
		if made[i] = s.place(f); made[i] == nil {
			s.missing[address(f.article.File)] = true
		}
	}
	for _, f := range translations {
		s.translate(f)
	}
	for _, a := range s.translated {
		s.leadOn(a)
		s.links(a.File, a.body.outline)
	}
	for i, f := range fronts {
		if made[i] != nil {
			s.connect(made[i], f)
		}
	}
	for _, b := range s.lib.Brands {
		s.links(b.File, outlineOf(&b.Notes))
	}
	s.links("site.yaml", outlineOf(&s.lib.Site.Contact))
	s.links("site.yaml", outlineOf(&s.lib.Site.Privacy))
	s.lib.fingerprint, s.lib.frontMatter = all.Sum64(), frontMatter.Sum64()
	s.lib.order()
	s.lib.orderTranslations()
	l.compared = s.compared
	return s.lib, s.problems
}

// address is where the content of a file would be found on the site.
func address(file string) string {
	name := strings.TrimSuffix(strings.TrimSuffix(file, ".md"), ".yaml")
	folder, name, _ := strings.Cut(name, "/")
	if _, translated := tongues[folder]; translated {
		return InLanguage("/"+name, folder)
	}
	return "/" + name
}

func (s *assembly) fail(file string, line int, format string, args ...any) {
	s.problems = append(s.problems, Problem{File: file, Line: line, Message: fmt.Sprintf(format, args...)})
}

func (s *assembly) warn(file string, line int, format string, args ...any) {
	s.fail(file, line, format, args...)
	s.problems[len(s.problems)-1].Warning = true
}

// place gives the article its brand and its places in the tables. The parsed one stays as it is: a later load shares it.
func (s *assembly) place(f *front) *Article {
	a := *f.article
	brand, ok := s.lib.brands[f.brand]
	if !ok {
		if f.brand != "" && !s.missing["/"+f.brand] {
			s.fail(a.File, f.line("brand"), "brand %q has no file: write brands/%s.yaml", f.brand, f.brand)
		}
		return nil
	}
	a.Brand = brand
	if other := s.lib.byID[a.ID]; other != nil && a.ID != "" {
		s.fail(a.File, f.line("id"), "id %q belongs to %s; give this article another", a.ID, other.File)
	}
	s.lib.byID[a.ID] = &a
	s.lib.byPath[a.Path()] = &a
	s.lib.Articles = append(s.lib.Articles, &a)
	return &a
}

// connect resolves what an article says of others: related ones, aliases and links.
func (s *assembly) connect(a *Article, f *front) {
	for _, id := range f.related {
		switch other := s.lib.byID[id.text]; {
		case other == a:
			s.fail(a.File, id.line, "related names the article itself; remove %q", id.text)
		case other != nil:
			a.Related = append(a.Related, other)
		case len(s.missing) == 0: // else it may be the id of one that is broken
			s.fail(a.File, id.line, "related %q is no article's id", id.text)
		}
	}
	for _, alias := range f.aliases {
		first, _, _ := strings.Cut(alias.text[1:], "/")
		switch other := s.lib.aliases[alias.text]; {
		case s.lib.byPath[alias.text] != nil || s.lib.brands[alias.text[1:]] != nil || reserved(first):
			s.fail(a.File, alias.line, "alias %q is in use as an address; remove it", alias.text)
		case other != nil:
			s.fail(a.File, alias.line, "alias %q belongs to %s; keep it in one of them", alias.text, other.File)
		default:
			s.lib.aliases[alias.text] = a
		}
	}
	s.links(a.File, a.body.outline)
}
