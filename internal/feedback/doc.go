// Package feedback holds what readers say about articles: a verdict on one
// revision of one article and whatever followed it (reason, step, model,
// firmware, outcome, comment).
//
// [ParseSubmission] and [ParseChange] turn forms into checked values; after
// them nothing validates again. The package knows no HTTP, no SQL and no other
// package of this program: what it needs to know about articles comes as an
// argument.
package feedback
