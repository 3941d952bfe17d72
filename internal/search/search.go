// Package search finds articles by what a reader types: the model on a label, a brand, a symptom in
// plain words, with typing errors. An Index answers for one Library and never changes; Rebuild
// makes the next one from it.
//
// The full text is an inverted index in memory. Model numbers have a table of their own, whose hits
// always stand above full text. What a reader types is a stranger's text: it is cut to MaxText code
// points, and any text gives an answer.
package search

import (
	"cmp"
	"runtime"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"

	"pinhole/internal/article"
)

// MaxText is how many code points of a reader's text count; what follows them is cut off.
const MaxText = 200

// Options are what an index needs to know beside the articles.
type Options struct {
	Language string    // of readers; empty: English
	Synonyms *Synonyms // in that language; nil: none
}

// Index answers searches over one Library. It is safe for concurrent use and never changes.
type Index struct {
	library  *article.Library
	options  Options
	docs     []*document // by the articles' places in the Library, as all of this
	facts    []fact
	words    *vocabulary
	models   *modelTable
	brands   *brandNames
	others   *otherNames
	ofBrand  map[*article.Brand][]int32 // places of articles
	reset    map[int32]float64          // see resetScores
	families *familyTable
	texts    *lru.Cache[*document, *articleText]
	scores   *sync.Pool // of *scores
}

// New indexes all articles of a Library, with all processors.
func New(lib *article.Library, o Options) *Index {
	l := newLexicon(speechOf(o.Language))
	texts, err := lru.New[*document, *articleText](maxTexts)
	if err != nil {
		panic(err) // only for sizes below 1
	}
	return newIndex(lib, o, analyse(lib, nil, l, runtime.GOMAXPROCS(0)), l, texts, nil)
}

// Rebuild makes the index of a newer Library, or of newer synonyms, in the same language. Only
// articles that changed are analysed, by one processor, so that the others can serve readers. The
// old index stays as it is.
func (i *Index) Rebuild(lib *article.Library, synonyms *Synonyms) *Index {
	options := Options{Language: i.options.Language, Synonyms: synonyms}
	if len(i.words.words) > 2*len(i.words.sorted)+1000 { // most words are of articles that are gone
		return New(lib, options)
	}
	before := make(map[string]*document, len(i.docs))
	for place, d := range i.docs {
		before[i.library.Articles[place].ID] = d
	}
	l := i.words.lexicon.clone()
	return newIndex(lib, options, analyse(lib, before, l, 1), l, i.texts, i.models)
}

func newIndex(lib *article.Library, o Options, docs []*document, l *lexicon, texts *lru.Cache[*document, *articleText], former *modelTable) *Index {
	i := &Index{library: lib, options: o, docs: docs, facts: factsOf(lib, cmp.Or(o.Language, article.English)), texts: texts}
	i.words = newVocabulary(l, newPostings(docs, len(l.stems)), len(docs))
	i.models, i.brands = modelTableOf(lib, former), newBrandNames(lib, l.speech)
	i.families, i.others = newFamilyTable(lib), newOtherNames(lib)
	i.ofBrand = map[*article.Brand][]int32{}
	for place, a := range lib.Articles {
		i.ofBrand[a.Brand] = append(i.ofBrand[a.Brand], int32(place))
	}
	i.reset = i.resetScores()
	i.scores = &sync.Pool{New: func() any { return newScores(len(docs)) }}
	return i
}

// Library returns the Library that the index answers for.
func (i *Index) Library() *article.Library { return i.library }

// likely says how likely a reader means a word: brands before words of many articles.
func (i *Index) likely(word string) int {
	n := i.words.count(word)
	if i.brands.isWord(word) {
		n += len(i.library.Articles)
	}
	return n
}
