package app

import (
	"errors"
	"log/slog"
	"net/http"
	"regexp"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"pinhole/internal/connlimit"
	"pinhole/internal/feedback"
	"pinhole/internal/redact"
	"pinhole/internal/site"
	"pinhole/internal/store"
	"pinhole/internal/store/sqldb"
	"pinhole/web"
)

// metrics counts what the program does, for Prometheus at /metrics. Labels hold route patterns and
// statuses, never what a reader sent. It is the server's web.Observer.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec   // by route, status and whether it came out of memory
	seconds  *prometheus.HistogramVec // by route
	feedback *prometheus.CounterVec   // by verdict and result
	redacted *prometheus.CounterVec   // by detector
	commits  *prometheus.HistogramVec // rows, by result
	commit   prometheus.Histogram     // seconds
	reloads  *prometheus.CounterVec   // by result
	tries    *prometheus.CounterVec   // of webhooks, by result
	logins   *prometheus.CounterVec   // by result
	refused  prometheus.Counter       // for an editor's role
	ignored  prometheus.Counter       // proxies' headers

	mu     sync.RWMutex
	routes map[routeKey]routeMetrics // looked up once for each kind of request: labels cost more than counting
}

type routeKey struct {
	route  string
	status int
	cached bool
}

type routeMetrics struct {
	requests prometheus.Counter
	seconds  prometheus.Observer
}

// latencies are the bounds of the histograms in seconds: a page out of memory takes microseconds, a
// search milliseconds, a verdict what the disk takes.
var latencies = []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5}

// liveHeap is what the latest garbage collection has left, go_gc_heap_live_bytes: where it grows,
// something is never let go.
var liveHeap = collectors.GoRuntimeMetricsRule{Matcher: regexp.MustCompile(`^/gc/heap/live:bytes$`)}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(), routes: map[routeKey]routeMetrics{},
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "pinhole_http_requests_total", Help: "Answered requests by route pattern and status; kept says whether the answer came out of memory."}, []string{"route", "status", "kept"}),
		seconds:  prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "pinhole_http_request_seconds", Help: "Time from a request's header to the end of its answer, by route pattern.", Buckets: latencies}, []string{"route"}),
		feedback: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "pinhole_feedback_total", Help: "Posts of readers by what they said (helpful, not-helpful, details, withdrawn) and what became of them (stored, spam, unavailable)."}, []string{"verdict", "result"}),
		redacted: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "pinhole_redacted_total", Help: "Secrets that were taken out of what readers wrote, before anything was stored, by the detector that found them."}, []string{"detector"}),
		commits:  prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "pinhole_store_commit_writes", Help: "Writes that shared a commit, by result (ok, error).", Buckets: prometheus.ExponentialBuckets(1, 2, 10)}, []string{"result"}),
		commit:   prometheus.NewHistogram(prometheus.HistogramOpts{Name: "pinhole_store_commit_seconds", Help: "Time of a commit with all of its writes.", Buckets: latencies}),
		reloads:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "pinhole_reloads_total", Help: "Reloads of the content by result (ok, error); after an error the last good content is served."}, []string{"result"}),
		tries:    prometheus.NewCounterVec(prometheus.CounterOpts{Name: "pinhole_webhook_tries_total", Help: "Tries to send a message to a webhook by result: sent; again (it failed and is tried again later); failed (it was given up); dropped (there was nothing left to tell)."}, []string{"result"}),
	}
	m.logins = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "pinhole_logins_total", Help: "Logins at the desk by result: ok; wrong (name or password); limited (too many tries of one client, name or browser); busy (too many tries of others); error (of the database)."}, []string{"result"})
	m.refused = prometheus.NewCounter(prometheus.CounterOpts{Name: "pinhole_role_refusals_total", Help: "Requests of editors for what only owners may do."})
	m.ignored = prometheus.NewCounter(prometheus.CounterOpts{Name: ForwardedIgnored, Help: "Posts, searches and requests to the desk with X-Forwarded-For or Forwarded from an address that --trusted-proxies does not name."})
	for _, result := range []web.LoginResult{web.LoginOK, web.LoginWrong, web.LoginLimited, web.LoginBusy, web.LoginError} {
		m.logins.WithLabelValues(string(result))
	}
	for _, result := range []string{"ok", "error"} { // so that a rate is there before the first one
		m.reloads.WithLabelValues(result)
		m.commits.WithLabelValues(result)
	}
	for _, kind := range []web.PostKind{web.SaidHelpful, web.SaidNotHelpful, web.SaidDetails, web.SaidWithdrawn} {
		for _, result := range []web.Result{web.Stored, web.StoredSpam, web.Unavailable} {
			m.feedback.WithLabelValues(string(kind), string(result))
		}
	}
	for _, state := range []feedback.DeliveryState{feedback.Sent, feedback.Waiting, feedback.Unsent, feedback.Dropped} {
		m.tries.WithLabelValues(tryResult(state))
	}
	for _, detector := range redact.Detectors() {
		m.redacted.WithLabelValues(detector)
	}
	m.registry.MustRegister(m.requests, m.seconds, m.feedback, m.redacted, m.commits, m.commit, m.reloads, m.tries, m.logins, m.refused, m.ignored,
		collectors.NewBuildInfoCollector(), collectors.NewGoCollector(collectors.WithGoCollectorRuntimeMetrics(liveHeap)), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// registerState adds metrics whose values are read at each scrape.
func (m *metrics) registerState(s *site.Site, st *store.Store, server *web.Server) {
	gauge := func(name, help string, value func() float64) {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value))
	}
	gauge("pinhole_articles", "Articles that are served, without translations.", func() float64 { return float64(len(s.Library().Articles)) })
	gauge("pinhole_content_errors", "Errors of the latest load; while there are any, an older state is served.", func() float64 { return float64(len(s.Problems().Errors())) })
	gauge("pinhole_store_waiting", "Writes that wait for the next commit.", func() float64 { return float64(st.Waiting()) })
	for reason, kind := range storeTroubles {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "pinhole_store_trouble", ConstLabels: prometheus.Labels{"reason": reason},
			Help: "1 while answers cannot be stored, by the reason; 0 otherwise."}, func() float64 { return indicator(st.Trouble(), kind) }))
	}
	m.registry.MustRegister(newOutbox(st.Backlog, time.Now), newHeldAnswers(st.HeldCounts))
	gauge("pinhole_page_cache_pages", "Finished pages in memory.", func() float64 { pages, _ := server.CacheStats(); return float64(pages) })
	gauge("pinhole_page_cache_bytes", "Memory of finished pages, estimated.", func() float64 { _, bytes := server.CacheStats(); return float64(bytes) })
}

