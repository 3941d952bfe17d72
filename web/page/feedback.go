package page

// Ask is the question under an article.
type Ask struct {
	Article, Revision string
	Yes, No           FollowUp // what comes after either answer, for readers with scripts
}

// FollowUp is the form after the verdict.
type FollowUp struct {
	Helpful bool
	Action  string // where it is sent; empty in an article, where the answer of the server says
	Comment string
	Limit   string // the longest comment, in words
	Max     int    // the same in code points
	Problem string // what is wrong with the comment, or empty
	InPlace bool   // inside an article; headings are one level lower
}

// Thanks is the page of one receipt.
type Thanks struct {
	Base
	FollowUp
	ArticleTitle, ArticlePath string
	Withdrawn                 bool
	Commented                 bool
	Given                     string // day and time, in words
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
	Limit   string
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
	HTML    string
	Contact string // HTML, or empty
}
