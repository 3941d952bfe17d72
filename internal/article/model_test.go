package article_test

import (
	"regexp"
	"strings"
	"testing"

	"pinhole/internal/article"
)

func TestPatternsTakeModels(t *testing.T) {
	for _, c := range []struct {
		pattern, model string
		want           bool
	}{
		{"N841*", "N841A81", true},
		{"N841*", "n841-a81", true},
		{"N841*", " N 841 / A81 ", true},
		{"N841*", "N841", true},
		{"N841*", "N84", false},
		{"N841*", "XN841", false},
		{"n841-*", "N841A81", true},
		{"N861?", "N8612", true},
		{"N861?", "N861", false},
		{"N861?", "N86123", false},
		{"*841*A*", "N841A81", true},
		{"*841*A*1", "N841A8A2", false},
		{"*841*A*1", "N841A8A21", true},
		{"AC-Dome 2", "acdome2", true},
		{"AC-Dome 2", "acdome", false},
		{"ÉCO-7", "éco7", true},
		{"N841*", "", false},
		{"N841*", "-", false},
		{"N8*", "N8*", true},
		{"N8?", "N8?", false}, // what a reader types is no pattern: without the question mark nothing is left for it
	} {
		p, err := article.ParsePattern(c.pattern)
		if err != nil {
			t.Errorf("%q: %v", c.pattern, err)
			continue
		}
		if got := p.Matches(c.model); got != c.want {
			t.Errorf("%q takes %q: got %t, want %t", c.pattern, c.model, got, c.want)
		}
		if got, want := p.Exact(), !strings.ContainsAny(c.pattern, "*?"); got != want {
			t.Errorf("%q is exact: got %t, want %t", c.pattern, got, want)
		}
		if p.Text != c.pattern {
			t.Errorf("%q became %q", c.pattern, p.Text)
		}
	}
}

func TestAnArticlePrefersExactModels(t *testing.T) {
	a, _ := mustLoad(t, change{resetFile, `["AC4*", "AC-Dome 2"]`, `["AC4*", "AC45"]`}).Article("/acme/reset")
	for model, want := range map[string][2]bool{"ac-45": {true, true}, "AC46": {true, false}, "AC5": {false, false}} {
		if matches, exact := a.Matches(model); matches != want[0] || exact != want[1] {
			t.Errorf("%s: got %t, %t, want %t, %t", model, matches, exact, want[0], want[1])
		}
	}
}

// regular converts a pattern to a regular expression, as a reference.
func regular(pattern string) *regexp.Regexp {
	var b strings.Builder
	for _, c := range pattern {
		switch c {
		case '*':
			b.WriteString(".*")
		case '?':
			b.WriteString(".")
		default:
			b.WriteString(regexp.QuoteMeta(article.PlainModel(string(c))))
		}
	}
	return regexp.MustCompile("^(?s:" + b.String() + ")$")
}

func FuzzPattern(f *testing.F) {
	for _, seed := range [][2]string{
		{"N841*", "n841-a81"}, {"N861?", "N8612"}, {"AC-Dome 2", "acdome2"}, {"*841*A*1", "N841A8A21"}, {"**ab**", "ab"}, {"", ""}, {"?*", "x"},
		{"a\xff*b?", "AxB!"}, {"ßßſ", "SS"}, {strings.Repeat("*a", 30), strings.Repeat("a", 1000)},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, text, model string) {
		p, err := article.ParsePattern(text)
		if err != nil {
			if p.Matches(model) {
				t.Errorf("%q was refused and takes %q", text, model)
			}
			return
		}
		plain := article.PlainModel(model)
		if got, want := p.Matches(model), plain != "" && regular(p.Text).MatchString(plain); got != want {
			t.Errorf("%q takes %q: got %t, want %t", text, model, got, want)
		}
		if p.Exact() && !p.Matches(p.Text) {
			t.Errorf("%q does not take itself", text)
		}
		if again, err := article.ParsePattern(p.Text); err != nil || again != p {
			t.Errorf("%q does not stay the same: %v, %v", text, again, err)
		}
		if twice := article.PlainModel(plain); twice != plain {
			t.Errorf("%q is %q once and %q twice", model, plain, twice)
		}
	})
}
