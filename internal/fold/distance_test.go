package fold_test

import (
	"strings"
	"testing"

	"pinhole/internal/fold"
)

func TestDistance(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		a, b        string
		limit, want int
	}{
		{"", "", 2, 0}, {"lorex", "lorex", 2, 0}, {"lorex", "lroex", 2, 1}, {"lorex", "lore", 2, 1}, {"lorex", "lorrex", 2, 1}, {"lorex", "lorez", 2, 1},
		{"lorex", "arlo", 2, 3}, {"lorex", "lorexlorex", 2, 3}, {"día", "dia", 1, 1}, {strings.Repeat("a", 64), strings.Repeat("a", 64), 2, 3},
	} {
		if got := fold.Distance([]rune(test.a), []rune(test.b), test.limit); got != test.want {
			t.Errorf("%q and %q differ by %d, want %d", test.a, test.b, got, test.want)
		}
	}
}
