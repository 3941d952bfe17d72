package article

import (
	"strings"
	"testing"
)

// FuzzOverlaps checks what two patterns are said to share, with any text as a label.
func FuzzOverlaps(f *testing.F) {
	for _, seed := range [][3]string{
		{"DS-2CD*", "ds-2cd2?43*", "DS-2CD2143G0-I"}, {"N841*", "n8?1*", "N841-A81"}, {"A*B*C", "*C", "a-b c"}, {"IPC-A?5*", "IPCA3????*", "IPCA35000"},
		{"AC*Z", "ACZ", "acz"}, {"ß*ΣΣ", "SS*σσ", "ßσς"}, {"ab", "AB", "a\u0301b\u200d"}, {"**ab**", "a*b", strings.Repeat("a", 10_000) + "b"},
		{"*a*a*a*b", "*a*a*a*c", strings.Repeat("a", 10_000)}, {"??ab", "ab??", "ab*?"}, {"\xffab", "a\x00b", "\xff\xfe"}, {"０１*", "01*", "０１"},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, first, second, label string) {
		p, err := ParsePattern(first)
		if err != nil {
			return
		}
		if !p.overlaps(p) || !p.covers(p) {
			t.Errorf("%q does not cover itself", first)
		}
		q, err := ParsePattern(second)
		if err != nil {
			return
		}
		overlap := p.overlaps(q)
		if overlap != q.overlaps(p) {
			t.Errorf("%q overlaps %q: %t, but not the other way round", first, second, overlap)
		}
		if !overlap && p.Matches(label) && q.Matches(label) {
			t.Errorf("%q and %q match %q, but do not overlap", first, second, label)
		}
		if p.covers(q) && (!overlap || q.Matches(label) && !p.Matches(label)) {
			t.Errorf("%q covers %q, but does not match %q", first, second, label)
		}
	})
}

func TestOverlapsOfPatterns(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		p, q            string
		overlap, covers bool
	}{
		{"AB1", "ab-1", true, true},
		{"AB1", "AB2", false, false},
		{"AB*", "AB12*", true, true},
		{"AB12*", "AB*", true, false},
		{"AB?", "AB1", true, true},
		{"AB?", "AB12", false, false},
		{"AB?2", "AB1?", true, false},
		{"AB?2*", "AB1?", true, false},
		{"AB?3*", "AB12*", false, false},
		{"*AB", "AC*", true, false},
		{"A*1", "A*2", false, false},
		{"A*B*1", "AC*D*1", true, false},
		{"A*11", "A1", false, false},
		{"A*11", "A1?1", true, false},
		{"*A*B*", "A?B", true, true},
		{"A?B", "*A*B*", true, false},
	} {
		p, err := ParsePattern(c.p)
		q, err2 := ParsePattern(c.q)
		if err != nil || err2 != nil {
			t.Fatal(c, err, err2)
		}
		if got := p.overlaps(q); got != c.overlap {
			t.Errorf("%s overlaps %s: %t", c.p, c.q, got)
		}
		if got := p.covers(q); got != c.covers {
			t.Errorf("%s covers %s: %t", c.p, c.q, got)
		}
	}
}
