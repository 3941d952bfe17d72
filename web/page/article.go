package page

// Article is the page of one article.
type Article struct {
	Base
	Lang       string // of the article, where it is not the page's
	Older      bool   // than its original
	Changed    string // the day on which the original did, or empty
	Summary    string
	Evidence   []string // what readers reported, one sentence each; empty: too few answers
	Facts      []Fact
	Models     []Link // each with its address; empty: every model
	AnyModel   string // what is said when no models are named
	Confidence Confidence
	Sections   []Section
	Footnotes  string // HTML
	Contents   []Link // for long guides: their headings
	Support    SupportView
	Sources    []Source
	Related    []Card
	Edit       string // address of the source file, or empty
	Feedback   Ask
	Keep       string // path of the brand that can be kept offline, or empty
	Revision   string
	Checked    string // day, in words
	Card       PrintCard
}

// FirstSteps is where an article's steps begin, or where one chooses among its ways; empty without
// any.
func (v Article) FirstSteps() string {
	if len(v.Contents) > 0 {
		return "#p-contents"
	}
	for _, s := range v.Sections {
		if len(s.Steps) > 0 {
			return "#" + s.ID
		}
	}
	return ""
}

// Fact is one item of the fact line: an icon's name, words, and what the sources add to single
// parts of it.
type Fact struct {
	Icon, Text string
	Notes      []Note
}

// Note is what the sources add to one part of a fact.
type Note struct {
	What, Text string
	Lang       string // of the text, where it is not the page's
}

// Confidence says how sure an article is.
type Confidence struct {
	Level   string // the word of the content model, for styling
	Title   string
	Meaning string
	Checked string // day, in words
}

// Section is a part of the article between two headings.
type Section struct {
	Title, ID, HTML string
	HostID          string // a second address, where the heading has one
	Class           string
	Lang            string // where it is not the page's
	Steps           []Step
	After           string
}

// Step is one instruction.
type Step struct {
	Anchor string
	Number int
	HTML   string
}

// PrintCard is what stands on paper alone: where the page came from.
type PrintCard struct {
	Address string // absolute, or empty
	QR      string // path data of an SVG whose view box is QRSize modules wide and high
	QRSize  int
}
