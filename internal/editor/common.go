package editor

import (
	"slices"
	"strings"
	"sync"

	"github.com/trustelem/zxcvbn/frequency"
)

const (
	// commonCount is how many of the most common passwords are searched for in a new one.
	commonCount = 10_000
	// minWord and maxWord bound the words that are searched for; shorter ones occur in any text.
	minWord = 3
	maxWord = 64
	// minPieces is the minimum number of words, sequences and single characters of a password: a
	// common word with a year and an exclamation mark has three.
	minPieces = 5
	// minDistinct is the minimum number of distinct characters of a password.
	minDistinct = 5
)

// commonPasswords are the most common passwords of zxcvbn's lists, in lower case. They are loaded
// on first use.
var commonPasswords = sync.OnceValue(func() map[string]bool {
	list := frequency.FrequencyLists["passwords"]
	common := make(map[string]bool, commonCount)
	for _, password := range list[:min(commonCount, len(list))] {
		if len(password) >= minWord {
			common[password] = true
		}
	}
	return common
})

// leet maps the characters that stand for letters in common passwords.
var leet = strings.NewReplacer("4", "a", "@", "a", "8", "b", "3", "e", "1", "i", "!", "i", "0", "o", "5", "s", "$", "s", "7", "t", "2", "z")

// rows are runs of neighbouring keys and letters, as common passwords contain them.
var rows = []string{"abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop", "1qaz2wsx3edc4rfv5tgb"}

// isGuessable reports whether a password consists of few common passwords, sequences, years and the
// given names.
func isGuessable(password string, names []string) bool {
	text := strings.ToLower(password)
	plain, unleeted := []rune(text), []rune(leet.Replace(text))
	if distinct := slices.Compact(slices.Sorted(slices.Values(plain))); len(distinct) < minDistinct {
		return true
	}
	words := map[string]bool{"pinhole": true}
	for _, name := range names {
		words[strings.ToLower(name)] = len(name) >= minWord
		for _, word := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune(" .-_:/", r) }) {
			words[word] = len(word) >= minWord
		}
	}
	// pieces[i] is the least number of pieces that the first i characters consist of.
	pieces := make([]int, len(plain)+1)
	for i := range pieces[1:] {
		pieces[i+1] = len(plain)
	}
	for from := range plain {
		pieces[from+1] = min(pieces[from+1], pieces[from]+1)
		for to := from + minWord; to <= min(len(plain), from+maxWord); to++ {
			part, word := string(plain[from:to]), string(unleeted[from:to])
			if commonPasswords()[part] || commonPasswords()[word] || words[part] || words[word] || isSequence(part) || isYear(part) {
				pieces[to] = min(pieces[to], pieces[from]+1)
			}
		}
	}
	return pieces[len(plain)] < minPieces
}

// isSequence reports whether a text is one repeated character, or neighbours on the keyboard or in
// the alphabet, in either direction.
func isSequence(text string) bool {
	runes := []rune(text)
	if strings.Count(text, string(runes[0])) == len(runes) {
		return true
	}
	slices.Reverse(runes)
	backwards := string(runes)
	return slices.ContainsFunc(rows, func(row string) bool { return strings.Contains(row, text) || strings.Contains(row, backwards) })
}

// isYear reports whether a text is a year that somebody may have been born in or may live in.
func isYear(text string) bool {
	return len(text) == 4 && (strings.HasPrefix(text, "19") || strings.HasPrefix(text, "20")) && strings.Trim(text, "0123456789") == ""
}
