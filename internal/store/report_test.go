package store_test

import (
	"testing"

	"pinhole/internal/store"
)

func TestReports(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		_, err := db.Report(t.Context(), "links")
		wantError(t, "a report that was never made", err, store.ErrNotFound)
		for _, text := range []string{"first", "second"} {
			wantError(t, "keeping one", db.KeepReport(t.Context(), "links", []byte(text)), nil)
			if got, err := db.Report(t.Context(), "links"); err != nil || string(got) != text {
				t.Errorf("the report is %q, %v, want %q", got, err, text)
			}
		}
	})
}
