package article

import (
	"path"
	"slices"

	"go.yaml.in/yaml/v3"
)

// ownedByOriginal are the keys that a translation takes from its original.
var ownedByOriginal = []string{
	"brand", "devices", "models", "goal", "method", "needs", "minutes", "effects", "confidence", "sources", "review_by", "aliases", "related",
}

// translation parses a translation's file; it returns nil for invalid front matter.
func (r *reader) translation(slug string, text []byte) *front {
	head, body, bodyLine, ok := r.split(text)
	if !ok {
		return nil
	}
	f := r.translationFront(head)
	if f == nil {
		return nil
	}
	f.brand = path.Base(path.Dir(r.file))
	r.parseBody(f.article, slug, body, bodyLine)
	return f
}

func (r *reader) translationFront(head []byte) *front {
	f := &front{article: &Article{}, lines: map[string]int{}, notes: map[string]located{}}
	root := r.root(head)
	if root == nil {
		return nil
	}
	r.dropOriginalKeys(root)
	f.recordLines(root)
	a := f.article
	r.fields(root, []field{
		{"id", r.value(&a.ID, maxID)},
		{"title", r.text(&a.Title, maxTitle)},
		{"summary", r.text(&a.Summary, maxSummary)},
		{"original", r.value(&f.original, maxID)},
		{"effect_notes", r.notes(f.notes)},
		{"ways", r.ways(&f.ways, true)},
		{"symptoms", r.symptoms(&a.Symptoms)},
	})
	r.requireKeys(f, requiredTranslationKeys)
	warnOfLongSentences(r, a.Summary, f.lines["summary"])
	return f
}

// requiredTranslationKeys lists the mandatory keys of a translation. A missing original is reported
// by compare, which knows its revision.
var requiredTranslationKeys = []requiredKey{
	{"id", "write the id of the English original", func(f *front) bool { return f.article.ID == "" }},
	{"title", "translate the title", func(f *front) bool { return f.article.Title == "" }},
	{"summary", "translate the summary", func(f *front) bool { return f.article.Summary == "" }},
}

// dropOriginalKeys reports and removes keys that only an original may have.
func (r *reader) dropOriginalKeys(root *yaml.Node) {
	var remaining []*yaml.Node
	for i := 0; i+1 < len(root.Content); i += 2 {
		if key := root.Content[i]; slices.Contains(ownedByOriginal, key.Value) {
			r.fail(key.Line, "%q comes from the English original; remove it here", key.Value)
			continue
		}
		remaining = append(remaining, root.Content[i:i+2]...)
	}
	root.Content = remaining
}

// notes sets the notes of effects in the translation's language.
func (r *reader) notes(to map[string]located) func(*yaml.Node) {
	var fields []field
	for _, key := range EffectKeys {
		fields = append(fields, field{key, func(n *yaml.Node) {
			var note string
			r.text(&note, maxNote)(n)
			to[key] = located{note, r.line(n.Line)}
		}})
	}
	return func(n *yaml.Node) { r.fields(n, fields) }
}

// translate completes a translation with its original's data and adds it to the indexes.
func (s *assembly) translate(f *front) {
	a := *f.article
	original := s.lib.byID[a.ID]
	if original == nil {
		if len(s.broken) == 0 { // otherwise it may be the id of a broken one
			s.fail(a.File, f.line("id"), "id %q is no English article's id; a translation has the id of its original", a.ID)
		}
		return
	}
	if f.brand != original.Brand.Slug {
		s.fail(a.File, 1, "the translation stands in the folder %q, its original in %q; move the file", f.brand, original.Brand.Slug)
		return
	}
	if other := s.lib.byLanguage[a.Language][a.ID]; other != nil {
		s.fail(a.File, f.line("id"), "the article with the id %q is translated in %s already; keep one", a.ID, other.File)
		return
	}
	a.inherit(original, f)
	if s.lib.byLanguage[a.Language] == nil {
		s.lib.byLanguage[a.Language] = map[string]*Article{}
	}
	s.lib.byLanguage[a.Language][a.ID] = &a
	s.lib.byPath[a.Path()] = &a
	s.translated = append(s.translated, &a)
	s.compare(&a, f)
}

// addTranslatedAlias adds an alias at the address that the translation would have under its
// original's slug.
func (s *assembly) addTranslatedAlias(a *Article) {
	address := InLanguage(a.Original.Path(), a.Language)
	switch other := s.lib.byPath[address]; {
	case other == nil:
		s.lib.aliases[address] = a
	case other != a:
		s.fail(a.File, 1, "%s is the address of %s in %s, and %s stands there; rename that one", address, a.Original.File, a.Language, other.File)
	}
}

// inherit copies the fields that a translation shares with its original.
func (a *Article) inherit(original *Article, f *front) {
	a.Original, a.Outdated = original, f.original != original.Revision
	a.Brand, a.Devices, a.Models, a.Goal, a.Method = original.Brand, original.Devices, original.Models, original.Goal, original.Method
	a.Needs, a.Minutes, a.Effects, a.Confidence = original.Needs, original.Minutes, original.Effects, original.Confidence
	a.Sources, a.ReviewBy, a.Related = original.Sources, original.ReviewBy, original.Related
	a.Ways = translatedWays(original.Ways, f.ways)
	for key, note := range f.notes {
		a.Effects.at(key).Note = note.text
	}
	a.Revision = revision(a)
}
