package article

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// assembly puts single files together into a library and checks what only shows when they are seen together.
type assembly struct {
	lib      *Library
	options  Options
	problems Problems
}

func assemble(files []file, results map[string]*parsed, o Options) (*Library, Problems) {
	s := &assembly{options: o, lib: &Library{
		byPath: make(map[string]*Article, len(files)), byID: make(map[string]*Article, len(files)),
		aliases: map[string]*Article{}, brands: map[string]*Brand{},
	}}
	var fronts []*front
	site := false
	for _, f := range files {
		p := results[f.path]
		switch {
		case f.kind == siteFile:
			s.lib.Site, site = p.site, true
		case f.kind == brandFile && p.brand != nil:
			s.lib.Brands = append(s.lib.Brands, p.brand)
			s.lib.brands[p.brand.Slug] = p.brand
		case f.kind == articleFile && p.front != nil:
			fronts = append(fronts, p.front)
		}
	}
	if !site {
		s.fail("site.yaml", 1, "this file is missing: write at least \"name: …\", the publisher's name")
	}
	made := make([]*Article, len(fronts))
	for i, f := range fronts {
		made[i] = s.place(f)
	}
	for i, f := range fronts {
		if made[i] != nil {
			s.connect(made[i], f)
		}
	}
	s.lib.order()
	return s.lib, s.problems
}

func (s *assembly) fail(file string, line int, format string, args ...any) {
	s.problems = append(s.problems, Problem{File: file, Line: line, Message: fmt.Sprintf(format, args...)})
}

// place gives the article its brand and its places in the tables. The parsed one stays as it is: a later load shares it.
func (s *assembly) place(f *front) *Article {
	a := *f.article
	line := func(key string) int { return f.lines[key] + 1 }
	brand, ok := s.lib.brands[f.brand]
	if !ok {
		if f.brand != "" {
			s.fail(a.File, line("brand"), "brand %q has no file: write brands/%s.yaml", f.brand, f.brand)
		}
		return nil
	}
	a.Brand = brand
	if other := s.lib.byID[a.ID]; other != nil {
		s.fail(a.File, line("id"), "id %q belongs to %s; give this article another", a.ID, other.File)
	}
	s.lib.byID[a.ID] = &a
	s.lib.byPath[a.Path()] = &a
	s.lib.Articles = append(s.lib.Articles, &a)
	return &a
}

// connect resolves what an article says of others: related ones, aliases and links.
func (s *assembly) connect(a *Article, f *front) {
	line := func(key string) int { return f.lines[key] + 1 }
	for _, id := range f.related {
		switch other := s.lib.byID[id]; {
		case other == nil:
			s.fail(a.File, line("related"), "related %q is no article's id", id)
		case other == a:
			s.fail(a.File, line("related"), "related names the article itself; remove %q", id)
		default:
			a.Related = append(a.Related, other)
		}
	}
	for _, alias := range a.Aliases {
		first, _, _ := strings.Cut(alias[1:], "/")
		switch other := s.lib.aliases[alias]; {
		case s.lib.byPath[alias] != nil || s.lib.brands[alias[1:]] != nil || reserved(first):
			s.fail(a.File, line("aliases"), "alias %q is in use as an address; remove it", alias)
		case other != nil:
			s.fail(a.File, line("aliases"), "alias %q belongs to %s; keep it in one of them", alias, other.File)
		default:
			s.lib.aliases[alias] = a
		}
	}
	for _, link := range a.Body.Links {
		if problem := s.link(a, link.Dest, link.Image); problem != "" {
			s.fail(a.File, link.Line, "%s", problem)
		}
	}
}

// link says what is wrong with a link inside the site, if anything. Links to other sites are not looked at here.
func (s *assembly) link(from *Article, dest string, image bool) string {
	target, fragment, _ := strings.Cut(dest, "#")
	switch {
	case target == "" && !slices.Contains(from.Body.Anchors, fragment):
		return fmt.Sprintf("#%s leads nowhere in this article; use the address of a heading or step", fragment)
	case target == "" || !strings.HasPrefix(target, "/"):
		return ""
	case image:
		if s.options.Files == nil {
			return ""
		}
		if _, err := fs.Stat(s.options.Files, target[1:]); err != nil {
			return fmt.Sprintf("picture %q is not there; use one that exists", target)
		}
		return ""
	}
	target, _, _ = strings.Cut(target, "?")
	if other := s.lib.byPath[target]; other != nil {
		if fragment != "" && !slices.Contains(other.Body.Anchors, fragment) {
			return fmt.Sprintf("%s has no place #%s; use the address of a heading or step there", other.File, fragment)
		}
		return ""
	}
	if other := s.lib.aliases[target]; other != nil {
		return fmt.Sprintf("%q is an old address; link to %s", target, other.Path())
	}
	if s.lib.brands[target[1:]] != nil || slices.Contains(s.options.Pages, target) || listing(target) {
		return ""
	}
	return fmt.Sprintf("%q leads nowhere on this site; correct the address", dest)
}

// listing says whether a path is one of the library's own cuts.
func listing(path string) bool {
	kind, name, _ := strings.Cut(path[1:], "/")
	return kind == "devices" && slices.Contains(Devices, Device(name)) || kind == "goals" && slices.Contains(Goals, Goal(name))
}
