package content_test

import (
	"strings"
	"testing"
)

// A warning about a family means that readers of one brand are led to another, or to nothing.
func TestFamiliesHaveNoWarnings(t *testing.T) {
	t.Parallel()
	lib := library(t)
	for _, p := range lib.Warnings {
		if strings.HasPrefix(p.File, "families/") {
			t.Error(p)
		}
	}
	if families, others := len(lib.Families()), len(lib.OtherBrands()); families < 600 || others < 200 {
		t.Errorf("%d families and %d other brands", families, others)
	}
}
