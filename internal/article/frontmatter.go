package article

import (
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"pinhole/internal/markdown"
)

// front is an article's front matter before its references to other files are resolved.
type front struct {
	article *Article
	brand   string
	related []located
	aliases []located
	ways    []locatedWay
	lines   map[string]int // line in the YAML text of each key that is there

	original string             // of a translation: the revision that it was made from
	notes    map[string]located // of a translation: its notes on effects
}

// line returns the line of a key in the file; 1 if the key is missing.
func (f *front) line(key string) int { return f.lines[key] + 1 }

func (f *front) recordLines(root *yaml.Node) {
	for i := 0; i < len(root.Content); i += 2 {
		f.lines[root.Content[i].Value] = root.Content[i].Line
	}
}

const (
	maxID      = 80
	maxTitle   = 90
	maxSummary = 240
	maxNote    = 160
	maxSymptom = 60

	maxAlias      = 200
	maxAliasParts = 4
)

func (r *reader) front(head []byte) *front {
	f := &front{article: &Article{}, lines: map[string]int{}}
	root := r.root(head)
	if root == nil {
		return nil
	}
	f.recordLines(root)
	a := f.article
	r.fields(root, []field{
		{"id", r.value(&a.ID, maxID)},
		{"title", r.text(&a.Title, maxTitle)},
		{"summary", r.text(&a.Summary, maxSummary)},
		{"brand", r.value(&f.brand, maxID)},
		{"devices", words(r, &a.Devices, Devices)},
		{"models", r.models(&a.Models)},
		{"goal", word(r, &a.Goal, Goals)},
		{"method", word(r, &a.Method, Methods)},
		{"needs", words(r, &a.Needs, Needs)},
		{"ways", r.ways(&f.ways, false)},
		{"minutes", r.minutes(&a.Minutes)},
		{"effects", r.effects(&a.Effects)},
		{"confidence", word(r, &a.Confidence, Confidences)},
		{"sources", r.sources(&a.Sources)},
		{"review_by", r.day(&a.ReviewBy, true)},
		{"aliases", r.entries(&f.aliases, maxAlias)},
		{"related", r.entries(&f.related, maxID)},
		{"symptoms", r.symptoms(&a.Symptoms)},
	})
	sortNeeds(a.Needs)
	for _, w := range f.ways {
		a.Ways = append(a.Ways, w.Way)
	}
	f.aliases = validAliases(r, f.aliases)
	for _, alias := range f.aliases {
		a.Aliases = append(a.Aliases, alias.text)
	}
	r.required(f)
	return f
}

// requiredKey is a mandatory key and what to do if it is missing.
type requiredKey struct {
	key, do string
	missing func(*front) bool
}

// requiredKeys lists the mandatory keys of an article.
var requiredKeys = []requiredKey{
	{"id", "give the article a name that never changes", func(f *front) bool { return f.article.ID == "" }},
	{"title", "say in a few words what the reader will do", func(f *front) bool { return f.article.Title == "" }},
	{"summary", "give the answer in one sentence", func(f *front) bool { return f.article.Summary == "" }},
	{"brand", "name the brand's file", func(f *front) bool { return f.brand == "" }},
	{"devices", "name at least one of " + join(Devices), func(f *front) bool { return len(f.article.Devices) == 0 }},
	{"goal", "use one of " + join(Goals), func(f *front) bool { return f.article.Goal == "" }},
	{"confidence", "use one of " + join(Confidences), func(f *front) bool { return f.article.Confidence == "" }},
	{"sources", "name at least one", func(f *front) bool { return len(f.article.Sources) == 0 }},
	{"method", "a procedure says how; use one of " + join(Methods), func(f *front) bool {
		return f.article.Goal != "" && f.article.Goal.Procedure() && f.article.Method == ""
	}},
}

// required checks for the keys that an article of this goal must have.
func (r *reader) required(f *front) {
	a := f.article
	r.requireKeys(f, requiredKeys)
	if a.ID != "" && !validSlug(a.ID) {
		r.fail(f.lines["id"], "id %q: use small letters, digits and single hyphens", a.ID)
	}
	if a.Goal.Resets() {
		if missing := unstated(&a.Effects); len(missing) > 0 {
			r.fail(f.lines["effects"], "effects lacks %s: a reset must say what it erases; write kept, erased, unknown or depends", strings.Join(missing, ", "))
		}
	}
	warnOfLongSentences(r, a.Summary, f.lines["summary"])
}

// requireKeys reports missing keys: at their line if they are present but empty, else at the top of
// the file.
func (r *reader) requireKeys(f *front, needed []requiredKey) {
	for _, need := range needed {
		switch line, there := f.lines[need.key]; {
		case !need.missing(f):
		case !there:
			r.fail(0, "%s is missing: %s", need.key, need.do)
		default:
			r.fail(line, "%s is empty or wrong: %s", need.key, need.do)
		}
	}
}

