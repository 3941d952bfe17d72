package search

import "pinhole/internal/article"

// Query is what a reader asks. The zero value of a filter does not filter; a value that no article
// has gives no hits.
type Query struct {
	Text   string // as typed; words in quotation marks must stand together
	Brand  string // slug
	Device article.Device
	Goal   article.Goal
	Offset int // hits to pass over; below 0 is 0
	Limit  int // hits to give; 0 means DefaultLimit, more than MaxLimit means MaxLimit
}

// Bounds of Query.Limit.
const (
	DefaultLimit = 10
	MaxLimit     = 50
)

// Results are the answer to a Query. Without text they are all articles that the filters let
// through, in the Library's order; without text and filters they are empty.
type Results struct {
	Hits   []Hit // best first
	Total  int   // hits without Offset and Limit
	Facets Facets

	// DidYouMean is the text with its typing errors corrected, empty when there are none. The hits
	// are those of the corrected text already.
	DidYouMean string

	// Device is what the text says about a device; nil: it has neither a label nor a brand's name.
	// Where it has a label, the hits are articles of its brand for its kind of device, and general
	// ones; where nothing is known of the label, or its brand is not covered, they are general
	// ones.
	Device *Device

	// Brand is the brand that the text names, or whose model it names; when nothing is found, the
	// brand whose name is nearest. Nil: none. It is never the pseudo-brand of general articles.
	Brand *article.Brand
}

// Hit is an article that answers.
type Hit struct {
	Article    *article.Article
	Passage    []Fragment // about two lines of the article's text, where the words stand; empty when only its title or models answer
	ModelMatch ModelMatch
	Score      float64 // comparable within one answer only
}

// Fragment is a piece of plain text. It is not escaped.
type Fragment struct {
	Text string
	Mark bool // it is a word that was looked for
}

// ModelMatch says how a model of an article answers to a model number in the text. Hits with a
// better match stand first.
type ModelMatch uint8

// The matches, worst first.
const (
	NoModel      ModelMatch = iota
	NearModel               // one character wrong, missing or too many, or O for 0 and I for 1
	PatternModel            // a pattern such as N841* takes it
	PrefixModel             // a model begins with it
	ExactModel
)

// String returns none, near, pattern, prefix or exact.
func (m ModelMatch) String() string { return modelMatches[m] }

var modelMatches = [...]string{"none", "near", "pattern", "prefix", "exact"}

// Facets count the hits by what a reader can filter by. The counts of one facet heed the other
// filters but not its own, so that a reader sees what another choice would give. Values without
// hits are left out.
type Facets struct {
	Brands  []Count[*article.Brand] // by name
	Devices []Count[article.Device] // in the order of article.Devices
	Goals   []Count[article.Goal]   // in the order of article.Goals
}

// Count is how many hits have a value.
type Count[T any] struct {
	Value T
	Hits  int
}

// Kind says what a suggestion leads to.
type Kind string

// The kinds of suggestions.
const (
	BrandKind   Kind = "brand"
	ModelKind   Kind = "model"
	ArticleKind Kind = "article"
)

// Suggestion is something that the reader may mean.
type Suggestion struct {
	Kind  Kind
	Label string         // a brand's name, a model or pattern as its author wrote it, an article's title
	Path  string         // address on the site, escaped
	Brand *article.Brand // whose it is; of a model that several brands name, one of them

	Devices []article.Device // of a model: its kinds
}
