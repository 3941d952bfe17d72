package page

// Question is one question that finds out what is the matter.
type Question struct {
	Base
	Summary  string // of the situation, whose name is the page's title; only with its first question
	Question string
	Lang     string         // of the texts, where it is not the page's
	Way      []FinderAnswer // the answers that led here
	HTML     string
	Answers  []QuestionAnswer
}

// QuestionAnswer is an answer that can be chosen.
type QuestionAnswer struct {
	Text, Note, Path     string
	Article, ArticleLang string // the title of the article that it opens, or empty
}
