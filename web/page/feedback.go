package page

// Ask is the question under an article.
type Ask struct {
	Article, Revision string
	Path              string   // the branch of questions that led here, or empty
	Stars             bool     // one to five instead of Yes and No
	Steps             bool     // the question is whether they worked
	FollowUp          FollowUp // what comes after the answer, in all forms, for readers with scripts
}

// Answer is the kind of answer that a follow-up belongs to.
type Answer string

// The kinds of answers.
const (
	Good    Answer = "good"     // Yes, or at least four stars
	Partly  Answer = "partly"   // three stars
	Bad     Answer = "bad"      // No, or at most two stars
	BadStep Answer = "bad-step" // a step that failed
)

// FollowUp is what comes after the verdict: what to try next, what went wrong, and how to improve
// the article. Every question in it is optional.
type FollowUp struct {
	Answer    Answer // empty: all forms in one, of which a script keeps what fits
	Helpful   bool   // what Yes or No was given; not used with Stars
	Worked    bool   // Yes and No say whether the steps worked
	Rated     bool   // on the scale of one to five
	Stars     int    // the rating that was given, 1 to 5; 0 on the scale of Yes and No
	Action    string
	Next      []Next // what to try when it did not work
	Reasons   []Option
	Step      int      // number of the step that failed
	Steps     []Option // of the revision that was judged; scripts fill them in from the article
	Outcomes  []Option // empty: the verdict says it, or the article has no steps
	Models    []string // suggestions; scripts take them from the article
	Model     string
	Firmware  string
	Comment   string
	Max       int               // the longest comment, in code points
	StepsLang string            // of the steps, where it is not the page's
	Problems  map[string]string // what is wrong, by field
}

// Next is something to try.
type Next struct {
	Link
	Number string // a telephone number that belongs to the title, or empty
	Lang   string // of the title, where it is not the page's
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
	Search           string // what to search for instead; empty: no search is offered
}

// Privacy is the page about what is stored.
type Privacy struct {
	Base
	Intro   string
	HTML    string
	Contact string // HTML, or empty
}
