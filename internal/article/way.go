package article

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"pinhole/internal/markdown"
)

// maxFor is the most characters that the text for whom a way is may have: it fits two lines of a
// phone.
const maxFor = 80

// Way is what the front matter says of one of several procedures of an article.
type Way struct {
	Anchor string // of its heading
	For    string // for whom it is; plain text, may be empty
	Needs  []Need // beside those of the whole article
}

// Way returns what the front matter says of the procedure with an anchor; the zero value if nothing.
func (a *Article) Way(anchor string) Way {
	for _, w := range a.Ways {
		if w.Anchor == anchor {
			return w
		}
	}
	return Way{}
}

// locatedWay is a way with the line of its key in the file.
type locatedWay struct {
	Way
	line int
}

// ways sets what is said of each way, in the order of anchors. A translation may not repeat needs.
func (r *reader) ways(to *[]locatedWay, translation bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			r.fail(n.Line, "expected the address of a way and what it is for, such as with-the-app: {for: \"…\"}, not %s", kindName(n))
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			if value.Kind != yaml.MappingNode {
				r.fail(value.Line, "expected for whom the way is, such as {for: \"…\"}, not %s", kindName(value))
				continue
			}
			way := locatedWay{Way{Anchor: key.Value}, r.line(key.Line)}
			known := []field{{"for", r.text(&way.For, maxFor)}}
			if !translation {
				known = append(known, field{"needs", words(r, &way.Needs, Needs)})
			}
			r.fields(value, known)
			switch {
			case slices.ContainsFunc(*to, func(w locatedWay) bool { return w.Anchor == way.Anchor }):
				r.fail(key.Line, "%q stands here twice; keep one", key.Value)
			case way.For == "" && len(way.Needs) == 0:
				r.fail(key.Line, "%q says nothing; write for whom the way is: {for: \"…\"}", key.Value)
			default:
				sortNeeds(way.Needs)
				*to = append(*to, way)
			}
		}
		slices.SortFunc(*to, func(a, b locatedWay) int { return strings.Compare(a.Anchor, b.Anchor) })
	}
}

func sortNeeds(list []Need) {
	slices.SortStableFunc(list, func(x, y Need) int { return slices.Index(Needs, x) - slices.Index(Needs, y) })
}

// checkWays reports entries of ways that belong to no procedure of the text, and needs that the
// whole article names already.
func (r *reader) checkWays(f *front, doc markdown.Document) {
	var anchors []string
	for _, s := range doc.Sections {
		if s.Kind == markdown.Steps {
			anchors = append(anchors, s.ID)
		}
	}
	if len(f.ways) > 0 && len(anchors) < 2 {
		r.fail(f.lines["ways"], "the article has one way only; say for whom it is in the summary, name its needs under needs, and remove ways")
		return
	}
	for _, w := range f.ways {
		if !slices.Contains(anchors, w.Anchor) {
			r.fail(w.line-r.before, "%q is the address of no steps here; use one of %s", w.Anchor, strings.Join(anchors, ", "))
		}
		for _, need := range w.Needs {
			if slices.Contains(f.article.Needs, need) {
				r.fail(w.line-r.before, "%q needs %s, which stands under needs for all ways; remove it in one place", w.Anchor, need)
			}
		}
	}
}

// compareWays checks that a translation says for whom the same ways are as its original.
func (s *assembly) compareWays(a *Article, f *front) {
	for _, theirs := range a.Original.Ways {
		if theirs.For != "" && !slices.ContainsFunc(f.ways, func(w locatedWay) bool { return w.Anchor == theirs.Anchor }) {
			s.fail(a.File, f.line("ways"), "the original says for whom the way %s is; translate it: ways: {%s: {for: \"…\"}}", theirs.Anchor, theirs.Anchor)
		}
	}
	for _, ours := range f.ways {
		if a.Original.Way(ours.Anchor).For == "" {
			s.fail(a.File, ours.line, "the original does not say for whom the way %s is; remove it", ours.Anchor)
		}
	}
}

// translatedWays returns an original's ways with the texts of a translation. A text that is not
// translated is left out.
func translatedWays(original []Way, ours []locatedWay) []Way {
	list := slices.Clone(original)
	for i := range list {
		list[i].For = ""
		for _, w := range ours {
			if w.Anchor == list[i].Anchor {
				list[i].For = w.For
			}
		}
	}
	return list
}
