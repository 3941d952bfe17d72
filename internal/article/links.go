package article

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// links checks every link of a text that stays inside the site.
func (s *assembly) links(file string, text outline) {
	for _, link := range text.links {
		trouble := ""
		switch target, fragment, _ := strings.Cut(link.Dest, "#"); {
		case target == "":
			if !text.hasPlace(fragment) {
				trouble = fmt.Sprintf("#%s leads nowhere in this text; use the address of a heading or step", fragment)
			}
		case link.Image:
			trouble = s.picture(target)
		default:
			trouble = s.link(target, fragment)
		}
		if trouble != "" {
			s.fail(file, link.Line, "%s", trouble)
		}
	}
}

func (s *assembly) picture(target string) string {
	if _, known := s.options.Pictures[target]; !known && s.options.Pictures != nil {
		return fmt.Sprintf("picture %q is not there; use one that exists", target)
	}
	return ""
}

// link says what is wrong with a link to another page of the site, if anything.
func (s *assembly) link(target, fragment string) string {
	target, _, _ = strings.Cut(target, "?")
	written := target
	if rest, language := cutLanguage(target); language != English && s.lib.byPath[target] == nil && s.lib.aliases[target] == nil && !s.missing[target] {
		target = rest // the page in English is shown there
	}
	if other := s.lib.byPath[target]; other != nil {
		return anchorTrouble(other.File, other.body.outline, fragment)
	}
	if other := s.lib.aliases[target]; other != nil {
		return fmt.Sprintf("%q is an old address; link to %s", target, other.Path())
	}
	if b := s.lib.brands[target[1:]]; b != nil {
		return anchorTrouble(b.File, outlineOf(&b.Notes), fragment)
	}
	if slices.Contains(s.options.Pages, target) {
		if target == "/privacy" {
			return anchorTrouble("site.yaml", outlineOf(&s.lib.Site.Privacy), fragment)
		}
		return ""
	}
	if s.listing(target) || s.missing[target] {
		return ""
	}
	return fmt.Sprintf("%q leads nowhere on this site; correct the address", written)
}

func anchorTrouble(file string, text outline, fragment string) string {
	if fragment == "" || text.hasPlace(fragment) {
		return ""
	}
	return fmt.Sprintf("%s has no place #%s; use the address of a heading or step there", file, fragment)
}

// hasPlace takes fragments as they are and percent-encoded, as browsers do.
func (o outline) hasPlace(fragment string) bool {
	if o.hasAnchor(fragment) {
		return true
	}
	plain, err := url.PathUnescape(fragment)
	return err == nil && o.hasAnchor(plain)
}

// listing says whether a path is one of the library's own cuts.
func (s *assembly) listing(path string) bool {
	kind, name, _ := strings.Cut(path[1:], "/")
	switch kind {
	case "devices":
		return slices.Contains(Devices, Device(name))
	case "goals":
		return slices.Contains(Goals, Goal(name))
	case "models":
		model, err := url.PathUnescape(name)
		return err == nil && slices.ContainsFunc(s.lib.Articles, func(a *Article) bool {
			matches, _ := a.Matches(model)
			return matches
		})
	}
	return false
}
