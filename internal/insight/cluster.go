package insight

import (
	"hash/maphash"
	"slices"
	"strings"
	"unicode"

	"pinhole/internal/feedback"
	"pinhole/internal/fold"
)

// SimilarityThreshold is the least similarity of two comments that are put into one cluster.
const SimilarityThreshold = 0.5

// maxClustered bounds how many comments are compared with one another, and maxSimilarText how much
// of each is looked at.
const (
	maxClustered   = 2000
	maxSimilarText = 600 // characters
)

// Cluster puts comments together that say nearly the same, and returns groups of their places in
// the list: each place is in one group, groups and places in the order of the list. One action can
// then settle a group.
//
// Similarity is A. Z. Broder's resemblance ("On the resemblance and containment of documents",
// 1997) with shingles of three characters: how many different trigrams two texts share, of all that
// they have, the Jaccard index; as PostgreSQL's pg_trgm measures it. Case, accents, punctuation and
// spaces do not count. Comments that differ in the verdict, the step, the model, or in a word that
// carries the meaning (a number, a colour, a negation, one of two opposites) are never in one
// cluster, however alike they are. A comment joins the first group whose first comment is at least
// [SimilarityThreshold]; it is not compared with the others, so that no chain of small steps joins
// what differs. Beyond 2,000 comments each is alone: the caller clusters a page, or an article.
func Cluster(comments []feedback.Feedback) [][]int {
	var groups [][]int
	var leaders []shape
	seed := maphash.MakeSeed()
	for i, comment := range comments {
		if i >= maxClustered {
			groups = append(groups, []int{i})
			continue
		}
		s := shapeOf(seed, comment)
		g := slices.IndexFunc(leaders, func(leader shape) bool { return similarity(leader, s) >= SimilarityThreshold })
		if g < 0 {
			groups, leaders = append(groups, nil), append(leaders, s)
			g = len(leaders) - 1
		}
		groups[g] = append(groups[g], i)
	}
	return groups
}

// Similarity is the resemblance of two comments, from 0 to 1; 0 for those that [Cluster] keeps
// apart. Below [SimilarityThreshold] it may be given as 0.
func Similarity(a, b feedback.Feedback) float64 {
	seed := maphash.MakeSeed()
	return similarity(shapeOf(seed, a), shapeOf(seed, b))
}

// shape is what is compared of a comment.
type shape struct {
	meaning  string   // equal in comments that may be clustered
	trigrams []uint64 // different ones, as sorted hashes
}

func shapeOf(seed maphash.Seed, f feedback.Feedback) shape {
	text := []rune(fold.Text(f.Comment))
	words := wordsOf(string(text[:min(len(text), maxSimilarText)]))
	return shape{meaning: meaning(f, wordsOf(string(text))), trigrams: trigrams(seed, words)}
}

// wordsOf returns the words of a folded text. An apostrophe does not part a word: can't is cant.
func wordsOf(folded string) []string {
	return strings.FieldsFunc(apostrophes.Replace(folded), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

var apostrophes = strings.NewReplacer("'", "", "’", "", "‘", "", "ʼ", "", "`", "", "´", "")

// trigrams returns the different trigrams of words as sorted hashes. Each word is set between spaces, so that its beginning
// and its end are trigrams too.
func trigrams(seed maphash.Seed, words []string) []uint64 {
	if len(words) == 0 {
		return nil
	}
	runes := []rune(" " + strings.Join(words, " ") + " ")
	hashes := make([]uint64, 0, len(runes))
	for i := range len(runes) - 2 {
		hashes = append(hashes, maphash.String(seed, string(runes[i:i+3])))
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// similarity counts in two sorted lists. Texts without a word resemble nothing but one another.
func similarity(a, b shape) float64 {
	if a.meaning != b.meaning {
		return 0
	}
	return resemblance(a.trigrams, b.trigrams)
}

func resemblance(a, b []uint64) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	if float64(min(len(a), len(b))) < SimilarityThreshold*float64(max(len(a), len(b))) {
		return 0 // it cannot reach the threshold any more
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
