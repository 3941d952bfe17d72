package article

import (
	"fmt"
	"hash/maphash"
	"strings"
)

// assembly builds a library from parsed files and checks what depends on more than one file.
type assembly struct {
	lib        *Library
	options    Options
	translated []*Article
	families   []*familyFile
	others     []OtherBrand
	brandNames map[string]*Brand      // by names and aliases as PlainModel
	otherNames map[string]*OtherBrand // the same way
	broken     map[string]bool        // addresses of files that exist but have errors: links to them are not reported
	problems   Problems

	previous, compared map[pair]Problems // results of comparing translations, of the last load and of this one
}

func (l *Loader) assemble(files []file) (*Library, Problems) {
	s := &assembly{options: l.options, broken: map[string]bool{}, previous: l.compared, compared: map[pair]Problems{}, lib: &Library{
		Site:   &Site{},
		byPath: make(map[string]*Article, len(files)), byID: make(map[string]*Article, len(files)),
		aliases: map[string]*Article{}, brands: map[string]*Brand{},
		translations: &translations{byLanguage: map[string]map[string]*Article{}},
	}}
	s.lib.originals = s.lib.byID
	var fronts, translations []*front
	var questions []*QuestionTree
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
		case f.kind == familiesFile:
			if p.families != nil {
				s.families = append(s.families, p.families)
			}
		case f.kind == otherBrandsFile:
			s.others = append(s.others, p.others...)
		case f.kind == articleFile && p.front != nil:
			fronts = append(fronts, p.front)
		case f.kind == translationFile && p.front != nil:
			translations = append(translations, p.front)
		case f.kind == questionFile && p.questions != nil:
			questions = append(questions, p.questions)
		default:
			s.broken[sitePath(f.path)] = true
		}
	}
	if !site {
		s.fail("site.yaml", 1, "this file is missing: write at least \"name: …\", the publisher's name")
	}
	placed := make([]*Article, len(fronts))
	for i, f := range fronts {
		if placed[i] = s.place(f); placed[i] == nil {
			s.broken[sitePath(f.article.File)] = true
		}
	}
	for _, f := range translations {
		s.translate(f)
	}
	s.addQuestions(questions)
	for _, a := range s.translated {
		s.addTranslatedAlias(a)
		s.checkLinks(a.File, a.body.outline)
	}
	for i, f := range fronts {
		if placed[i] != nil {
			s.connect(placed[i], f)
		}
	}
	for _, b := range s.lib.Brands {
		s.checkLinks(b.File, outlineOf(&b.Notes))
	}
	s.checkLinks("site.yaml", outlineOf(&s.lib.Site.Contact))
	s.checkLinks("site.yaml", outlineOf(&s.lib.Site.Privacy))
	s.placeOthers()
	s.placeFamilies()
	s.lib.orderFamilies()
	s.checkFamilies()
	s.lib.fingerprint, s.lib.frontMatter = all.Sum64(), frontMatter.Sum64()
	s.lib.order()
	s.lib.orderTranslations()
	l.compared = s.compared
	return s.lib, s.problems
}

// sitePath returns the address at which the content of a file is served.
func sitePath(file string) string {
	name := strings.TrimSuffix(strings.TrimSuffix(file, ".md"), ".yaml")
	folder, name, _ := strings.Cut(name, "/")
	if _, translated := locales[folder]; translated {
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

// place resolves the article's brand and adds the article to the indexes. It works on a copy,
// because a later load reuses the parsed article.
func (s *assembly) place(f *front) *Article {
	a := *f.article
	brand, ok := s.lib.brands[f.brand]
	if !ok {
		if f.brand != "" && !s.broken["/"+f.brand] {
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

// connect resolves an article's references to others: related articles, aliases and links.
func (s *assembly) connect(a *Article, f *front) {
	for _, id := range f.related {
		switch other := s.lib.byID[id.text]; {
		case other == a:
			s.fail(a.File, id.line, "related names the article itself; remove %q", id.text)
		case other != nil:
			a.Related = append(a.Related, other)
		case len(s.broken) == 0: // otherwise it may be the id of a broken one
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
	s.checkLinks(a.File, a.body.outline)
}
