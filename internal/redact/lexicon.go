package redact

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"
)

// class is what a word tells about the words around it; one word may be of several.
type class uint64

const (
	passwordWord class = 1 << iota
	codeWord
	pinWord
	serialWord
	deviceWord  // names a device ID by itself: "uid"
	ownerWord   // names one before "id": "cloud"
	idWord      // "id"
	wifiWord    // belongs to a wireless network
	networkWord // may name one: "ssid", "wifi", "network"
	keyWord     // "key"
	nameWord    // "name"
	numberWord  // "number"
	phoneWord
	versionWord
	macWord
	ipWord
	secretWord   // makes a code a secret: "verification"
	noSecretWord // makes a code or a number none: "error"
	isWord       // leads from a key to its value
	calledWord
	gapWord     // may begin what stands between a key and "is"
	myWord      // may stand before a key
	forgotWord  // no password follows
	setWord     // makes "to" lead to a value
	fromWord    // "changed from"
	toWord      // "changed to"
	andWord     // joins two passwords
	asWord      // leads from a value to its key
	atWord      // the sign @ in words
	dotWord     // a full stop in words
	modalWord   // with "be" the same as "is"
	fillerWord  // may stand between "is" and a value: "still"
	statusWord  // is what a screen says of a password: "wrong"
	stopWord    // is an ordinary word that follows "is"
	defaultWord // makes a well-known password no secret
	userWord    // names an account: "admin/…"
	unitWord    // may follow a number of characters, seconds, pixels
	digitWord   // is a digit in words
	phraseHead  // begins a phrase; set by the program
)

// anyWord is for detectors that are asked at every word.
const anyWord = ^class(0)

// classNames are what the files of the lexicon call the classes.
var classNames = [...]string{
	"password", "code", "pin", "serial", "device", "owner", "id", "wifi", "network", "key", "name", "number", "phone", "version", "mac",
	"ip", "secret", "no-secret", "is", "called", "gap", "my", "forgot", "set", "from", "to", "and", "as", "at", "dot", "modal", "filler",
	"status", "stop", "default", "user", "unit", "digit",
}

// maxWord bounds the words and phrases of the lexicon, and how far detectors look back for one.
const maxWord = 26

// The files hold "class: words" in lines, a line that begins with a space going on with the class
// of the one before. In a phrase an underscore stands for a space; "ending" gives the endings of
// words that say something about a password or a network, such as "rejected".
//
//go:embed lexicon/*.txt
var lexiconFiles embed.FS

var (
	lexicon    = map[string]class{} // by folded words in small letters
	endings    []string
	ideographs ideographWords
)

func lookUp(word []byte) class {
	var small [maxWord]byte
	if len(word) == 0 || len(word) > len(small) {
		return 0
	}
	for i, c := range word {
		small[i] = lower(c)
	}
	return lexicon[string(small[:len(word)])]
}

// ideographWords are the words of scripts without spaces, with the words that stand for them in a
// folded text, by their first character.
type ideographWords map[rune]map[string]string

// longest returns the word that begins a text whose first character is r, and its length.
func (w ideographWords) longest(text string, r rune) (word string, n int) {
	for written, stands := range w[r] {
		if len(written) > n && strings.HasPrefix(text, written) {
			word, n = stands, len(written)
		}
	}
	return word, n
}

// add returns the word that stands for one of a script without spaces.
func (w ideographWords) add(written string) string {
	first, _ := utf8.DecodeRuneInString(written)
	if w[first] == nil {
		w[first] = map[string]string{}
	}
	if w[first][written] == "" {
		n := len(lexicon) // grows with each word: no two are alike
		w[first][written] = string([]byte{joint, 'a' + byte(n/676%26), 'a' + byte(n/26%26), 'a' + byte(n%26)})
	}
	return w[first][written]
}

func init() {
	ideographs = ideographWords{}
	files, err := fs.Glob(lexiconFiles, "lexicon/*.txt")
	if err != nil || len(files) == 0 {
		panic(fmt.Sprintf("redact: no lexicon: %v", err))
	}
	for _, name := range files {
		text, err := lexiconFiles.ReadFile(name)
		if err != nil {
			panic(err)
		}
		readLexicon(name, string(text))
	}
}

func readLexicon(name, text string) {
	heading := ""
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		words := line
		if !strings.HasPrefix(line, " ") {
			heading, words, _ = strings.Cut(line, ":")
		}
		if heading == "ending" {
			for word := range strings.FieldsSeq(words) {
				endings = append(endings, foldWord(word))
			}
			continue
		}
		c := classNamed(heading)
		if c == 0 {
			panic(fmt.Sprintf("redact: %s: there is no class %q", name, heading))
		}
		for word := range strings.FieldsSeq(words) {
			addWord(word, c)
		}
	}
}

func classNamed(name string) class {
	for i, known := range classNames {
		if known == name {
			return 1 << i
		}
	}
	return 0
}

func addWord(word string, c class) {
	first, _ := utf8.DecodeRuneInString(word)
	if first >= utf8.RuneSelf && foldRune(first) == ideograph {
		lexicon[ideographs.add(word)] |= c
		return
	}
	folded := foldWord(word)
	if len(folded) > maxWord {
		panic(fmt.Sprintf("redact: %q is too long for the lexicon", word))
	}
	lexicon[folded] |= c
	if head, _, ok := strings.Cut(folded, string([]byte{joint})); ok {
		lexicon[head] |= phraseHead
	}
}

// foldWord is [fold] for a word or an ending of the lexicon.
func foldWord(word string) string {
	if word == "é" || word == "è" {
		return string([]byte{loneE})
	}
	folded := []byte{}
	for _, r := range word {
		c := byte(r)
		switch {
		case r == '_':
			c = joint
		case r >= utf8.RuneSelf:
			c = foldRune(r)
		}
		if c != 0 {
			folded = append(folded, lower(c))
		}
	}
	return string(folded)
}
