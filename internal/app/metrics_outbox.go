package app

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"pinhole/internal/store"
)

// outboxTimeout is how long a scrape waits for each question to the database: all else that it asks
// for is there already.
const outboxTimeout = time.Second

// outbox counts the messages that wait, whenever somebody asks. While the database is away nothing
// is said of them: a gap is honest, and pinhole_store_trouble gives the reason.
type outbox struct {
	read func(context.Context) (store.Backlog, error)
	now  func() time.Time

	messages, longest, failing *prometheus.Desc
}

func newOutbox(read func(context.Context) (store.Backlog, error), now func() time.Time) *outbox {
	return &outbox{read: read, now: now,
		messages: prometheus.NewDesc("pinhole_outbox_messages", "Messages to webhooks that wait, at most 10,000: new ones, and those that were tried and wait for another try (retry). All Pinholes on one database say the same.", []string{"state"}, nil),
		longest:  prometheus.NewDesc("pinhole_outbox_longest_seconds", "How long the message to a webhook that waits longest has waited.", nil, nil),
		failing:  prometheus.NewDesc("pinhole_webhooks_failing", "Webhooks whose receivers keep failing; their messages wait.", nil, nil),
	}
}

// Describe is for the registry.
func (o *outbox) Describe(to chan<- *prometheus.Desc) {
	to <- o.messages
	to <- o.longest
	to <- o.failing
}

// Collect asks the database.
func (o *outbox) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), outboxTimeout)
	defer cancel()
	b, err := o.read(ctx)
	if err != nil {
		return
	}
	longest := 0.0
	if !b.Waiting.IsZero() {
		longest = max(0, o.now().Sub(b.Waiting).Seconds())
	}
	to <- prometheus.MustNewConstMetric(o.messages, prometheus.GaugeValue, float64(b.New), "new")
	to <- prometheus.MustNewConstMetric(o.messages, prometheus.GaugeValue, float64(b.Tried), "retry")
	to <- prometheus.MustNewConstMetric(o.longest, prometheus.GaugeValue, longest)
	to <- prometheus.MustNewConstMetric(o.failing, prometheus.GaugeValue, float64(b.Failing))
}
