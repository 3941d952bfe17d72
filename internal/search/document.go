package search

import (
	"cmp"
	"hash/maphash"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"pinhole/internal/article"
)

// field is a part of an article that is indexed apart, because a word counts more in one than in
// another.
type field struct {
	name   string
	weight float64
	usual  float64 // how many words it usually has; in a longer one each word counts less. 0: a list, in which a word counts once
	text   func(*article.Article) []string
}

// fields are in the order of their weight. The figures were found with the table of searches in
// testdata.
var fields = []field{
	{"title", 8, 9, func(a *article.Article) []string { return []string{a.Title} }},
	{"models", 3, 0, modelTexts},
	{"brand", 4, 0, brandTexts},
	{"symptoms", 3, 18, func(a *article.Article) []string { return a.SymptomTexts() }},
	{"summary", 2.5, 22, func(a *article.Article) []string { return []string{a.Summary} }},
	{"facts", 2.5, 8, factTexts},
	{"headings", 1.5, 12, headingTexts},
	{"steps", 1, 90, stepTexts},
	{"body", 0.6, 250, bodyTexts},
}

func modelTexts(a *article.Article) []string {
	list := make([]string, len(a.Models))
	for i, m := range a.Models {
		list[i] = m.Text
	}
	return list
}

func brandTexts(a *article.Article) []string {
	if a.Brand.General() {
		return nil // nobody looks for its name
	}
	return namesOf(a.Brand)
}

// factTexts are the front matter's own words for devices, goal and method, and the words that ask
// for the goal: "ip-camera" is found by "ip camera".
func factTexts(a *article.Article) []string {
	list := []string{string(a.Goal), string(a.Method), goalWords[a.Goal]}
	if a.Brand.General() {
		return list // it names every device
	}
	for _, d := range a.Devices {
		list = append(list, string(d))
	}
	return list
}

func headingTexts(a *article.Article) []string {
	var list []string
	for _, s := range a.Body().Sections {
		list = append(list, s.Title)
	}
	return list
}

func stepTexts(a *article.Article) []string {
	var list []string
	for _, s := range a.Steps() {
		list = append(list, s.Text)
	}
	return list
}

// bodyTexts are all sections without the steps: what stands beside these in their section, such as
// a warning, is body too.
func bodyTexts(a *article.Article) []string {
	var list []string
	for _, s := range a.Body().Sections {
		if len(s.Steps) == 0 {
			list = append(list, s.Text)
			continue
		}
		steps := map[string]bool{}
		for _, step := range s.Steps {
			for line := range strings.Lines(step.Text) {
				steps[strings.TrimSpace(line)] = true
			}
		}
		var beside strings.Builder
		for line := range strings.Lines(s.Text) {
			if !steps[strings.TrimSpace(line)] {
				beside.WriteString(line)
			}
		}
		list = append(list, beside.String())
	}
	return list
}

var seed = maphash.MakeSeed()

// fingerprint tells whether an article must be analysed again. The revision stands for title,
// summary and body.
func fingerprint(a *article.Article) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, list := range [][]string{{a.ID, a.Revision}, modelTexts(a), brandTexts(a), factTexts(a), a.SymptomTexts()} {
		h.WriteString(strings.Join(list, "\x00"))
		h.WriteByte(1)
	}
	return h.Sum64()
}

// document is an article as it is indexed. It never changes, and the indexes of later Libraries
// share it as long as the article stays the same.
type document struct {
	fingerprint uint64
	terms       []term // by stem
	statements  []statement
}

// statement is one of an article's statements.
type statement struct {
	stems   []int32
	negated bool
}

// term is how much a stem counts in an article, below 1: its occurrences in all fields, weighted,
// of which each further one counts less.
type term struct {
	stem   int32
	weight float32
}

// lengthMatters is BM25's b: how far long fields are held against an article.
const lengthMatters = 0.4

// weigh is BM25F's part of one field with so many words.
func (f field) weigh(occurrences, length float64) float64 {
	if f.usual == 0 {
		return f.weight
	}
	return f.weight * occurrences / (1 - lengthMatters + lengthMatters*length/f.usual)
}

// analyser makes documents of articles, one after another.
type analyser struct {
	lexicon *lexicon
	known   map[string]int32  // stems by the word as it is written; 0: a stop word
	stems   []int32           // of the field at hand
	weights map[int32]float32 // of the article at hand, by stem
}

func newAnalyser(l *lexicon) *analyser {
	return &analyser{lexicon: l, known: map[string]int32{}, weights: map[int32]float32{}}
}

func (y *analyser) document(a *article.Article, fingerprint uint64) *document {
	clear(y.weights)
	for _, f := range fields {
		y.stems = y.stems[:0]
		for _, text := range f.text(a) {
			eachIndexed(text, y.add)
		}
		if f.name == "brand" {
			y.addShortNames(a.Brand)
		}
		y.weigh(f)
	}
	d := &document{fingerprint: fingerprint, terms: make([]term, 0, len(y.weights))}
	for stem, w := range y.weights {
		d.terms = append(d.terms, term{stem, w / (w + saturation)})
	}
	slices.SortFunc(d.terms, func(a, b term) int { return cmp.Compare(a.stem, b.stem) })
	for _, text := range statements(a) {
		y.stems = y.stems[:0]
		eachIndexed(text, y.add)
		slices.Sort(y.stems)
		d.statements = append(d.statements, statement{slices.Clone(slices.Compact(y.stems)), negated(tokens(text))})
	}
	return d
}

// add notes a word of the field at hand unless it is a stop word.
func (y *analyser) add(word string) {
	stem, ok := y.known[word]
	if !ok {
		if w := folded(word); w != "" && !y.lexicon.speech.stop[w] {
			stem = y.lexicon.add(w)
		}
		y.known[strings.Clone(word)] = stem // the word may be a part of a whole text
	}
	if stem > 0 {
		y.stems = append(y.stems, stem)
	}
}

// addShortNames notes a brand's names of stop words alone, such as AT&T, each as a word of its own.
func (y *analyser) addShortNames(b *article.Brand) {
	if b.General() {
		return
	}
	for _, name := range namesOf(b) {
		if words := wordsOf(name); len(words) > 0 && y.lexicon.speech.stopsOnly(words) {
			y.stems = append(y.stems, y.lexicon.add(strings.Join(words, "")))
		}
	}
}

// weigh adds what the words of the field at hand count.
func (y *analyser) weigh(f field) {
	length := float64(len(y.stems))
	slices.Sort(y.stems)
	for from := 0; from < len(y.stems); {
		to := from + 1
		for to < len(y.stems) && y.stems[to] == y.stems[from] {
			to++
		}
		y.weights[y.stems[from]] += float32(f.weigh(float64(to-from), length))
		from = to
	}
}

// analyse returns the documents of a Library's articles in their order, those of before where they
// are the same. It takes so many goroutines.
func analyse(lib *article.Library, before map[string]*document, l *lexicon, goroutines int) []*document {
	docs := make([]*document, len(lib.Articles))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range goroutines {
		wg.Go(func() {
			y := newAnalyser(l)
			for n := next.Add(1) - 1; n < int64(len(docs)); n = next.Add(1) - 1 {
				runtime.Gosched() // an article takes some tenths of a millisecond, a turn of the scheduler ten whole ones
				a := lib.Articles[n]
				print := fingerprint(a)
				if d := before[a.ID]; d != nil && d.fingerprint == print {
					docs[n] = d
				} else {
					docs[n] = y.document(a, print)
				}
			}
		})
	}
	wg.Wait()
	return docs
}
