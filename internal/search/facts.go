package search

import (
	"slices"

	"pinhole/internal/article"
)

// fact is what ranking and counting ask of every article that answers. It saves a look at each
// article itself.
type fact struct {
	brand   int32  // its number in the Library
	devices uint32 // a bit for each of article.Devices
	goal    int8   // its number in article.Goals
	general bool   // it holds for every brand
	foreign bool   // it is in another language than the reader's
	erases  int32  // article.Article.Destruction
}

// numbered returns the brands' numbers in a Library.
func numbered(lib *article.Library) map[*article.Brand]int32 {
	numbers := make(map[*article.Brand]int32, len(lib.Brands))
	for n, b := range lib.Brands {
		numbers[b] = int32(n)
	}
	return numbers
}

func factOf(a *article.Article, brands map[*article.Brand]int32, language string) fact {
	f := fact{brand: brands[a.Brand], goal: int8(slices.Index(article.Goals, a.Goal)), general: a.Brand.General(), erases: int32(a.Destruction()), foreign: a.Language != language}
	for n, d := range article.Devices {
		if slices.Contains(a.Devices, d) {
			f.devices |= 1 << n
		}
	}
	return f
}

// factsOf notes the facts of all articles, by their places.
func factsOf(lib *article.Library, language string) []fact {
	brands, facts := numbered(lib), make([]fact, len(lib.Articles))
	for place, a := range lib.Articles {
		facts[place] = factOf(a, brands, language)
	}
	return facts
}
