// Package jobs does what runs beside requests: it records the revisions that are served, counts
// what readers answered and searched for, holds bursts of answers, removes what is old, ends
// sessions and sends webhooks.
package jobs

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/notify"
	"pinhole/internal/outage"
	"pinhole/internal/site"
	"pinhole/internal/store"
)

// Config is what the jobs need. All must be set.
type Config struct {
	Site   *site.Site
	Store  *store.Store
	Sender *notify.Sender // delivers webhooks
	// Delivered is called after each attempt to deliver a message to a webhook.
	Delivered func(feedback.DeliveryState)
	Logger    *slog.Logger
	Now       func() time.Time

	EvidenceFrom     int // answers that a revision needs before its page shows them
	KeepCommentsDays int // days after which comments and searches lose their texts; 0: never
}

// Jobs are all jobs of one process. The exported ones also answer requests, from memory.
type Jobs struct {
	Revisions *Revisions
	Evidence  *Evidence
	Bursts    *Bursts
	Searches  *Searches

	all []job
}

// job runs until its context ends.
type job interface{ Run(context.Context) }

// New makes the jobs; Run starts them.
func New(c Config) *Jobs {
	revisions := &Revisions{site: c.Site, store: c.Store, logger: c.Logger}
	evidence := &Evidence{store: c.Store, revisions: revisions, logger: c.Logger, minAnswers: c.EvidenceFrom}
	bursts := newBursts(c.Store, c.Logger)
	searches := &Searches{store: c.Store, outage: outage.New(c.Logger, "searches cannot be counted, and are lost"), now: c.Now}
	return &Jobs{
		Revisions: revisions, Evidence: evidence, Bursts: bursts, Searches: searches,
		all: []job{
			revisions, evidence, bursts, searches,
			&retention{texts: c.Store, days: c.KeepCommentsDays, now: c.Now, logger: c.Logger},
			&endedSessions{store: c.Store, logger: c.Logger},
			notify.NewCourier(c.Store, c.Sender, c.Logger, c.Delivered),
		},
	}
}

// Run runs all jobs until the context ends. It returns when the last one has written what it holds,
// and may be called once.
func (j *Jobs) Run(ctx context.Context) {
	var running sync.WaitGroup
	for _, job := range j.all {
		running.Go(func() { job.Run(ctx) })
	}
	running.Wait()
}
