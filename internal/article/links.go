package article

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"pinhole/internal/fold"
)

// checkLinks checks every internal link of a text.
func (s *assembly) checkLinks(file string, text outline) {
	for _, link := range text.links {
		problem := ""
		switch target, fragment, _ := strings.Cut(link.Dest, "#"); {
		case target == "":
			if !text.hasFragment(fragment) {
				problem = fmt.Sprintf("#%s leads nowhere in this text; use the address of a heading or step", fragment)
			}
		case link.Image:
			problem = s.pictureProblem(target)
		default:
			problem = s.linkProblem(target, fragment)
		}
		if problem != "" {
			s.fail(file, link.Line, "%s", problem)
		}
	}
}

func (s *assembly) pictureProblem(target string) string {
	if _, known := s.options.Pictures[target]; known || s.options.Pictures == nil {
		return ""
	}
	if near := nearest(slices.Sorted(maps.Keys(s.options.Pictures)), target); near != "" {
		return fmt.Sprintf("picture %q is not there; did you mean %s?", target, near)
	}
	return fmt.Sprintf("picture %q is not there; use one that exists", target)
}

// nearest returns the address that differs least from a wrong one; "" if all differ in more than a
// third of its letters.
func nearest(addresses []string, wrong string) (best string) {
	letters := []rune(wrong)
	least := len(letters)/3 + 1
	for _, address := range addresses {
		if d := fold.Distance(letters, []rune(address), least-1); d < least {
			best, least = address, d
		}
	}
	return best
}

// linkProblem describes what is wrong with a link to another page of the site; "" if nothing is.
func (s *assembly) linkProblem(target, fragment string) string {
	target, _, _ = strings.Cut(target, "?")
	written := target
	if rest, language := cutLanguage(target); language != English && s.lib.byPath[target] == nil && s.lib.aliases[target] == nil && !s.broken[target] {
		target = rest // the English page is served there
	}
	if other := s.lib.byPath[target]; other != nil {
		return anchorProblem(other.File, other.body.outline, fragment)
	}
	if other := s.lib.aliases[target]; other != nil {
		return fmt.Sprintf("%q is an old address; link to %s", target, other.Path())
	}
	if b := s.lib.brands[target[1:]]; b != nil {
		return anchorProblem(b.File, outlineOf(&b.Notes), fragment)
	}
	if slices.Contains(s.options.Pages, target) {
		if target == "/privacy" {
			return anchorProblem("site.yaml", outlineOf(&s.lib.Site.Privacy), fragment)
		}
		return ""
	}
	if s.isListing(target) || s.isQuestion(target) || s.broken[target] {
		return ""
	}
	return fmt.Sprintf("%q leads nowhere on this site; correct the address", written)
}

func anchorProblem(file string, text outline, fragment string) string {
	if fragment == "" || text.hasFragment(fragment) {
		return ""
	}
	return fmt.Sprintf("%s has no place #%s; use the address of a heading or step there", file, fragment)
}

// hasFragment reports whether a text has an anchor, named literally or percent-encoded, as browsers
// do.
func (o outline) hasFragment(fragment string) bool {
	if o.hasAnchor(fragment) {
		return true
	}
	plain, err := url.PathUnescape(fragment)
	return err == nil && o.hasAnchor(plain)
}

// isListing reports whether a path is a listing by device, goal or model.
func (s *assembly) isListing(path string) bool {
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
