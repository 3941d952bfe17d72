package main

import (
	"context"
	"time"
)

const (
	endedInterval = 5 * time.Second
	endedTimeout  = 2 * time.Second // for the last try
)

// endSessions removes from the database the sessions that ended while it could not be written, as soon as it can be.
func (p *process) endSessions(ctx context.Context) {
	tick := time.NewTicker(endedInterval)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			_ = p.store.RetryEndedSessions(ctx) // the store says why not, and the next try comes soon
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), endedTimeout)
			defer cancel()
			if err := p.store.RetryEndedSessions(last); err != nil {
				p.logger.Error("sessions that editors have ended are still in the database, and hold again after a restart", "error", err,
					"what_to_do", "let the database be written and start again; a new password ends all sessions of an editor")
			}
			return
		}
	}
}
