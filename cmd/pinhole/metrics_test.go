package main_test

import (
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	names "github.com/prometheus/common/model"
)

// scrape reads /metrics as Prometheus does.
func (c *client) scrape() map[string]*dto.MetricFamily {
	c.t.Helper()
	parser := expfmt.NewTextParser(names.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(c.get("/metrics").is(http.StatusOK).body))
	if err != nil {
		c.t.Fatal(err)
	}
	return families
}

// sample returns the value of the counter, gauge or histogram (its count) that has these labels,
// "name=value".
func sample(families map[string]*dto.MetricFamily, name string, labels ...string) float64 {
	for _, m := range families[name].GetMetric() {
		matches := 0
		for _, l := range m.GetLabel() {
			if slices.Contains(labels, l.GetName()+"="+l.GetValue()) {
				matches++
			}
		}
		if matches == len(labels) {
			return m.GetCounter().GetValue() + m.GetGauge().GetValue() + float64(m.GetHistogram().GetSampleCount())
		}
	}
	return 0
}

func TestMetrics(t *testing.T) {
	t.Parallel()
	p, ops := startWithOps(t)
	c, watcher := p.client(), p.stranger()
	watcher.base = "http://" + ops
	for range 3 {
		c.get(articlePath).is(http.StatusOK)
	}
	c.get("/nowhere/at-all").is(http.StatusNotFound)
	receipt := c.receipt("no", "comment", "it blinks, my password is hunter22")
	c.post(receipt, fields("withdraw", "1")).is(http.StatusSeeOther)
	p.signal(syscall.SIGHUP)
	eventually(t, "the reload is counted", func() bool { return sample(watcher.scrape(), "pinhole_reloads_total", "result=ok") == 1 })
	c.get("/privacy").is(http.StatusOK) // no verdict drops it
	got := watcher.scrape()
	made := sample(got, "pinhole_http_requests_total", "route=/{brand}/{slug}", "status=200", "kept=false")
	kept := sample(got, "pinhole_http_requests_total", "route=/{brand}/{slug}", "status=200", "kept=true")
	if made+kept != 3 || made < 1 || kept < 1 { // the page is rendered again once its revision's date is known
		t.Errorf("%v pages were made and %v kept ones were sent", made, kept)
	}
	for _, want := range []struct {
		value  float64
		name   string
		labels []string
	}{
		{1, "pinhole_http_requests_total", []string{"route=/{brand}/{slug}", "status=404"}},
		{1, "pinhole_http_requests_total", []string{"route=/feedback/{receipt}", "status=303"}},
		{4, "pinhole_http_request_seconds", []string{"route=/{brand}/{slug}"}},
		{1, "pinhole_feedback_total", []string{"verdict=not-helpful", "result=stored"}},
		{1, "pinhole_feedback_total", []string{"verdict=withdrawn", "result=stored"}},
		{0, "pinhole_feedback_total", []string{"result=unavailable"}},
		{1, "pinhole_redacted_total", []string{"detector=password"}},
		{0, "pinhole_redacted_total", []string{"detector=phone"}},
		{0, "pinhole_content_errors", nil},
		{0, "pinhole_store_waiting", nil},
	} {
		if value := sample(got, want.name, want.labels...); value != want.value {
			t.Errorf("%s%v is %v, want %v", want.name, want.labels, value, want.value)
		}
	}
	for _, name := range []string{"pinhole_articles", "pinhole_store_commit_seconds", "pinhole_page_cache_pages", "pinhole_page_cache_bytes", "go_goroutines", "process_resident_memory_bytes", "go_build_info"} {
		if sample(got, name) == 0 {
			t.Errorf("%s is missing or 0", name)
		}
	}
	if sample(got, "pinhole_store_commit_writes", "result=ok") == 0 {
		t.Error("no commit is counted")
	}
	if body := watcher.get("/metrics").body; strings.Contains(body, strings.TrimPrefix(receipt, "/feedback/")) || strings.Contains(body, "nowhere") {
		t.Error("the metrics hold what a reader asked for")
	}
}

func TestTheAccessLogTellsNothingAboutReaders(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "access.log")
	p := start(t, "--access-log="+file)
	c := p.client()
	c.get(articlePath+"?q=secret", "User-Agent", "secret", "Referer", "http://secret.example/").is(http.StatusOK)
	c.get(articlePath).is(http.StatusOK)
	c.get("/secret").is(http.StatusNotFound)
	receipt := c.receipt("yes")
	c.get(receipt).is(http.StatusOK)
	p.stop()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"secret", "127.0.0.1", strings.TrimPrefix(receipt, "/feedback/")} {
		if strings.Contains(string(text), secret) {
			t.Errorf("the log holds %q:\n%s", secret, text)
		}
	}
	var routes []string
	for line := range strings.Lines(string(text)) {
		var entry struct {
			Route, Method, Request string
			Status, Bytes          int
		}
		if err := json.Unmarshal([]byte(line), &entry); err != nil || entry.Status == 0 || entry.Method == "" {
			t.Errorf("%q: %v", line, err)
		}
		routes = append(routes, entry.Route)
	}
	want := []string{"/{brand}/{slug}", "/{brand}/{slug}", "/{brand}", "/feedback", "/feedback/{receipt}"}
	if !slices.Equal(routes, want) {
		t.Errorf("the routes are %q, want %q", routes, want)
	}
}

func TestTheAccessLogTakesOneOfMany(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "access.log")
	p := start(t, "--access-log="+file, "--access-log-every=10")
	for range 30 {
		p.stranger().get("/").is(http.StatusOK)
	}
	p.stop()
	text, err := os.ReadFile(file)
	if lines := strings.Count(string(text), "\n"); lines != 3 || err != nil {
		t.Errorf("%d lines: %v", lines, err)
	}
	oneLine(t, refusedStart(t, t.TempDir(), "--access-log="+t.TempDir()), "--access-log", "directory")
	oneLine(t, refusedStart(t, t.TempDir(), "--access-log-every=0"), "--access-log-every")
}

// TestTheDashboardAndTheAlertsNameWhatIsMeasured holds the files for Prometheus and Grafana to the
// program's own metrics.
func TestTheDashboardAndTheAlertsNameWhatIsMeasured(t *testing.T) {
	t.Parallel()
	p, ops := startWithOps(t)
	p.client().receipt("yes")
	watcher := p.stranger()
	watcher.base = "http://" + ops
	measured := watcher.scrape()
	for _, file := range []string{"deploy/dashboard.json", "deploy/alerts.yaml"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		names := metricName.FindAllString(string(text), -1)
		if len(names) == 0 {
			t.Errorf("%s names no metric", file)
		}
		for _, name := range names {
			base := metricPart.ReplaceAllString(name, "")
			if measured[name] == nil && measured[base] == nil {
				t.Errorf("%s names %s, which is not measured", file, name)
			}
		}
	}
}

func TestPromtoolTakesTheAlerts(t *testing.T) {
	t.Parallel()
	checker, err := filepath.Abs("../../.cache/promtool/usr/bin/promtool")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(checker); err != nil {
		missing(t, "promtool")
	}
	if output, err := exec.Command(checker, "check", "rules", "deploy/alerts.yaml").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, output)
	}
}

var (
	metricName = regexp.MustCompile(`(pinhole|process|go)_[a-z_]+`)
	metricPart = regexp.MustCompile(`_(bucket|sum|count)$`)
)
