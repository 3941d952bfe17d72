// Package markdown turns the body of an article into safe HTML, sections,
// steps and plain text, and says with line numbers what is wrong with it.
// What authors may write is described in content/README.md, "The body".
//
// It is the only importer of goldmark. Everything in it is safe for concurrent
// use; the parser and the renderer are built once.
package markdown

import (
	"time"
)

// MaxSource is the largest body in bytes. A larger one is refused unread.
const MaxSource = 1 << 20

// MaxWords is how many words a sentence may have before Parse warns.
const MaxWords = 25

// Options say where a source stands and how its links are to be read. The zero
// value is usable.
type Options struct {
	// FirstLine is the number of the source's first line in its file, since
	// front matter stands before it. Zero means 1.
	FirstLine int

	// Resolve maps the destination of a link or picture that has neither a
	// scheme nor consists of "#…" alone to its address in the site, fragment
	// included. The text of its error is shown to the author. Nil keeps
	// destinations as they are written.
	Resolve func(dest string) (string, error)

	// Size gives the width and height of a picture by its resolved address, so
	// that a page has its shape before the picture is there. Zeros, or nil,
	// leave them out.
	Size func(address string) (width, height int)

	// Headings are the known headings of the article's language, without what
	// stands behind "Steps:". Letter case does not matter. Nil means English.
	Headings map[string]Kind

	// OutlineOnly leaves HTML, plain text and the count of words out, for those
	// who keep many documents and only ask what is wrong and where things stand.
	OutlineOnly bool

	// Label translates the words that the HTML adds of its own: "Note", "Tip",
	// "Important", "Warning", "Caution", "Table" and "Back to the text". Nil
	// keeps them English.
	Label func(word string) string
}

// Problem is something that the author should change.
type Problem struct {
	Line    int    // in the file: Options.FirstLine is the first
	Message string // what is wrong and what to do, lower case
	Warning bool   // the article can be shown all the same
}

// Document is a parsed body. Its HTML is safe to show even if there were
// problems, but then it may lack the parts that were refused.
type Document struct {
	// Sections in the order of the source. The first has Level 0 and neither
	// title nor id where text stands before the first heading.
	Sections []Section

	// Links are all links and pictures, in the order of the source, footnotes
	// last. Holds and cues are not among them, nor is what was refused.
	Links []Link

	// Footnotes is the HTML of the list of footnotes, empty where there is none.
	Footnotes string

	// Anchors holds every id that the HTML has or must get, sorted: sections and
	// deeper headings, also by the names that Git hosts give them, steps,
	// footnotes and references to them.
	Anchors []string

	// Words counts the words of all sections, their titles included.
	Words int
}

// Section is what stands between two headings of the second level.
type Section struct {
	Title  string // plain text of the heading, for example "Steps: with the app", without "{#id}"
	ID     string // unique in the document; the page puts it on the heading
	HostID string // the address that Git hosts give the heading, where it is another than ID and free
	Level  int    // 2, or 0 for text before the first heading
	Kind   Kind
	Line   int

	// HTML is the section without its heading; deeper headings have ids. Where
	// Kind is Steps it is only what stands before the list.
	HTML string

	// Steps and After are only set where Kind is Steps. After is the HTML
	// behind the list.
	Steps []Step
	After string

	// Text is the section without its title, its steps included, as plain
	// text: one line for each paragraph, no markup.
	Text string
}

// Kind tells the sections that the page treats in a special way.
type Kind uint8

// The kinds stand in the order in which their sections must come; others may
// stand anywhere.
const (
	Other    Kind = iota // any other section
	Disagree             // "Where sources disagree"
	Before               // "Before you start"
	Steps                // "Steps" and "Steps: …"; the only kind that may occur twice
	Fails                // "If it does not work"
	After                // "After the reset"
)

// Step is one numbered instruction.
type Step struct {
	Anchor string // "step-3", or "with-the-app-step-3" under "Steps: with the app"
	Number int    // from 1
	HTML   string // the inside of the list item
	Text   string // plain text; steps with equal text are the same step
	Line   int
	Holds  []time.Duration // in the order of the text, each from 1 s to 10 min
	Cues   []string        // for example "led-red-blinking", in the order of the text
}

// Link is the destination of a link or a picture.
type Link struct {
	Dest  string // after Options.Resolve; "#…" means this document
	Line  int
	Image bool
}

// Parse reads the body of an article. It never fails: what is wrong comes back
// as problems, ordered by line, and the document holds what could be read. A
// document with a problem that is not a warning must not be published.
//
// The source may have a byte order mark and any line endings. A source above
// MaxSource, or nested beyond reason, gives an empty document and a problem.
func Parse(source []byte, o Options) (Document, []Problem) {
	return site.document(source, o)
}

// Plain gives the source as Markdown for machines: holds and cues become their
// plain words, the ids of headings and HTML comments go, everything else stays
// as it is. The result may be source itself.
func Plain(source []byte) []byte {
	return site.plain(source)
}
