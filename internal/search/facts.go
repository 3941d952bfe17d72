package search

import (
	"slices"

	"pinhole/internal/article"
)

// fact is what ranking and counting ask of every article that answers. It saves a look at each article itself.
type fact struct {
	brand   int32  // its number in the Library
	order   int32  // the article's place in the Library
	devices uint32 // a bit for each of article.Devices
	goal    int8   // its number in article.Goals
	general bool   // it holds for every brand
	guides  bool   // it is a procedure
}

// numbered gives the brands' numbers in a Library.
func numbered(lib *article.Library) map[*article.Brand]int32 {
	numbers := make(map[*article.Brand]int32, len(lib.Brands))
	for n, b := range lib.Brands {
		numbers[b] = int32(n)
	}
	return numbers
}

func factOf(a *article.Article, brands map[*article.Brand]int32) fact {
	f := fact{brand: brands[a.Brand], goal: int8(slices.Index(article.Goals, a.Goal)), general: a.Brand.General(), guides: a.Goal.Procedure()}
	for n, d := range article.Devices {
		if slices.Contains(a.Devices, d) {
			f.devices |= 1 << n
		}
	}
	return f
}

// learnFacts notes the facts by the articles' numbers in the snapshot, and these numbers by the articles' places in the Library.
func (i *Index) learnFacts() {
	brands, places := numbered(i.library), make(map[*article.Article]int32, len(i.library.Articles))
	for n, a := range i.library.Articles {
		places[a] = int32(n)
	}
	i.facts = make([]fact, len(i.snap.articles))
	i.docs = make([]int32, len(i.library.Articles))
	for doc, a := range i.snap.articles {
		if a != nil {
			i.facts[doc] = factOf(a, brands)
			i.facts[doc].order = places[a]
			i.docs[places[a]] = int32(doc)
		}
	}
}
