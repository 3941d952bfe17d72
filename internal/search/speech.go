package search

import (
	"maps"
	"slices"
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/spanish"

	"pinhole/internal/article"
)

// speech is what an index must know of its readers' language. An index in another language than
// English holds English articles too, those without a translation; their words are treated as that
// language's.
type speech struct {
	stop    map[string]bool
	numbers map[string]int32             // of stop words, which are in no vocabulary
	endings func(*snowballstem.Env) bool // takes them off
	own     map[string]string            // stems that differ from what the endings say
	goals   [][]string                   // the stems that ask for each of article.Goals
	devices []string                     // the stem that names each of article.Devices
}

var speeches = map[string]*speech{
	article.English: newSpeech(stopWords, english.Stem, englishStems),
	"es":            newSpeech(joinedSets(stopWords, spanishStopWords), spanish.Stem, nil),
}

// speechOf returns what is known of a language; an unknown one is treated as English.
func speechOf(language string) *speech {
	if s := speeches[language]; s != nil {
		return s
	}
	return speeches[article.English]
}

func newSpeech(stop map[string]bool, endings func(*snowballstem.Env) bool, own map[string]string) *speech {
	s := &speech{stop: stop, numbers: map[string]int32{}, endings: endings, own: own}
	for n, word := range slices.Sorted(maps.Keys(stop)) {
		s.numbers[word] = int32(-1 - n)
	}
	for _, g := range article.Goals {
		var stems []string
		words := strings.Fields(goalWords[g])
		if g == article.PasswordRecovery {
			words = append(words, strings.Fields(passwordWords)...)
		}
		for _, word := range words {
			stems = append(stems, s.stem(word))
		}
		s.goals = append(s.goals, stems)
	}
	for _, d := range article.Devices { // a wifi-camera is a camera
		words := tokens(string(d))
		s.devices = append(s.devices, s.stem(words[len(words)-1].word))
	}
	return s
}

// stem takes the endings off a word. A word with a digit is a number or a name and stays.
func (s *speech) stem(word string) string {
	if hasDigit(word) {
		return word
	}
	if own, ok := s.own[word]; ok {
		return own
	}
	env := snowballstem.NewEnv(word)
	s.endings(env)
	return env.Current()
}

// stopsOnly reports whether all words are stop words.
func (s *speech) stopsOnly(words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool { return !s.stop[word] })
}

// passwordWords ask for password-recovery too, but say nothing about which of its articles helps:
// those about changing a password that is known are among them.
const passwordWords = "password forgot"

// goalWords ask for a goal, also by their synonyms, and are found in all its articles.
var goalWords = map[article.Goal]string{
	article.PasswordRecovery:  "locked",
	article.FactoryReset:      "reset erase wifi",
	article.RestoreDefaults:   "reset default",
	article.WifiReset:         "wifi router",
	article.Reboot:            "restart",
	article.RemoveFromAccount: "remove sell used",
	article.SetUpAgain:        "setup wifi router",
	article.ContactSupport:    "support",
}

// englishStems are words that the rules of English would make the same as others of another
// meaning: a recorder is no recording.
var englishStems = map[string]string{"recorder": "recorder", "recorders": "recorder", "setting": "setting", "settings": "setting"}

// stopWords are in nearly every article and tell nothing about it.
var stopWords = wordSet(`a about all also am an and any are as at be been but by can cannot cant could did do does doesnt done
	dont for from get gets got had has have he her hers him his how i if im in into is isnt it its ive just like may me might mine my of on
	or our out please she should so some such than that the their them then there these they this to too us very want wants was we
	were what when where which while who whom why will with would you your yours s t`)

// frameWords frame a question and tell nothing about what it is about: "is it possible to …". Words
// of an article they may well be. So do words that every reader here could add.
var frameWords = wordSet(`again anybody anyone cannot cctv device going help hours keep keeps know long many minutes now old possible seconds someone still surveillance system tell try trying way wont
	alguien ayuda puedo posible sabe viejo`)

// negations turn a statement into its opposite.
var negations = wordSet(`cannot cant couldnt didnt doesnt dont hasnt havent isnt never no not nothing wasnt without wont wouldnt nunca sin`)

// spanishStopWords are written without accents, as all words are here.
var spanishStopWords = wordSet(`a al algo alguna alguno algunos ante asi aun como con cual cuando de del desde donde e el ella ellas ellos
	en entre era es esa ese eso esta estan estar estas este esto estos ha han hasta hay he la las le les lo los mas me mi mis mucho muy
	nada ni no nos o os otra otro para pero poco por porque pude puede pueden puedo pues que quien quiero se ser si sin sobre son soy su sus
	tambien te tengo ti tiene tienen todo todos tu tus u un una unas uno unos usted ustedes va vez y ya yo`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

func joinedSets(a, b map[string]bool) map[string]bool {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}
