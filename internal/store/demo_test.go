package store_test

import (
	"testing"
	"time"

	"pinhole/internal/store"
)

func TestDemo(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		ctx := t.Context()
		seeds := []store.Seed{{Entry: no(1), At: db.clock.AddDate(0, -3, 0)}}
		wantError(t, "make up among real answers", db.SeedDemo(ctx, seeds), store.ErrInUse)
		if demo, err := db.Demo(ctx); demo || err != nil {
			t.Errorf("a new database is a demo: %v, %v", demo, err)
		}
		wantError(t, "mark an empty database", db.MakeDemo(ctx), nil)
		if demo, err := db.another(t).Demo(ctx); !demo || err != nil {
			t.Errorf("it is no demo: %v, %v", demo, err)
		}
		wantError(t, "make up", db.SeedDemo(ctx, seeds), nil)
		want := stored(1, seeds[0].At)
		want.SaidAt = seeds[0].At
		db.want(t, want)
		wantError(t, "mark it again", db.MakeDemo(ctx), store.ErrInUse)
	})
	onEach(t, func(t *testing.T, db *database) {
		if err := db.AddSearches(t.Context(), []store.Search{{Day: db.clock.Format(time.DateOnly), Query: "arlo", Times: 1}}); err != nil {
			t.Fatal(err)
		}
		wantError(t, "mark what is in use", db.MakeDemo(t.Context()), store.ErrInUse)
	})
}
