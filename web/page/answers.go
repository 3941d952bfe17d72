package page

// Answers is the page about what the reader has answered. Its list is in the reader's browser.
type Answers struct{ Base }
