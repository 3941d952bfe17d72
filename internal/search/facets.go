package search

import (
	"math/bits"
	"slices"

	"pinhole/internal/article"
)

// filtered keeps the articles that the query's filters let through, and counts what other filters
// would.
func (i *Index) filtered(list []ranked, q Query) ([]ranked, Facets) {
	all := i.library.Brands
	wanted := newFilter(q, all)
	brands := make([]int, len(all))
	var devices, goals [32]int
	through := list[:0]
	for _, r := range list {
		f := i.facts[r.place]
		brand, device, goal := wanted.lets(f)
		if device && goal {
			brands[f.brand]++
		}
		if brand && goal {
			for rest := f.devices; rest != 0; rest &= rest - 1 {
				devices[bits.TrailingZeros32(rest)]++
			}
		}
		if brand && device {
			goals[f.goal]++
		}
		if brand && device && goal {
			through = append(through, r)
		}
	}
	return through, Facets{counts(all, brands), counts(article.Devices, devices[:]), counts(article.Goals, goals[:])}
}

// filter is a query's filters by number.
type filter struct {
	all     fact // what fact has no number for lets everything through
	brand   bool // whether it filters by brand
	devices bool
	goal    bool
}

func newFilter(q Query, brands []*article.Brand) filter {
	f := filter{brand: q.Brand != "", devices: q.Device != "", goal: q.Goal != ""}
	f.all.brand = int32(slices.IndexFunc(brands, func(b *article.Brand) bool { return b.Slug == q.Brand }))
	f.all.goal = int8(slices.Index(article.Goals, q.Goal))
	if n := slices.Index(article.Devices, q.Device); n >= 0 {
		f.all.devices = 1 << n
	}
	return f
}

// lets says which of the filters let an article through.
func (f filter) lets(a fact) (brand, device, goal bool) {
	return !f.brand || a.brand == f.all.brand, !f.devices || a.devices&f.all.devices != 0, !f.goal || a.goal == f.all.goal
}

// counts puts a name to each number that was counted.
func counts[T any](names []T, found []int) []Count[T] {
	var list []Count[T]
	for n, name := range names {
		if found[n] > 0 {
			list = append(list, Count[T]{name, found[n]})
		}
	}
	return list
}
