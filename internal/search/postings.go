package search

import (
	"context"

	index "github.com/blevesearch/bleve_index_api"
)

// posting is how much a word counts in one article, below 1: its occurrences in all fields, weighted, of which each further one counts
// less.
type posting struct {
	doc    int32
	weight float32
}

// postings gives the lists of stems. Putting a list together from all fields takes long beside everything else that a search
// does, so the latest ones are kept.
type postings struct {
	snap *snapshot
	kept *kept[string, []posting]
}

func newPostings(snap *snapshot) *postings { return &postings{snap, newKeptLists()} }

// maxPostings bounds the memory of lists that are kept: 8 bytes each.
const maxPostings = 2_000_000

func newKeptLists() *kept[string, []posting] {
	return newKept[string](maxPostings, func(list []posting) int { return len(list) })
}

// of gives the articles that have a stem, in the order of their numbers.
func (p *postings) of(ctx context.Context, stem string) ([]posting, error) {
	return p.kept.of(stem, func() ([]posting, error) { return p.read(ctx, stem) })
}

func (p *postings) read(ctx context.Context, stem string) ([]posting, error) {
	weights := make([]float32, len(p.snap.articles))
	found := 0
	for _, f := range fields {
		reader, err := p.snap.reader.TermFieldReader(ctx, []byte(stem), f.name, true, true, false)
		if err != nil {
			return nil, err
		}
		var reused index.TermFieldDoc
		for {
			doc, err := reader.Next(reused.Reset())
			if err != nil {
				reader.Close()
				return nil, err
			}
			if doc == nil {
				break
			}
			number := doc.ID.Value()
			if weights[number] == 0 {
				found++
			}
			weights[number] += float32(f.weigh(float64(doc.Freq), doc.Norm))
		}
		reader.Close()
	}
	list := make([]posting, 0, found)
	for number, w := range weights {
		if w > 0 && p.snap.articles[number] != nil {
			list = append(list, posting{int32(number), w / (w + saturation)})
		}
	}
	return list, nil
}

// lengthMatters is BM25's b: how far long fields are held against an article.
const lengthMatters = 0.4

// weigh is BM25F's part of one field. bleve's norm is one by the square root of the field's length.
func (f field) weigh(occurrences, norm float64) float64 {
	if f.usual == 0 || norm == 0 {
		return f.weight
	}
	length := 1 / (norm * norm)
	return f.weight * occurrences / (1 - lengthMatters + lengthMatters*length/f.usual)
}

// all gives the articles that have every one of several stems; the one that counts least there counts.
func (p *postings) all(ctx context.Context, stems []string) ([]posting, error) {
	list, err := p.of(ctx, stems[0])
	if err != nil {
		return nil, err
	}
	for _, stem := range stems[1:] {
		other, err := p.of(ctx, stem)
		if err != nil {
			return nil, err
		}
		list = both(list, other)
	}
	return list, nil
}

func both(a, b []posting) []posting {
	var list []posting
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].doc < b[0].doc:
			a = a[1:]
		case a[0].doc > b[0].doc:
			b = b[1:]
		default:
			list = append(list, posting{a[0].doc, min(a[0].weight, b[0].weight)})
			a, b = a[1:], b[1:]
		}
	}
	return list
}
