package store

import (
	"context"
	"time"

	"pinhole/internal/feedback"
)

// Backlog is what waits in the outbox.
type Backlog struct {
	New     int       // messages that nobody has tried to send yet
	Tried   int       // messages that wait for another try
	Failing int       // webhooks whose receivers keep failing
	Waiting time.Time // since when the one that waits longest does; zero where none does
}

// MaxBacklog is how many messages are counted at most: who watches the outbox
// must not become its burden when it is full.
const MaxBacklog = 10_000

const countBacklog = `SELECT count(CASE WHEN attempts = 0 THEN 1 END), count(CASE WHEN attempts > 0 THEN 1 END), coalesce(min(since), 0),
    (SELECT count(*) FROM webhook WHERE failures >= $2)
FROM (SELECT attempts, since FROM outbox WHERE state = 'waiting' ORDER BY next_at LIMIT $1) AS waiting`

// Backlog counts what waits in the outbox, up to [MaxBacklog] messages, the next
// ones first.
func (s *Outbox) Backlog(ctx context.Context) (Backlog, error) {
	b, err := queryOne(ctx, s.base, countBacklog, func(row row) (b Backlog, err error) {
		var since int64
		if err = row.Scan(&b.New, &b.Tried, &since, &b.Failing); since > 0 {
			b.Waiting = moment(since)
		}
		return b, err
	}, MaxBacklog, feedback.FailingFrom)
	return b, s.failure("count messages", err)
}
