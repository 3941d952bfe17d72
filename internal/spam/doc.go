// Package spam judges what comes in from readers: whether a text is spam and how often the same one
// comes in. It knows no other package of this program.
package spam