// registerConnections adds how many connections are open, where they are limited.
func (m *metrics) registerConnections(l *connlimit.Limiter) {
	if l == nil {
		return
	}
	m.registry.MustRegister(
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "pinhole_connections", Help: "Open connections of readers and editors, with one for whoever comes next."}, func() float64 { return float64(l.Open()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "pinhole_connections_limit", Help: "Connections that are let in; it follows from the files that the program may have open."}, func() float64 { return float64(l.Max) }))
}

// storeTroubles are the reasons for which answers cannot be stored, as labels.
var storeTroubles = map[string]error{
	"full": sqldb.ErrFull, "read-only": sqldb.ErrReadOnly, "damaged": sqldb.ErrDamaged, "unreachable": sqldb.ErrUnreachable, "slow": sqldb.ErrSlow, "locked": sqldb.ErrBusy,
}

func indicator(trouble, kind error) float64 {
	if errors.Is(trouble, kind) {
		return 1
	}
	return 0
}

func (m *metrics) handler(logger *slog.Logger) http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorLog: slog.NewLogLogger(logger.Handler(), slog.LevelError)})
}

// Request counts an answered request.
func (m *metrics) Request(r web.Request) {
	key := routeKey{r.Route, r.Status, r.Cached}
	m.mu.RLock()
	counters, known := m.routes[key]
	m.mu.RUnlock()
	if !known {
		counters = routeMetrics{m.requests.WithLabelValues(r.Route, strconv.Itoa(r.Status), strconv.FormatBool(r.Cached)), m.seconds.WithLabelValues(r.Route)}
		m.mu.Lock()
		m.routes[key] = counters
		m.mu.Unlock()
	}
	counters.requests.Inc()
	counters.seconds.Observe(r.Took.Seconds())
}

// Feedback counts a reader's post.
func (m *metrics) Feedback(verdict web.PostKind, result web.Result) {
	m.feedback.WithLabelValues(string(verdict), string(result)).Inc()
}

// Login counts a login at the desk.
func (m *metrics) Login(result web.LoginResult) { m.logins.WithLabelValues(string(result)).Inc() }

// RoleRefused counts a request for what only owners may do.
func (m *metrics) RoleRefused() { m.refused.Inc() }

// ForwardedIgnored is the name of the metric that counts requests with X-Forwarded-For or Forwarded
// from an address that is no trusted proxy.
const ForwardedIgnored = "pinhole_forwarded_ignored_total"

// ForwardedIgnored counts such a request.
func (m *metrics) ForwardedIgnored() { m.ignored.Inc() }

// Redacted counts a secret that was taken out of a reader's text.
func (m *metrics) Redacted(detector string) { m.redacted.WithLabelValues(detector).Inc() }

// committed counts a commit of the store.
func (m *metrics) committed(writes int, took time.Duration, err error) {
	m.commits.WithLabelValues(outcome(err)).Observe(float64(writes))
	m.commit.Observe(took.Seconds())
}

// delivered counts an attempt to deliver a message to a webhook.
func (m *metrics) delivered(state feedback.DeliveryState) {
	m.tries.WithLabelValues(tryResult(state)).Inc()
}

func tryResult(state feedback.DeliveryState) string {
	if state == feedback.Waiting {
		return "again"
	}
	return string(state)
}

func (m *metrics) reloaded(err error) { m.reloads.WithLabelValues(outcome(err)).Inc() }

func outcome(err error) string {
	if err != nil {
		return "error"
	}
	return "ok"
}
