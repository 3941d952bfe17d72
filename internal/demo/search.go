package demo

import (
	"strings"

	"pinhole/internal/article"
)

// found and missed are searches with and without results, beside those for brands.
var (
	found  = []string{"reset button", "forgot password", "factory reset", "default password", "doorbell offline", "admin password", "nvr locked", "change wifi"}
	missed = []string{"vikylin", "anpviz password", "sricam reset", "floureon dvr", "merkury camera", "kerui", "zmodo greet", "guardzilla", "night owl cloud refund",
		"camera subscription cancel", "hiseeu nvr", "jooan reset", "reset without ladder", "geeni doorbell", "sannce dvr beep"}
)

// search generates the searches of each day.
func (m *maker) search(lib *article.Library) {
	var brands []string
	for _, b := range lib.Brands {
		if !b.General() {
			brands = append(brands, strings.ToLower(b.Name)+" reset")
		}
	}
	for day := range Days {
		at := m.begin.AddDate(0, 0, day)
		add := func(query string, average float64, results int) {
			if n := m.poisson(average); n > 0 {
				s := Searched{Day: at, Query: query, Times: n, Results: results}
				if results == 0 && m.chance(12) {
					s.Missed = 1
				}
				m.plan.Searches = append(m.plan.Searches, s)
			}
		}
		for i, query := range found {
			add(query, 6/float64(i+1), 20+i)
		}
		for i, query := range brands {
			add(query, 5/float64(i+2), 4)
		}
		for i, query := range missed {
			add(query, 2/float64(i+2), 0)
		}
	}
}
