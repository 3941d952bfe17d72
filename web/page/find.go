package page

// Finder is one screen of the reset finder: a question, or what was found.
type Finder struct {
	Base
	Intro    string
	Answers  []FinderAnswer // given so far
	Question string
	// Situations lead to the questions that find out what is the matter. They stand above the first
	// question of the finder, which is then a heading below the page's own.
	Situations []FinderChoice
	Choices    []FinderChoice // links, one for each answer
	Form       *FinderForm    // or a form
	Done       bool
	Fits       []Found
	More       int // fitting procedures that are not shown
	LeftOut    []Found
	Support    *SupportView // of the brand, when it is known
}

// FinderAnswer is an answer that was given, and the address to give another.
type FinderAnswer struct{ Question, Answer, Change string }

// FinderChoice is one answer that can be chosen.
type FinderChoice struct {
	Title, Hint, Path string
	Lang              string // of title and hint, where it is not the page's
	Drawing           string // its name, or empty
}

// FinderForm is a question that takes more than one tap.
type FinderForm struct {
	Hidden []Field
	Brands []Option
	Model  bool // ask for the model too
	Have   []Option
}

// Found is a procedure with what it costs.
type Found struct {
	Card  Card
	Facts []Fact
	Why   string // why it is left out
}
