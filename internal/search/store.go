package search

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"

	"pinhole/internal/article"
	"pinhole/internal/background"
)

const (
	batchSize  = 2_000 // articles written at once; fewer and larger segments answer faster, smaller ones need less memory
	maxFollows = 24    // writes after which everything is written anew: bleve merges no segments in memory
)

// store is the full text in bleve. The indexes that follow one another share it, each with a snapshot of its own; the last one
// to be closed closes it.
type store struct {
	mu     sync.Mutex
	bleve  bleve.Index
	speech *speech
	prints map[string]uint64 // fingerprint of each article in it, by id
	words  *vocabulary       // of all that was ever written
	writes int               // since it was made
	users  int
}

func newStore(language string) (*store, error) {
	m, err := textMapping()
	if err != nil {
		return nil, err
	}
	b, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, err
	}
	return &store{bleve: b, speech: speechOf(language), prints: map[string]uint64{}}, nil
}

// textMapping has bleve index the fields' words as they come, and keep nothing else.
func textMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	if err := m.AddCustomAnalyzer("words", map[string]any{"type": custom.Name, "tokenizer": whitespace.Name}); err != nil {
		return nil, err
	}
	doc := bleve.NewDocumentStaticMapping()
	doc.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	for _, f := range fields {
		text := bleve.NewTextFieldMapping()
		text.Analyzer = "words"
		text.Store, text.DocValues, text.IncludeTermVectors, text.IncludeInAll = false, false, false, false
		doc.AddFieldMappingsAt(f.name, text)
	}
	m.DefaultMapping = doc
	return m, nil
}

// worn says whether so much was written over that starting afresh is better than going on.
func (s *store) worn() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.writes >= maxFollows
}

// update makes the store hold a Library's articles and gives a snapshot of it, for one more user.
func (s *store) update(ctx context.Context, lib *article.Library) (*snapshot, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.write(ctx, lib); err != nil {
		return nil, err
	}
	var snap *snapshot
	var err error
	background.Do(func() { snap, err = s.snapshot(lib) })
	if err != nil {
		return nil, err
	}
	s.users++
	return snap, nil
}

func (s *store) write(ctx context.Context, lib *article.Library) error {
	learner := newLearner(s.speech, s.words)
	defer func() {
		if s.words == nil || len(learner.known) > len(s.words.known) {
			s.words = learner.vocabulary()
		}
	}()
	batch := s.bleve.NewBatch()
	changed := map[string]uint64{}
	flush := func() error {
		if batch.Size() == 0 {
			return nil
		}
		var err error
		background.Do(func() { err = s.bleve.Batch(batch) })
		if err != nil {
			return fmt.Errorf("writing the full text: %w", err)
		}
		for id, print := range changed {
			s.prints[id] = print
		}
		s.writes++
		batch = s.bleve.NewBatch() // bleve may still read what the last one deletes
		clear(changed)
		return nil
	}
	for id := range s.prints {
		if _, stays := lib.ArticleByID(id); !stays {
			batch.Delete(id)
			delete(s.prints, id)
		}
	}
	for _, a := range lib.Articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		print := fingerprint(a)
		if old, there := s.prints[a.ID]; there && old == print {
			continue
		}
		var err error
		background.Do(func() { err = batch.Index(a.ID, document(a, learner)) })
		if err != nil {
			return fmt.Errorf("indexing %s: %w", a.File, err)
		}
		changed[a.ID] = print
		if batch.Size() >= batchSize {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// document gives an article's words by field, as stems with spaces between them.
func document(a *article.Article, l *learner) map[string]any {
	words := map[string]int{}
	texts := make([][]string, len(fields))
	for i, f := range fields {
		for _, text := range f.text(a) {
			texts[i] = slices.Grow(texts[i], len(text)/5) // about so many
			l.speech.indexed(text, func(word string) {
				texts[i] = append(texts[i], word)
				words[word]++
			})
		}
	}
	stems := l.learn(words)
	doc := make(map[string]any, len(fields))
	for i, f := range fields {
		for at, word := range texts[i] {
			texts[i][at] = stems[word]
		}
		doc[f.name] = strings.Join(texts[i], " ")
	}
	return doc
}

// release ends one user's part. The last one closes the store.
func (s *store) release(snap *snapshot) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := snap.reader.Close()
	if s.users--; s.users == 0 {
		if closing := s.bleve.Close(); err == nil {
			err = closing
		}
	}
	return err
}

// snapshot is the store as one index sees it, whatever is written later.
type snapshot struct {
	reader   index.IndexReader
	articles []*article.Article // by bleve's number of the document; nil where it was deleted
	words    *vocabulary
}

func (s *store) snapshot(lib *article.Library) (*snapshot, error) {
	advanced, err := s.bleve.Advanced()
	if err != nil {
		return nil, err
	}
	reader, err := advanced.Reader()
	if err != nil {
		return nil, fmt.Errorf("opening the full text: %w", err)
	}
	snap := &snapshot{reader: reader, words: s.words}
	if err := snap.number(lib); err != nil {
		reader.Close()
		return nil, err
	}
	return snap, nil
}

// number finds out which document is which article.
func (s *snapshot) number(lib *article.Library) error {
	all, err := s.reader.DocIDReaderAll()
	if err != nil {
		return err
	}
	defer all.Close()
	for {
		internal, err := all.Next()
		if err != nil || internal == nil {
			return err
		}
		id, err := s.reader.ExternalID(internal)
		if err != nil {
			return err
		}
		for number := int(internal.Value()); len(s.articles) <= number; {
			s.articles = append(s.articles, nil)
		}
		a, _ := lib.ArticleByID(id)
		s.articles[internal.Value()] = a
	}
}
