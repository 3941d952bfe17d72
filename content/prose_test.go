package content_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// sharedRun is how many words in a row two articles may share: a stock phrase, not a copied
// sentence.
const sharedRun = 14

var word = regexp.MustCompile(`[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*`)

// Two articles that say the same with the same words help nobody twice.
func TestArticlesDoNotCopyOneAnother(t *testing.T) {
	type place struct {
		file string
		at   int
	}
	first := map[string]place{}
	texts := map[string][]string{}
	found := map[string]bool{}
	lib := library(t)
	for _, a := range slices.Concat(lib.Articles, lib.Translations()) {
		list := word.FindAllString(strings.ToLower(words(a)), -1)
		texts[a.File] = list
		for i := 0; i+sharedRun <= len(list); i++ {
			run := strings.Join(list[i:i+sharedRun], " ")
			p, seen := first[run]
			if !seen {
				first[run] = place{a.File, i}
				continue
			}
			pair := p.file + " and " + a.File
			if p.file != a.File && !found[pair] {
				found[pair] = true
				t.Errorf("%s share: %q", pair, run)
			}
		}
	}
}

// maxGrade is the highest reading grade that an article may have: grade 6 is read at about 11. Most
// are far below; names such as "configuration" count as hard words though their readers see them on
// the screen.
const maxGrade = 6.0

var sentence = regexp.MustCompile(`[.!?:;]+\s|\n+`)

// TestReadingGrade measures each article by the Flesch-Kincaid grade level: 0.39 · words per
// sentence + 11.8 · syllables per word − 15.59 (Kincaid and others, 1975). Run with -v to see them
// all.
func TestReadingGrade(t *testing.T) {
	type graded struct {
		file  string
		grade float64
	}
	var all []graded
	sum := 0.0
	for _, a := range library(t).Articles {
		g := grade(words(a))
		all = append(all, graded{a.File, g})
		sum += g
		if g > maxGrade {
			t.Errorf("%s has reading grade %.1f; shorten its sentences and words to reach %.1f", a.File, g, maxGrade)
		}
	}
	slices.SortFunc(all, func(a, b graded) int {
		return strings.Compare(fmt.Sprintf("%08.3f", b.grade+100), fmt.Sprintf("%08.3f", a.grade+100))
	})
	for _, g := range all {
		t.Logf("%5.1f %s", g.grade, g.file)
	}
	t.Logf("%d articles, mean grade %.1f", len(all), sum/float64(len(all)))
}

func grade(text string) float64 {
	sentences, count, syllables := 0, 0, 0
	for _, s := range sentence.Split(text, -1) {
		list := word.FindAllString(s, -1)
		if len(list) == 0 {
			continue
		}
		sentences++
		count += len(list)
		for _, w := range list {
			syllables += syllablesOf(strings.ToLower(w))
		}
	}
	if count == 0 {
		return 0
	}
	return 0.39*float64(count)/float64(sentences) + 11.8*float64(syllables)/float64(count) - 15.59
}

// syllablesOf counts groups of vowels, without a silent e at the end: the usual estimate.
func syllablesOf(w string) int {
	n, vowel := 0, false
	for _, r := range w {
		is := strings.ContainsRune("aeiouy", r)
		if is && !vowel {
			n++
		}
		vowel = is
	}
	if strings.HasSuffix(w, "e") && !strings.HasSuffix(w, "le") && n > 1 {
		n--
	}
	return max(1, n)
}
