// Package feedback holds what readers say about articles: a verdict on one
// revision of one article and whatever followed it (reason, step, model,
// firmware, outcome, comment).
//
// [ParseSubmission] and [ParseChange] turn forms into checked values; after
// them nothing validates again. [Details.Redacted] then removes from them what
// readers should not have told, and package spam judges them. The package knows
// no HTTP and no SQL: what it needs to know
// about articles comes as an argument.
package feedback
