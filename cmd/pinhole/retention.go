package main

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// retention removes what is old: the texts of comments and searches, and sessions that have ended.
type retention struct {
	texts  texts
	days   int // 0: keep everything
	now    func() time.Time
	logger *slog.Logger
}

// texts is where they are; store.Store says what each method removes.
type texts interface {
	ForgetComments(ctx context.Context, olderThan time.Time) (n int, err error)
	ForgetSearches(ctx context.Context, before time.Time) error
	ForgetSingleSearches(ctx context.Context, before time.Time) error
	ForgetSessions(ctx context.Context) error
	ForgetDeliveries(ctx context.Context, before time.Time) error
	Optimize(ctx context.Context) error
}

const (
	retentionEvery = 24 * time.Hour
	retentionAgain = 10 * time.Minute // after an error
	deliveriesKept = 30               // days that the log of webhooks goes back
	singlesKept    = 90               // days for texts that were searched for once in a day
)

// run removes what is old now and once a day, until the context ends.
func (r *retention) run(ctx context.Context) {
	tick := time.NewTicker(retentionEvery)
	defer tick.Stop()
	for {
		var again <-chan time.Time
		if !r.forget(ctx) {
			again = time.After(retentionAgain)
		}
		select {
		case <-tick.C:
		case <-again:
		case <-ctx.Done():
			return
		}
	}
}

// forget reports whether all of it succeeded.
func (r *retention) forget(ctx context.Context) (done bool) {
	err := errors.Join(r.texts.ForgetSessions(ctx), r.texts.ForgetDeliveries(ctx, r.now().AddDate(0, 0, -deliveriesKept)), r.forgetTexts(ctx))
	if err != nil && ctx.Err() == nil {
		r.logger.Error("what is old could not be removed; this is tried again soon", "after", retentionAgain, "error", err)
	}
	if err := r.texts.Optimize(ctx); err != nil && ctx.Err() == nil {
		r.logger.Warn("the database could not look at its tables; it may be slower", "error", err)
	}
	return err == nil
}

func (r *retention) forgetTexts(ctx context.Context) error {
	if r.days == 0 {
		return nil
	}
	limit := r.now().AddDate(0, 0, -r.days)
	n, err := r.texts.ForgetComments(ctx, limit)
	if err == nil {
		err = errors.Join(r.texts.ForgetSearches(ctx, limit), r.texts.ForgetSingleSearches(ctx, r.now().AddDate(0, 0, -singlesKept)))
	}
	if n > 0 {
		r.logger.Info("old comments were removed; their counts stay", "comments", n, "older_than_days", r.days)
	}
	return err
}
