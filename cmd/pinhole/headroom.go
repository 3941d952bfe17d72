package main

import (
	"context"
	"os"
	"runtime/debug"
	sample "runtime/metrics"
	"time"
)

// Go lets the heap grow to twice what is held before it collects garbage. A small site would collect again and again while many
// readers answer, and a large one would keep twice its memory for nothing while few do. So the room for garbage follows what is
// allocated in a second.
const (
	leastRoom = 8 << 20 // bytes
	mostRoom  = 64 << 20
	leastPart = 50 // percent of what is held, so that the collections of a large site cost little whatever comes

	headroomEvery = time.Second
)

// What keepHeadroom looks at, in this order.
var headroomSamples = []string{"/gc/heap/live:bytes", "/gc/heap/allocs:bytes", "/memory/classes/heap/objects:bytes", "/memory/classes/heap/free:bytes"}

// keepHeadroom follows what is held and what is allocated until the context ends. A reload has its room before it begins: while
// readers wait for pages, no garbage need be collected. After a load or an index, when all is quiet, it gives the memory back that
// they needed. An operator's GOGC stands.
func (p *process) keepHeadroom(ctx context.Context) {
	if os.Getenv("GOGC") != "" {
		return
	}
	var read [4]sample.Sample
	for i, name := range headroomSamples {
		read[i].Name = name
	}
	tick := time.NewTicker(headroomEvery)
	defer tick.Stop()
	before, percent, expected := uint64(0), 0, uint64(0)
	for {
		sample.Read(read[:])
		held, allocated, objects, free := read[0].Value.Uint64(), read[1].Value.Uint64(), read[2].Value.Uint64(), read[3].Value.Uint64()
		lately := max(expected, allocated-before)
		if next := gcPercent(held, lately); next != percent {
			debug.SetGCPercent(next)
			percent = next
		}
		if before = allocated; lately < leastRoom && objects+free > held+held/2+leastRoom {
			debug.FreeOSMemory()
		}
		select {
		case <-tick.C:
			expected = 0
		case <-p.reloads:
			expected = mostRoom
			tick.Reset(headroomEvery)
		case <-ctx.Done():
			return
		}
	}
}

// gcPercent is the GOGC for a heap that holds so many bytes, where so many were allocated in the last second. It goes in steps,
// because each change stops the program for a moment.
func gcPercent(held, lately uint64) int {
	const step = 25
	room := min(max(lately, leastRoom), max(mostRoom, held)) // at most Go's own rule, while a load or an index takes all it can
	return int(max(leastPart, (100*room/max(held, 1<<20)+step-1)/step*step))
}
