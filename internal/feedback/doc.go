// Package feedback is the model of readers' feedback: a verdict on one revision of an article and
// optional details (reason, step, model, firmware, outcome, comment).
//
// [ParseSubmission] and [ParseChange] parse and validate forms; later code relies on that.
// [Details.Redacted] then removes secrets, and package spam classifies the result. The package
// depends on neither HTTP nor SQL, and receives data on articles as arguments.
package feedback
