package page

// Search is the page of results, and of none.
type Search struct {
	Base
	Text       string
	Hits       []SearchHit
	Total      int
	Chips      []FilterOption // the filters in use, and those that most readers want
	Filters    []Filter       // active and possible ones
	DidYouMean string
	Next, Prev string // addresses of other parts of the list, or empty
	Brand      *SearchBrand
	Told       bool // the reader has told us what is missing
	Device     *DeviceCard
	Situations []FinderChoice // questions to go on with, without results or text
}

// SearchHit is one result.
type SearchHit struct {
	Card  Card
	Model string // how a model number led here, or empty
}

// Filter is one way to narrow the results.
type Filter struct {
	Name    string // of its parameter
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
