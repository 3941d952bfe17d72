package jobs

import (
	"context"
	"log/slog"
	"time"

	"pinhole/internal/store"
)

const (
	endedSessionsInterval = 5 * time.Second
	endedSessionsTimeout  = 2 * time.Second // for the last try
)

// endedSessions removes sessions from the database that ended while it could not be written, as
// soon as it can be.
type endedSessions struct {
	store  *store.Store
	logger *slog.Logger
}

// Run tries every few seconds until the context ends, and once more then.
func (e *endedSessions) Run(ctx context.Context) {
	tick := time.NewTicker(endedSessionsInterval)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			_ = e.store.RetryEndedSessions(ctx) // the store says why not, and the next try comes soon
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), endedSessionsTimeout)
			defer cancel()
			if err := e.store.RetryEndedSessions(last); err != nil {
				e.logger.Error("sessions that editors have ended are still in the database, and hold again after a restart", "error", err,
					"what_to_do", "let the database be written and start again; a new password ends all sessions of an editor")
			}
			return
		}
	}
}
