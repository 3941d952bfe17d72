package main

import (
	"context"
	"os"
	"runtime/debug"
	sample "runtime/metrics"
	"time"
)

// headroom is what the program may allocate between two garbage collections however little it holds, in bytes. By Go's own rule, a
// small site would collect again and again while many readers answer; large ones keep Go's rule.
const headroom = 32 << 20

const headroomEvery = 30 * time.Second // what is held grows with the index and the pages that are kept

// keepHeadroom follows the size of what is held until the context ends. An operator's GOGC stands.
func keepHeadroom(ctx context.Context) {
	if os.Getenv("GOGC") != "" {
		return
	}
	live := []sample.Sample{{Name: "/gc/heap/live:bytes"}}
	tick := time.NewTicker(headroomEvery)
	defer tick.Stop()
	for {
		sample.Read(live)
		if held := live[0].Value.Uint64(); held > 0 {
			debug.SetGCPercent(int(max(100, 100*headroom/held)))
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}
