package page

// Search is the page of results, and of none.
type Search struct {
	Base
	Text       string
	Hits       []SearchHit
	Total      int
	Filters    []Filter // active and possible ones
	DidYouMean string
	Next, Prev string // addresses of other parts of the list, or empty
	Brand      *SearchBrand
	Told       bool // the reader has told us what is missing
	Device     *DeviceCard
	Situations []FinderChoice // questions to go on with, without results or text
}

// SearchHit is one result.
type SearchHit struct {
	Card    Card
	Goal    string
	Passage []Fragment
	Model   string // how a model number led here, or empty
}

// Fragment is a piece of text, marked when it is a word that was looked for.
type Fragment struct {
	Text string
	Mark bool
}

// Filter is one way to narrow the results.
type Filter struct {
	Title   string
	Options []FilterOption
}

// FilterOption is a value of a filter, with the address that the list then has.
type FilterOption struct {
	Text, Path string
	Count      int
	Chosen     bool // its address takes the filter away
}

// SearchBrand is the brand nearest to what was typed.
type SearchBrand struct {
	Name, Path string
	Support    SupportView
}