// unstated lists the effects that an article does not name.
func unstated(e *Effects) []string {
	var missing []string
	for _, key := range EffectKeys {
		if e.Get(key).State == Unstated {
			missing = append(missing, key)
		}
	}
	return missing
}

// warnOfLongSentences warns of them in the summary as in the body.
func warnOfLongSentences(r *reader, summary string, line int) {
	if strings.Count(summary, " ") < markdown.MaxWords {
		return
	}
	_, problems := markdown.Parse([]byte(summary), markdown.Options{})
	for _, p := range problems {
		if p.Warning {
			r.warn(line, "%s", p.Message)
		}
	}
}

// validSlug reports whether s consists of small letters, digits and single hyphens, as file names,
// ids and addresses do.
func validSlug(s string) bool {
	for part := range strings.SplitSeq(s, "-") {
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return len(s) <= maxID
}

func (r *reader) models(to *[]Pattern) func(*yaml.Node) {
	return r.list(func(n *yaml.Node) {
		p, err := ParsePattern(n.Value)
		switch {
		case n.Kind != yaml.ScalarNode:
			r.fail(n.Line, "a model is plain text, not %s", kindName(n))
		case err != nil:
			r.fail(n.Line, "model %q: %v", n.Value, err)
		case slices.ContainsFunc(*to, func(q Pattern) bool { return q.plain == p.plain }):
			r.fail(n.Line, "model %q stands in this list twice; keep one", n.Value)
		default:
			r.checkPlainScalar(n)
			*to = append(*to, p)
		}
	})
}

func (r *reader) minutes(to *int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, err := strconv.Atoi(n.Value)
		if n.Kind != yaml.ScalarNode || err != nil || v < 1 || v > 600 {
			r.fail(n.Line, "%s is not a number of minutes; write a whole number from 1 to 600", kindName(n))
			return
		}
		*to = v
	}
}

func (r *reader) effects(to *Effects) func(*yaml.Node) {
	fields := make([]field, len(EffectKeys))
	for i, key := range EffectKeys {
		fields[i] = field{key, r.effect(to.at(key))}
	}
	return func(n *yaml.Node) { r.fields(n, fields) }
}

func (r *reader) effect(to *Effect) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind == yaml.MappingNode {
			r.fields(n, []field{{"state", word(r, &to.State, EffectStates)}, {"note", r.text(&to.Note, maxNote)}})
		} else {
			word(r, &to.State, EffectStates)(n)
		}
		if to.State == Depends && to.Note == "" {
			r.fail(n.Line, "depends needs a note that says on what: {state: depends, note: \"…\"}")
		}
	}
}

func (r *reader) sources(to *[]Source) func(*yaml.Node) {
	return r.list(func(n *yaml.Node) {
		s := readSource(r, n)
		switch {
		case s.Title == "" || s.Publisher == "" || s.Kind == "" || s.Checked.IsZero():
			r.fail(n.Line, "a source needs title, publisher, kind and checked")
		default:
			*to = append(*to, s)
		}
	})
}

// readSource reads the keys of a source, none of which is checked to be there.
func readSource(r *reader, n *yaml.Node) (s Source) {
	r.fields(n, []field{
		{"title", r.text(&s.Title, 200)},
		{"publisher", r.text(&s.Publisher, 80)},
		{"url", r.address(&s.URL)},
		{"kind", word(r, &s.Kind, SourceKinds)},
		{"checked", r.day(&s.Checked, false)},
	})
	return s
}

// symptoms sets the symptoms by group. A list without groups is accepted too: its entries belong to
// OtherSymptom.
func (r *reader) symptoms(to *[]Symptom) func(*yaml.Node) {
	return func(n *yaml.Node) {
		lists := make([][]string, len(SymptomGroups))
		fields := make([]field, len(SymptomGroups))
		for i, group := range SymptomGroups {
			fields[i] = field{string(group), r.texts(&lists[i], maxSymptom)}
		}
		if n.Kind == yaml.MappingNode {
			r.fields(n, fields)
		} else {
			fields[slices.Index(SymptomGroups, OtherSymptom)].set(n)
		}
		for i, list := range lists {
			for _, text := range list {
				if slices.ContainsFunc(*to, func(s Symptom) bool { return s.Text == text }) {
					r.fail(n.Line, "the symptom %q stands in two groups; keep one", text)
					continue
				}
				*to = append(*to, Symptom{text, SymptomGroups[i]})
			}
		}
	}
}

// validAliases reports and drops aliases that are not valid paths.
func validAliases(r *reader, list []located) []located {
	return slices.DeleteFunc(list, func(w located) bool {
		parts := strings.Split(strings.TrimPrefix(w.text, "/"), "/")
		good := strings.HasPrefix(w.text, "/") && len(parts) <= maxAliasParts && !slices.ContainsFunc(parts, func(p string) bool { return !validSlug(p) })
		if !good {
			r.fail(w.line-r.before, "%q is not an old address; write it as /brand/old-name", w.text)
		}
		return !good
	})
}
