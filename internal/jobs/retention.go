package jobs

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

// texts is the store; [store.Store] says what each method removes.
type texts interface {
	ForgetComments(ctx context.Context, olderThan time.Time) (n int, err error)
	ForgetSearches(ctx context.Context, before time.Time) error
	ForgetSingleSearches(ctx context.Context, before time.Time) error
	ForgetSessions(ctx context.Context) error
	ForgetDeliveries(ctx context.Context, before time.Time) error
	Optimize(ctx context.Context) error
}

const (
	retentionInterval = 24 * time.Hour
	retentionRetry    = 10 * time.Minute // after an error
	deliveryDays      = 30               // of the log of webhooks
	singleSearchDays  = 90               // of texts that were searched for once in a day
)

// Run removes what is old now and once a day, until the context ends.
func (r *retention) Run(ctx context.Context) {
	tick := time.NewTicker(retentionInterval)
	defer tick.Stop()
	for {
		var retry <-chan time.Time
		if !r.forget(ctx) {
			retry = time.After(retentionRetry)
		}
		select {
		case <-tick.C:
		case <-retry:
		case <-ctx.Done():
			return
		}
	}
}

// forget removes what is old once, and reports whether all of it succeeded.
func (r *retention) forget(ctx context.Context) (ok bool) {
	err := errors.Join(r.texts.ForgetSessions(ctx), r.texts.ForgetDeliveries(ctx, r.now().AddDate(0, 0, -deliveryDays)), r.forgetTexts(ctx))
	if err != nil && ctx.Err() == nil {
		r.logger.Error("what is old could not be removed; this is tried again soon", "after", retentionRetry, "error", err)
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
		err = errors.Join(r.texts.ForgetSearches(ctx, limit), r.texts.ForgetSingleSearches(ctx, r.now().AddDate(0, 0, -singleSearchDays)))
	}
	if n > 0 {
		r.logger.Info("old comments were removed; their counts stay", "comments", n, "older_than_days", r.days)
	}
	return err
}
