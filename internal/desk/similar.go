package desk

import (
	"hash/maphash"
	"slices"
	"strings"
	"unicode"
)

// Alike is the least similarity of two comments that are gathered.
const Alike = 0.5

// maxGathered bounds how many comments are compared with one another, and maxSimilarText how much of each is looked at.
const (
	maxGathered    = 2000
	maxSimilarText = 600 // characters
)

// Gather puts comments together that say nearly the same, and returns groups of their places in the list: each place stands in
// one group, groups and places in the order of the list. One action can then settle a group.
//
// Similarity is A. Z. Broder's resemblance ("On the resemblance and containment of documents", 1997) with shingles of three
// characters: how many different trigrams two texts share, of all that they have, the Jaccard index; as PostgreSQL's pg_trgm
// measures it. Case, punctuation and spaces do not count. A comment joins the first group whose first comment is
// at least [Alike]; it is not compared with the others, so that no chain of small steps joins what differs. Beyond 2,000
// comments each stands alone: the caller gathers a page, or an article.
func Gather(comments []string) [][]int {
	var groups [][]int
	var leaders [][]uint64
	seed := maphash.MakeSeed()
	for i, comment := range comments {
		if i >= maxGathered {
			groups = append(groups, []int{i})
			continue
		}
		shape := trigrams(seed, comment)
		g := slices.IndexFunc(leaders, func(leader []uint64) bool { return resemblance(leader, shape) >= Alike })
		if g < 0 {
			groups, leaders = append(groups, nil), append(leaders, shape)
			g = len(leaders) - 1
		}
		groups[g] = append(groups[g], i)
	}
	return groups
}

// Similarity is the resemblance of two texts, from 0 to 1. Below [Alike] it may be given as 0.
func Similarity(a, b string) float64 {
	seed := maphash.MakeSeed()
	return resemblance(trigrams(seed, a), trigrams(seed, b))
}

// trigrams gives the different trigrams of a text as sorted hashes. Each word is set between spaces, so that its beginning
// and its end are trigrams too.
func trigrams(seed maphash.Seed, text string) []uint64 {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	runes := []rune(" " + strings.Join(words, " ") + " ")
	runes = runes[:min(len(runes), maxSimilarText)]
	if len(words) == 0 {
		return nil
	}
	hashes := make([]uint64, 0, len(runes))
	for i := range len(runes) - 2 {
		hashes = append(hashes, maphash.String(seed, string(runes[i:i+3])))
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// resemblance counts in two sorted lists. Texts without a word resemble nothing but one another.
func resemblance(a, b []uint64) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	if float64(min(len(a), len(b))) < Alike*float64(max(len(a), len(b))) {
		return 0 // it cannot reach Alike any more
	}
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			shared, i, j = shared+1, i+1, j+1
		}
	}
	return float64(shared) / float64(len(a)+len(b)-shared)
}
