package content_test

import (
	"regexp"
	"strings"
	"testing"

	"pinhole/internal/article"
)

// nowhere are phrases that no article holds: translated thought, and riddles.
var nowhere = regexp.MustCompile(`(?i)\b(begin anew|begin again|anew|it depends what|says so|must stand (?:at|by|next)|hides elsewhere|now and then it|makes? \w+ forget|nobody (?:says|states)|has it not|is it not so)\b`)

// onlyInEvidence are words about our sources. They stand where the page shows its evidence, never in
// the way of the hands.
var onlyInEvidence = regexp.MustCompile(`(?i)\b(not known|unknown to us|not stated|not documented|the sources?|one source|(?:one|a|the) (?:blog|website|web site|forum|installer's blog)|(?:this|that|the) page was not found|was not found|does not say|do not say|says nothing|a copy of)\b`)

// TestVoice holds English articles to content/README.md, "How it should sound". The notes of
// effects count as evidence: the page shows them there.
func TestVoice(t *testing.T) {
	for _, a := range library(t).Articles {
		report := func(where, text string, forbidden *regexp.Regexp) {
			for _, phrase := range forbidden.FindAllString(text, -1) {
				t.Errorf("%s: %s says %q", a.File, where, phrase)
			}
		}
		evidence := ""
		for _, key := range article.EffectKeys {
			evidence += a.Effects.Get(key).Note + "\n"
		}
		report("its title or summary", a.Title+"\n"+a.Summary, onlyInEvidence)
		for _, s := range a.Body().Sections {
			switch s.Kind {
			case article.DisagreeSection, article.EvidenceSection:
				evidence += s.Text + "\n"
			default:
				report("the section "+s.Title, s.Text, onlyInEvidence)
			}
		}
		report("it", words(a), nowhere)
		if n := strings.Count(strings.ToLower(evidence), "not known"); n > 1 {
			t.Errorf("%s: its evidence says %d times that something is not known", a.File, n)
		}
	}
}
