package search

// posting is how much a stem counts in one article.
type posting struct {
	place  int32 // of the article in the Library
	weight float32
}

// postings are the articles of each stem, by place.
type postings struct {
	lists []posting
	ends  []int32 // of each stem's list in lists, by the stem's number
}

// newPostings turns the documents of articles over. It takes no longer than reading them twice.
func newPostings(docs []*document, stems int) postings {
	p := postings{ends: make([]int32, stems+1)}
	for _, d := range docs {
		for _, t := range d.terms {
			p.ends[t.stem]++
		}
	}
	all := int32(0)
	for stem, n := range p.ends {
		p.ends[stem] = all // the beginning, until the list is filled
		all += n
	}
	p.lists = make([]posting, all)
	for place, d := range docs {
		for _, t := range d.terms {
			p.lists[p.ends[t.stem]] = posting{int32(place), t.weight}
			p.ends[t.stem]++
		}
	}
	return p
}

// of returns the articles that have a stem; none for number 0, which no stem has.
func (p postings) of(stem int32) []posting {
	if stem == 0 {
		return nil
	}
	return p.lists[p.ends[stem-1]:p.ends[stem]]
}

// all returns the articles that have every one of several stems; the one that counts least there
// counts.
func (v *vocabulary) all(stems []string) []posting {
	list := v.having(stems[0])
	for _, stem := range stems[1:] {
		list = both(list, v.having(stem))
	}
	return list
}

func both(a, b []posting) []posting {
	var list []posting
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].place < b[0].place:
			a = a[1:]
		case a[0].place > b[0].place:
			b = b[1:]
		default:
			list = append(list, posting{a[0].place, min(a[0].weight, b[0].weight)})
			a, b = a[1:], b[1:]
		}
	}
	return list
}
