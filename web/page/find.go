package page

// Finder is one screen of the reset finder: questions, or what was found.
type Finder struct {
	Base
	Intro     string
	Answers   []FinderAnswer // given so far
	Questions []FinderQuestion
	Hidden    []Field // what carries the answers on
	Now       string  // the address of what can be found with the answers so far; empty: there are none
	// Situations lead to the questions that find out what is the matter.
	Situations []FinderChoice

	Done    bool
	Fits    []Found
	More    int // fitting procedures that are not shown
	LeftOut []Found
	General []Card       // articles for every brand, where nothing fits
	Support *SupportView // of the brand, when it is known
}

// FinderAnswer is an answer that was given, and the address to give another.
type FinderAnswer struct{ Question, Answer, Change string }

// FinderQuestion is a question of which one answer can be ticked, or none.
type FinderQuestion struct {
	Name    string // of its parameter
	Title   string
	Options []FinderOption
	More    []FinderOption // folded
}

// FinderOption is an answer that can be ticked.
type FinderOption struct {
	Value, Text, Hint string
	Drawing           string // its name, or empty
}

// FinderChoice is a page that can be chosen.
type FinderChoice struct {
	Title, Hint, Path string
	Lang              string // of title and hint, where it is not the page's
}

// Found is a procedure that may work.
type Found struct {
	Card Card
	Ask  *FoundNeed // of what it needs and the reader was not asked for
	Why  string     // why it is left out
}

// FoundNeed asks for what a procedure needs, with the addresses of both answers.
type FoundNeed struct{ Text, Yes, No string }
