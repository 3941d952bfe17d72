package main_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// memory is what the program takes at one time.
type memory struct{ resident, live, goroutines, files float64 }

// measure takes a sample of the first program, until another one takes over.
func (s *soak) measure() {
	if s.done["hand-over"] > 0 {
		return
	}
	m := s.ops.scrape()
	s.memory = append(s.memory, memory{
		sample(m, "process_resident_memory_bytes"), sample(m, "go_gc_heap_live_bytes"), sample(m, "go_goroutines"), sample(m, "process_open_fds"),
	})
}

// quarter returns the medians of a quarter of the time, counted from 1.
func (s *soak) quarter(n int) memory {
	part := s.memory[len(s.memory)*(n-1)/4 : len(s.memory)*n/4]
	median := func(of func(memory) float64) float64 {
		var list []float64
		for _, m := range part {
			list = append(list, of(m))
		}
		slices.Sort(list)
		return list[len(list)/2]
	}
	return memory{
		median(func(m memory) float64 { return m.resident }), median(func(m memory) float64 { return m.live }),
		median(func(m memory) float64 { return m.goroutines }), median(func(m memory) float64 { return m.files }),
	}
}

// flat is how much larger the median of the last quarter may be than that of the second. In the
// first one, caches fill. What is resident moves besides by the room for garbage, which the program
// takes when much is allocated and gives back when all is quiet.
const (
	flat = 1.15
	room = 64e6 // bytes: mostRoom of headroom.go
)

// measurable is the length from which on quarters have samples enough.
const measurable = 3 * time.Minute

func (s *soak) judgeMemory() {
	if s.length < measurable || s.t.Failed() {
		return
	}
	second, last := s.quarter(2), s.quarter(4)
	if last.resident > flat*second.resident+room || last.live > flat*second.live {
		s.t.Errorf("memory grows: %s in the second quarter, %s in the last", second, last)
	}
	// What is open follows the readers who are there at the moment; a leak would be one more for
	// each reload or outage.
	const few = 50
	if last.goroutines > second.goroutines+few || last.files > second.files+few {
		s.t.Errorf("something is not closed: %s in the second quarter, %s in the last", second, last)
	}
}

func (m memory) String() string {
	return fmt.Sprintf("%.1f MB resident, %.1f MB live heap, %.0f goroutines, %.0f open files", m.resident/1e6, m.live/1e6, m.goroutines, m.files)
}

// summary is what the soak did and saw.
func (s *soak) summary() string {
	l := s.load
	l.mu.Lock()
	defer l.mu.Unlock()
	var b strings.Builder
	fmt.Fprintf(&b, "a soak of %s at %.0f requests a second\n", s.length, l.rate)
	for _, kind := range slices.Sorted(maps.Keys(l.answers)) {
		fmt.Fprintf(&b, "  %-22s %8d\n", kind, l.answers[kind])
	}
	fmt.Fprintf(&b, "  verdicts acknowledged: %d\n", len(l.stored))
	for _, kind := range slices.Sorted(maps.Keys(l.took)) {
		fmt.Fprintf(&b, "  %-22s %s\n", kind, spread(l.took[kind]))
	}
	fmt.Fprintf(&b, "  reload until seen      %s\n", spread(s.visible))
	for _, what := range slices.Sorted(maps.Keys(s.done)) {
		fmt.Fprintf(&b, "  %-22s %d times\n", what, s.done[what])
	}
	for n := 1; n <= 4 && len(s.memory) >= 4; n++ {
		fmt.Fprintf(&b, "  quarter %d: %s\n", n, s.quarter(n))
	}
	return b.String()
}

func spread(times []time.Duration) string {
	if len(times) == 0 {
		return "never"
	}
	slices.Sort(times)
	at := func(share float64) time.Duration {
		return times[int(share*float64(len(times)-1))].Round(10 * time.Microsecond)
	}
	return fmt.Sprintf("p50 %-9s p99 %-9s max %s", at(.5), at(.99), at(1))
}
