package content_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pinhole/internal/article"
)

var (
	button = regexp.MustCompile(`\*\*([^*\n]+)\*\*`)
	number = regexp.MustCompile(`\d+(?:[.,]\d+)*`)
)

// stated is what a translation must share with its original whatever the language: figures, the
// words on buttons, what is to be typed, and where links lead.
func stated(a *article.Article) map[string][]string {
	var links []string
	for _, l := range a.Body().Links {
		links = append(links, strings.TrimPrefix(l.Dest, "/"+a.Language))
	}
	found := map[string][]string{
		"figures": number.FindAllString(strings.ReplaceAll(words(a), ",", "."), -1),
		"buttons": button.FindAllString(string(a.Markdown), -1),
		"typed":   typed.FindAllString(string(a.Markdown), -1),
		"links":   links,
	}
	for _, list := range found {
		slices.Sort(list)
	}
	return found
}

func TestTranslationsStateWhatTheirOriginalsState(t *testing.T) {
	for _, a := range library(t).Translations() {
		if a.Outdated {
			continue // readers are told, and pinhole check tells the author
		}
		theirs := stated(a.Original)
		for what, ours := range stated(a) {
			if !slices.Equal(ours, theirs[what]) {
				t.Errorf("%s: %s differ from the original's\n%q\n%q", a.File, what, ours, theirs[what])
			}
		}
	}
}

func TestLorexIsWholeInSpanish(t *testing.T) {
	lib := library(t)
	for _, a := range lib.InBrand("lorex") {
		if _, ok := lib.Translation(a, "es"); !ok {
			t.Errorf("%s has no Spanish translation", a.File)
		}
	}
}

// minEase is the least ease that a Spanish text may have: from 65 on it is "quite easy", as
// newspapers of the street are.
const minEase = 65.0

// TestSpanishIsEasyToRead measures each text by Szigriszt's scale as Barrio reads it (INFLESZ,
// 2008): 206.835 − 62.3 · syllables per word − words per sentence. Run with -v to see them all.
func TestSpanishIsEasyToRead(t *testing.T) {
	for _, a := range library(t).Translations() {
		ease := easeOf(words(a))
		t.Logf("%5.1f %s", ease, a.File)
		if ease < minEase {
			t.Errorf("%s has an ease of %.1f; shorten its sentences and words to reach %.0f", a.File, ease, minEase)
		}
	}
}

func easeOf(text string) float64 {
	sentences, count, syllables := 0, 0, 0
	for _, s := range sentence.Split(text, -1) {
		list := word.FindAllString(s, -1)
		if len(list) == 0 {
			continue
		}
		sentences++
		count += len(list)
		for _, w := range list {
			syllables += len(spanishSyllable.FindAllString(strings.ToLower(w), -1))
		}
	}
	return 206.835 - 62.3*float64(syllables)/float64(count) - float64(count)/float64(sentences)
}

// spanishSyllable finds the vowels of one syllable: a strong one with the weak ones beside it, or
// weak ones alone. A weak vowel with an accent is one by itself. A figure or model number counts
// once.
var spanishSyllable = regexp.MustCompile(`[iuüy]*[aeoáéó][iuüy]*|[íú]|[iuüy]+|[0-9][0-9.,]*`)

func TestSpanishSyllables(t *testing.T) {
	for w, want := range map[string]int{"contraseña": 4, "día": 2, "grabación": 3, "cámara": 3, "siete": 2, "cuenta": 2, "leer": 2, "1.5": 1} {
		if got := len(spanishSyllable.FindAllString(w, -1)); got != want {
			t.Errorf("%s has %d syllables, want %d", w, got, want)
		}
	}
}

// Readers are addressed as usted throughout.
func TestSpanishSaysUsted(t *testing.T) {
	familiar := regexp.MustCompile(`(?i)\b(tú|tu|tus|ti|tienes|puedes|debes|mantén|haz|pon|olvidaste)\b`)
	for _, a := range library(t).Translations() {
		if found := familiar.FindAllString(words(a), -1); len(found) > 0 {
			t.Errorf("%s says %q to readers; say usted", a.File, found)
		}
	}
}
