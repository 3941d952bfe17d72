package page

// DeviceCard says above the results what is known about the reader's device, and what to read.
type DeviceCard struct {
	Title   string
	Drawing string // name of a drawing of such a device, or empty
	ReadAs  string // the label after a reading mistake was corrected, or empty
	Shared  string // a sentence about brands with the same label, or empty
	Makers  []DeviceMaker

	About, AboutLang string // what else is known of a brand that is not covered, or empty

	Generation, GenerationLang string        // of the device, or empty
	Source                     *DeviceSource // where the label is documented; nil: not said
	OnlySource                 bool
	KindInferred               bool // no source names the kind of device

	Intro    string
	Articles []DeviceArticle // the first is the one to open
	Others   *DeviceOthers   // further articles, which do not name the label
	Goals    []DeviceGoal    // of a brand: what people come for

	Brand   *Link        // the brand's page, with words for the link
	Support *SupportView // of a brand without a label
	Vendor  *Link        // support page of a brand that is not covered
	Missing bool         // not covered: readers can report it
}

// DeviceMaker is a maker that is inferred. Path is the page of the maker's articles, or empty;
// Scope says of which devices it is said, or is empty.
type DeviceMaker struct {
	Name, Path, Scope, ScopeLang string
	Source                       *DeviceSource
}

// DeviceSource is where a fact about a label comes from. URL may be empty.
type DeviceSource struct{ Title, URL, Lang string }

// DeviceOthers are articles after those that name the label.
type DeviceOthers struct {
	Intro    string
	Articles []DeviceArticle
}

// DeviceArticle is an article of a card.
type DeviceArticle struct {
	Title, Lang string
	Path        string
	Facts       []string // what it erases or keeps, and how long it takes
	Ways        []Link   // where there are several: their steps
	MoreWays    int      // ways without a link
}

// DeviceGoal is what readers of a brand come for, with the article for it.
type DeviceGoal struct {
	Goal     string
	Article  DeviceArticle
	More     int    // further articles
	MorePath string // where they are
}
