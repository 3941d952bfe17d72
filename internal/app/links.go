package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"pinhole/internal/store"
	"pinhole/web"
)

// linkReportName is the name of the link report in the store.
const linkReportName = "links"

// StoreLinkReport stores what a check of links found, for the desk. It replaces an earlier report.
func StoreLinkReport(ctx context.Context, st *store.Store, report web.LinkReport) error {
	text, err := json.Marshal(report)
	if err != nil {
		return fmt.Errorf("store what the links' check found: %w", err)
	}
	return st.KeepReport(ctx, linkReportName, text)
}

// linkReport returns a function that reads the report; it is zero when there is none.
func linkReport(st *store.Store) func(context.Context) (web.LinkReport, error) {
	return func(ctx context.Context) (report web.LinkReport, err error) {
		text, err := st.Report(ctx, linkReportName)
		if errors.Is(err, store.ErrNotFound) {
			return web.LinkReport{}, nil
		}
		if err == nil {
			err = json.Unmarshal(text, &report)
		}
		return report, err
	}
}
