package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/store"
	"pinhole/web"
)

// linksReport is the name under which the database keeps what pinhole check --links found.
const linksReport = "links"

// keepLinks lets the desk show what the links' check found.
func (c checkCommand) keepLinks(ctx context.Context, t terminal, found article.Problems) error {
	text, err := json.Marshal(web.LinkReport{At: time.Now(), Problems: found})
	if err != nil {
		return fmt.Errorf("keep what the links' check found: %w", err)
	}
	return withStore(ctx, c.databaseFlag, t, func(st *store.Store) error { return st.KeepReport(ctx, linksReport, text) })
}

// linksFound gives what the links' check found last.
func linksFound(st *store.Store) func(context.Context) (web.LinkReport, error) {
	return func(ctx context.Context) (report web.LinkReport, err error) {
		text, err := st.Report(ctx, linksReport)
		if errors.Is(err, store.ErrNotFound) {
			return web.LinkReport{}, nil
		}
		if err == nil {
			err = json.Unmarshal(text, &report)
		}
		return report, err
	}
}
