package search

import (
	"slices"

	"pinhole/internal/article"
)

// filtered keeps the articles that the query's filters let through, and counts what other filters would.
func (i *Index) filtered(list []ranked, q Query) ([]ranked, Facets) {
	brands := map[*article.Brand]int{}
	devices := map[article.Device]int{}
	goals := map[article.Goal]int{}
	kept := list[:0]
	for _, r := range list {
		a := r.article
		brand := q.Brand == "" || a.Brand.Slug == q.Brand
		device := q.Device == "" || slices.Contains(a.Devices, q.Device)
		goal := q.Goal == "" || a.Goal == q.Goal
		if device && goal {
			brands[a.Brand]++
		}
		if brand && goal {
			for _, d := range a.Devices {
				devices[d]++
			}
		}
		if brand && device {
			goals[a.Goal]++
		}
		if brand && device && goal {
			kept = append(kept, r)
		}
	}
	lib := i.library
	if q.Library != nil {
		lib = q.Library
	}
	return kept, Facets{counts(lib.Brands, brands), counts(article.Devices, devices), counts(article.Goals, goals)}
}

func counts[T comparable](order []T, found map[T]int) []Count[T] {
	var list []Count[T]
	for _, v := range order {
		if n := found[v]; n > 0 {
			list = append(list, Count[T]{v, n})
		}
	}
	return list
}
