// Package spam judges what comes in from readers: whether a text is spam and how often the same one
// comes in, and whether answers come from many readers or from a few who answer many times. It knows
// no other package of this program.
package spam
