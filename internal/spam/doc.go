// Package spam classifies readers' feedback: whether a text is spam, how often the same text is
// received, and whether answers come from many readers or from a few who answer many times. It
// imports no other package of this module.
package spam
