package app

import (
	"context"

	"github.com/prometheus/client_golang/prometheus"

	"pinhole/internal/feedback"
)

// heldAnswers counts the answers that wait for an editor, whenever somebody asks. While the
// database is away nothing is said of them, as with [outbox].
type heldAnswers struct {
	read    func(context.Context) (map[feedback.Held]int, error)
	waiting *prometheus.Desc
}

func newHeldAnswers(read func(context.Context) (map[feedback.Held]int, error)) heldAnswers {
	return heldAnswers{read, prometheus.NewDesc("pinhole_held_answers", "Answers that are held until an editor decides, at most 10,000 in all, by reason: network (one network answered too often), burst (many more than usual), revision (never served here). All Pinholes on one database say the same.", []string{"reason"}, nil)}
}

// Describe is for the registry.
func (h heldAnswers) Describe(to chan<- *prometheus.Desc) { to <- h.waiting }

// Collect asks the database.
func (h heldAnswers) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), outboxTimeout)
	defer cancel()
	counts, err := h.read(ctx)
	if err != nil {
		return
	}
	for _, reason := range feedback.HeldReasons {
		to <- prometheus.MustNewConstMetric(h.waiting, prometheus.GaugeValue, float64(counts[reason]), string(reason))
	}
}
