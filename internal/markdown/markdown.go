// Package markdown converts the body of an article to safe HTML, sections, steps and plain text,
// and reports problems with line numbers. The syntax is described in content/README.md, "The body".
//
// It is the only importer of goldmark. Its functions are safe for concurrent use.
package markdown

import (
	"time"
)

// MaxSource is the maximum size of a body in bytes. A larger one is not parsed.
const MaxSource = 1 << 20

// MaxWords is how many words a sentence may have before Parse warns.
const MaxWords = 25

// MaxBefore is how many words may stand under "Before you start" before Parse warns: more keep the
// reader from the steps.
const MaxBefore = 40

// Options configure parsing. The zero value is usable.
type Options struct {
	// FirstLine is the number of the source's first line in its file, after the front matter. Zero
	// means 1.
	FirstLine int

	// Resolve maps the destination of a link or picture that has neither a
	// scheme nor consists of "#…" alone to its address in the site, fragment
	// included. The text of its error is shown to the author. Nil leaves destinations unchanged.
	Resolve func(dest string) (string, error)

	// Size returns the width and height of a picture by its resolved address, which avoids layout
	// shifts. Zeros, or nil, omit them.
	Size func(address string) (width, height int)

	// Headings maps the known headings of the article's language in lower case, without the text
	// after "Steps:", to their kinds. Nil means English.
	Headings map[string]Kind

	// OutlineOnly omits HTML, plain text and the count of words, for callers that only need
	// problems and structure.
	OutlineOnly bool

	// Label translates the words that rendering adds: "Note", "Tip",
	// "Important", "Warning", "Caution", "Table" and "Back to the text". Nil means English.
	Label func(word string) string
}

// Problem is something that the author should change.
type Problem struct {
	Line    int    // in the file: Options.FirstLine is the first
	Message string // what is wrong and what to do, lower case
	Warning bool   // does not prevent publishing
}

// Document is a parsed body. Its HTML is safe even if there were problems, but may lack the
// rejected parts.
type Document struct {
	// Sections in the order of the source. Text before the first heading is a section with Level 0
	// and neither title nor id.
	Sections []Section

	// Links are all links and pictures, in the order of the source, footnotes
	// last. Holds, cues and rejected ones are not included.
	Links []Link

	// Footnotes is the HTML of the list of footnotes, or empty.
	Footnotes string

	// Anchors holds every id that the HTML has or must get, sorted: sections and
	// deeper headings, also by the names that Git hosts give them, steps,
	// footnotes and references to them.
	Anchors []string

	// Words counts the words of all sections, their titles included.
	Words int
}

// Section is a heading of the second level with the content up to the next.
type Section struct {
	Title  string // plain text of the heading, for example "Steps: with the app", without "{#id}"
	ID     string // unique in the document; the page puts it on the heading
	HostID string // the anchor that Git hosts generate, if it differs from ID and is free
	Level  int    // 2, or 0 for text before the first heading
	Kind   Kind
	Line   int

	// HTML is the section without its heading; deeper headings have ids. If Kind is Steps, it is
	// only the part before the list.
	HTML string

	// Steps and After are only set if Kind is Steps. After is the HTML after the list.
	Steps []Step
	After string

	// Text is the section's plain text without its title but with its steps: one line per
	// paragraph.
	Text string
}

// Kind is the kind of a section with a known heading.
type Kind uint8

// The kinds, in the mandatory order of their sections; other sections may occur anywhere.
const (
	Other    Kind = iota // any other section
	Before               // "Before you start"
	Steps                // "Steps" and "Steps: …"; the only kind that may occur twice
	Fails                // "If it does not work"
	After                // "After the reset"
	Disagree             // "Where sources disagree"
	Evidence             // "What the sources say"
)

// Step is one numbered instruction.
type Step struct {
	Anchor string // "step-3", or "with-the-app-step-3" under "Steps: with the app"
	Number int    // from 1
	HTML   string // the content of the list item
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

// Parse parses the body of an article. It returns problems sorted by line, and a document of
// everything that could be parsed. A document with a problem that is not a warning must not be
// published.
//
// The source may have a byte order mark and any line endings. For a source larger than MaxSource it
// returns an empty document and a problem.
func Parse(source []byte, o Options) (Document, []Problem) {
	return site.document(source, o)
}

// Plain returns the source as plain Markdown for programs: holds and cues become their text, ids of
// headings and HTML comments are removed. The result may alias source.
func Plain(source []byte) []byte {
	return site.plain(source)
}
