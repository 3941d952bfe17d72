package page

import (
	"strconv"

	"pinhole/internal/language"
)

// Article is the page of one article.
type Article struct {
	Base
	Lang       string // of the article, where it is not the page's
	Older      bool   // than its original
	Changed    string // the day on which the original did, or empty
	Summary    string
	Evidence   []string // what readers reported, one sentence each; empty: too few answers
	Costs      []Fact   // what the procedure costs, at most three
	Facts      []Fact   // all that is known of its effects
	Proof      string   // what stands beside the confidence: what readers say, or when it was checked
	First      Link     // what destroys less and may be enough; empty: nothing
	Failing    *Failing // set when most readers did not succeed
	Rewritten  *Rewritten
	Models     []Link // each with its address; empty: every model
	AnyModel   string // what is said when no models are named
	Confidence Confidence
	Sections   []Section
	Footnotes  string // HTML
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

// Failing is what is said of an article that did not help most of its readers.
type Failing struct {
	Step  Link   // that fails most; empty: none does
	Other Link   // what to try first; empty: nothing is known
	Lang  string // of Other's title, where it is not the page's
}

// Rewritten is a step that was rewritten after readers said that it failed.
type Rewritten struct {
	Step    Link
	Readers int
	Day     string // in words
}

// isGuide reports whether the article explains something and has no steps.
func (v Article) isGuide() bool { return len(v.sections("procedure")) == 0 }

// sections returns the sections of some classes, by class and then in the article's order.
func (v Article) sections(classes ...string) []Section {
	var list []Section
	for _, class := range classes {
		for _, s := range v.Sections {
			if s.Class == class {
				list = append(list, s)
			}
		}
	}
	return list
}

// Fact is one effect or need: an icon's name, words, where to read on, and what the sources add to
// single parts of it.
type Fact struct {
	Icon, Text string
	More       Link
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
	Title, ID, HTML string // the title is empty for steps that are not called anything
	HostID          string // a second address, where the heading has one
	Class           string // before, procedure, fails, after, disagree, evidence or text
	For             string // for whom the steps are
	Needs           string // what the steps need beside what the whole article needs, in the page's language
	Lang            string // where it is not the page's
	Steps           []Step
	After           string
}

// name is what a way is called among others.
func (s Section) name(l *language.Locale) string {
	if s.Title != "" {
		return s.Title
	}
	return l.N("article.steps", len(s.Steps))
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

// viewBox returns the part of the drawing that the code and its border fill.
func (c PrintCard) viewBox() string {
	size := strconv.Itoa(c.QRSize)
	return "0 0 " + size + " " + size
}
