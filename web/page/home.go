package page

// Home is the first page.
type Home struct {
	Base
	Tagline    string
	Articles   int
	Situations []Link // trees of questions
	Brands     []Link // those with the most articles
	MoreBrands []Link // all others
	Goals      []Choice
	Devices    []Choice
	General    []Card // articles that hold for every brand
	Rewritten  []RewrittenArticle
}

// RewrittenArticle is an article of which a step was rewritten after readers said that it failed.
type RewrittenArticle struct {
	Title, Path string
	After       string // when, and after how many readers
}

// Choice is a way into the library, with the number of articles behind it.
type Choice struct {
	Title, Path string
	Count       int
}

// Card is an article in a list.
type Card struct {
	Title, Path, Summary string
	Lang                 string // of title and summary, where it is not the page's
	Brand                string // empty where the list is one brand's own
	Devices              string
	Effects              string // in short, or empty
	Erases               bool   // Effects says what is erased, not what is kept
	Needs                string // what not everybody has, in short; or empty
}

func (c Card) effectIcon() string {
	if c.Erases {
		return "erased"
	}
	return "kept"
}

// Group is a part of a list of articles.
type Group struct {
	Title, ID, Path string
	Cards           []Card
}

// Listing is a page that lists articles: by brand, device, goal or model.
type Listing struct {
	Base
	Intro  string
	Groups []Group
	Folded bool // a group shows its articles when it is opened
	Count  int
	Brand  *BrandView // only on a brand's page
	Empty  string     // what to say and do when there is nothing

	Drawing    string         // its name, or empty
	Model      string         // of a model's page, as asked for
	Device     *DeviceCard    // of a model, what is known of it
	Situations []FinderChoice // questions to go on with, where nothing is known
}

// BrandView is what a page says about a brand beside its articles.
type BrandView struct {
	Name    string
	Aliases string
	Support SupportView
	Tools   []Tool
	Notes   string // HTML
	Sources []Source
	Keep    string // the brand's path, where it can be kept offline
}

// SupportView is how a brand may be reached.
type SupportView struct {
	Brand     string
	Phones    []Phone
	Links     []Link
	Hours     string
	HaveReady []string
	Note      string
	Article   string // path of the article about it, or empty
	Empty     bool
	Lang      string // of hours and notes, where it is not the page's
}

// Phone is a number as people write it, as a tel: address, and what it is for.
type Phone struct{ Number, Dial, Note string }

// Link is a page elsewhere.
type Link struct{ Title, URL string }

// Tool is something that the vendor offers for resets.
type Tool struct{ Name, What, URL string }

// Source is where a fact comes from.
type Source struct {
	Title, Publisher, URL, Kind, Checked string
	Lang                                 string // of the title, where it is not the page's
}
