package search

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"pinhole/internal/article"
)

// SynonymsFile is where editors keep the synonyms of a language, in the content folder.
func SynonymsFile(language string) string {
	if language == article.English {
		return "synonyms.yaml"
	}
	return "synonyms." + language + ".yaml"
}

const maxPhrase = 4 // words of one entry

// Synonyms are groups of words and phrases that mean the same to a reader.
type Synonyms struct {
	groups  [][]phrase
	byFirst map[string][]place // by the first stem of a phrase
	stems   map[string]bool
}

// phrase is one or more stems.
type phrase []string

// place is where an entry stands: its group and its number in it.
type place struct{ group, entry int }

// others returns the entries that mean the same as the phrase with which the stems begin, and how
// many stems that phrase has. The longest phrase counts; without one the length is 0.
func (s *Synonyms) others(stems []string) (list []phrase, length int) {
	if s == nil || len(stems) == 0 {
		return nil, 0
	}
	var at place
	for _, p := range s.byFirst[stems[0]] {
		if own := s.groups[p.group][p.entry]; len(own) > length && len(own) <= len(stems) && slices.Equal(own, stems[:len(own)]) {
			at, length = p, len(own)
		}
	}
	if length == 0 {
		return nil, 0
	}
	group := s.groups[at.group]
	return append(slices.Clone(group[:at.entry]), group[at.entry+1:]...), length
}

// knows reports whether a stem stands in an entry, alone or in a phrase.
func (s *Synonyms) knows(stem string) bool { return s != nil && s.stems[stem] }

// ReadSynonyms reads the SynonymsFile of a content folder for a language. Without the file there
// are no synonyms. Every problem is an error of its author; the synonyms are nil then.
func ReadSynonyms(fsys fs.FS, language string) (*Synonyms, article.Problems) {
	text, err := fs.ReadFile(fsys, SynonymsFile(language))
	if errors.Is(err, fs.ErrNotExist) {
		return &Synonyms{}, nil
	}
	r := &synonymReader{file: SynonymsFile(language), speech: speechOf(language), synonyms: &Synonyms{byFirst: map[string][]place{}, stems: map[string]bool{}}, lines: map[string]int{}}
	if err != nil {
		r.fail(1, "this file cannot be read: %v", err)
		return nil, r.problems
	}
	r.read(text)
	if len(r.problems) > 0 {
		return nil, r.problems
	}
	return r.synonyms, nil
}

type synonymReader struct {
	file     string
	speech   *speech
	synonyms *Synonyms
	lines    map[string]int // where each entry stands
	problems article.Problems
}

func (r *synonymReader) fail(line int, format string, args ...any) {
	r.problems = append(r.problems, article.Problem{File: r.file, Line: max(line, 1), Message: fmt.Sprintf(format, args...)})
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

func (r *synonymReader) read(text []byte) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		line := 1
		if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
			line, _ = strconv.Atoi(m[1])
		}
		r.fail(line, "this is not valid YAML: %s; check brackets and quotes", yamlLine.ReplaceAllString(err.Error(), ""))
		return
	}
	if doc.Kind == 0 {
		return
	}
	root := doc.Content[0]
	if root.Kind != yaml.SequenceNode {
		r.fail(root.Line, "expected a list of groups, such as \"- [recorder, dvr, nvr]\"")
		return
	}
	for _, n := range root.Content {
		r.group(n)
	}
}

func (r *synonymReader) group(n *yaml.Node) {
	if n.Kind != yaml.SequenceNode || len(n.Content) < 2 {
		r.fail(n.Line, "a group is a list of at least two words, such as [recorder, dvr, nvr]")
		return
	}
	var group []phrase
	own := map[string]bool{}
	for _, entry := range n.Content {
		if p := r.entry(entry, own); p != nil {
			at := place{len(r.synonyms.groups), len(group)}
			r.synonyms.byFirst[p[0]] = append(r.synonyms.byFirst[p[0]], at)
			group = append(group, p)
			for _, stem := range p {
				r.synonyms.stems[stem] = true
			}
		}
	}
	r.synonyms.groups = append(r.synonyms.groups, group)
}

// entry returns the stems of an entry, or nil after noting what is wrong with it. Nor does it give
// an entry that differs from another one of its own group in its ending alone.
func (r *synonymReader) entry(n *yaml.Node, own map[string]bool) phrase {
	if n.Kind != yaml.ScalarNode {
		r.fail(n.Line, "an entry is a word or a phrase; put quotes around it")
		return nil
	}
	var p phrase
	for _, t := range tokens(clean(n.Value)) {
		if !r.speech.stop[t.word] {
			p = append(p, r.speech.stem(t.word))
		}
	}
	key := strings.Join(p, " ")
	switch line := r.lines[key]; {
	case own[key]:
	case len(p) == 0:
		r.fail(n.Line, "%q holds no word that is searched for; remove it", n.Value)
	case len(p) > maxPhrase:
		r.fail(n.Line, "%q has more than %d words; shorten it", n.Value, maxPhrase)
	case line > 0:
		r.fail(n.Line, "%q stands in line %d already, perhaps with another ending; keep one, or make one group of both", n.Value, line)
	default:
		r.lines[key], own[key] = n.Line, true
		return p
	}
	return nil
}
