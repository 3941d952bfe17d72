package main

import (
	"context"
	"time"

	"pinhole/internal/app"
	"pinhole/internal/article"
	"pinhole/internal/store"
	"pinhole/web"
)

// keepLinks lets the desk show what the links' check found.
func (c checkCommand) keepLinks(ctx context.Context, t terminal, found article.Problems) error {
	return withStore(ctx, c.databaseFlag, t, func(st *store.Store) error {
		return app.StoreLinkReport(ctx, st, web.LinkReport{At: time.Now(), Problems: found})
	})
}
