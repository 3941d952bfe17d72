package page

// Ask is the question under an article.
type Ask struct {
	Article, Revision string
	Path              string   // the branch of questions that led here, or empty
	Stars             bool     // one to five instead of Yes and No
	Steps             bool     // the question is whether they worked
	More, Improve     FollowUp // what comes after a good and after a bad answer, for readers with scripts
}

// FollowUp is the form after the verdict. Every question in it is optional.
type FollowUp struct {
	Improve   bool // the answer was bad: ask what went wrong
	Helpful   bool // what Yes or No was given; not used with Stars
	Worked    bool // Yes and No say whether the steps worked
	Stars     int  // the rating that was given, 1 to 5; 0 on the scale of Yes and No
	Action    string
	Reasons   []Option
	Steps     []Option // of the revision that was judged; scripts fill them in from the article
	Outcomes  []Option
	Models    []string // suggestions
	Model     string
	Firmware  string
	Comment   string
	Max       int               // the longest comment, in code points
	StepsLang string            // of the steps, where it is not the page's
	Problems  map[string]string // what is wrong, by field
	InPlace   bool              // inside an article; headings are one level lower
}

// Option is one choice of a list.
type Option struct {
	Value, Text string
	Chosen      bool
}

// Thanks is the page of one receipt.
type Thanks struct {
	Base
	FollowUp
	ArticleTitle, ArticlePath string
	ArticleLang               string // of the title, where it is not the page's
	Withdrawn                 bool
	Given                     string // day and time, in words
	State                     string // what became of it: a title
	StateMore                 string // and what that means
	Reply                     string // the editors' own words, or empty
	Older                     bool   // the article has changed since
}

// Refused is the page for a post that could not be taken: it says why and keeps what was typed.
type Refused struct {
	Base
	Status   int
	Heading  string
	Problems []string
	Next     string // what to do
	Again    *Again // a form with what was sent, or nil
	Back     string // path of a page to return to, or empty
}

// Again is a form that sends the same once more.
type Again struct {
	Action  string
	Hidden  []Field
	Comment string
	Asked   bool // a comment was part of it
	Max     int
}

// Field is one hidden field of a form.
type Field struct{ Name, Value string }

// Problem is an error page.
type Problem struct {
	Base
	Heading, Message string
}

// Privacy is the page about what is stored.
type Privacy struct {
	Base
	Intro   string
	HTML    string
	Contact string // HTML, or empty
}
