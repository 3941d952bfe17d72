package jobs

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"pinhole/internal/outage"
	"pinhole/internal/spam"
	"pinhole/internal/store"
)

// Bursts finds articles with many more new answers than they usually get, and holds these answers.
// It counts in the store, so it works the same with several processes. It also removes the counts
// by network when a day is over.
type Bursts struct {
	store  *store.Store
	logger *slog.Logger
	outage *outage.Log

	wake     chan struct{} // holds one while a check is due
	mu       sync.Mutex
	answered map[string]int       // new answers since the last check, by article
	active   map[string]time.Time // articles that have a burst, and when it was last held
	sizes    map[string]burstSize
	removed  time.Time // when networks were last forgotten
}

// burstSize is how many answers are a burst for an article.
type burstSize struct {
	answers int
	at      time.Time
}

// smallestBurst is how many answers are a burst for a rarely read article.
var smallestBurst = spam.BurstSize(spam.Rate(0, 0))

const (
	burstInterval    = 2 * time.Second
	burstOverlap     = 10 * time.Second // twice as long as an answer waits for its commit
	burstSizeAge     = 10 * time.Minute // after which a burst's size is computed again
	networksInterval = 10 * time.Minute
)

func newBursts(s *store.Store, logger *slog.Logger) *Bursts {
	return &Bursts{
		store: s, logger: logger, outage: outage.New(logger, "bursts of answers cannot be looked for"),
		wake: make(chan struct{}, 1), answered: map[string]int{}, active: map[string]time.Time{}, sizes: map[string]burstSize{},
	}
}

// Answered counts a new answer about an article, and reports whether the article has a burst. When
// there may be one, it is looked for at once: what is stored before it is found is all changed then.
func (b *Bursts) Answered(article string) (burst bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.answered[article]++
	_, burst = b.active[article]
	if !burst && b.answered[article] == smallestBurst {
		select {
		case b.wake <- struct{}{}:
		default:
		}
	}
	return burst
}

// Run looks for bursts until the context ends.
func (b *Bursts) Run(ctx context.Context) {
	tick := time.NewTicker(burstInterval)
	defer tick.Stop()
	for {
		if err := b.check(ctx); err != nil && ctx.Err() == nil {
			b.outage.Failed(err)
		}
		select {
		case <-tick.C:
		case <-b.wake:
		case <-ctx.Done():
			return
		}
	}
}

// check looks for bursts once, and removes old counts by network when it is time.
func (b *Bursts) check(ctx context.Context) error {
	for _, article := range b.due() {
		if err := b.hold(ctx, article); err != nil {
			b.Answered(article) // next time
			return err
		}
	}
	if time.Since(b.removed) < networksInterval {
		return nil
	}
	err := b.store.ForgetNetworks(ctx)
	if err == nil {
		b.removed = time.Now()
	}
	return err
}

// due returns the articles to check: those with new answers, and those that have a burst, which may
// be over.
func (b *Bursts) due() (articles []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for article := range b.active {
		b.answered[article]++
	}
	for article := range b.answered {
		articles = append(articles, article)
	}
	b.answered = map[string]int{}
	return articles
}

// hold holds an article's answers where they are a burst.
func (b *Bursts) hold(ctx context.Context, article string) error {
	now := time.Now()
	since := now.Add(-spam.Window)
	size, err := b.size(ctx, article, since)
	if err != nil {
		return err
	}
	b.mu.Lock()
	last, active := b.active[article]
	b.mu.Unlock()
	held, burst, err := b.store.HoldBurst(ctx, article, since, last.Add(-burstOverlap), size)
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if burst && !active {
		b.logger.Warn("many more answers than usual came in about an article; they are held until an editor decides, at /desk/held", "article", article, "held", held, "usual_at_most", size-1)
	}
	if b.active[article] = now; !burst {
		delete(b.active, article)
	}
	return nil
}

// size returns how many answers since then are a burst, given the rate of the weeks before.
func (b *Bursts) size(ctx context.Context, article string, since time.Time) (int, error) {
	if size, known := b.sizes[article]; known && time.Since(size.at) < burstSizeAge {
		return size.answers, nil
	}
	answers, first, err := b.store.AnswerRate(ctx, article, since.Add(-spam.RatePeriod), since)
	if err != nil {
		return 0, err
	}
	size := burstSize{spam.BurstSize(spam.Rate(answers, since.Sub(first))), time.Now()}
	b.sizes[article] = size
	return size.answers, nil
}
