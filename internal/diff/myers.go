package diff

import "slices"

// maxEdits bounds the work of a comparison: two texts that differ more are said to have nothing in common.
const maxEdits = 2000

// script is the shortest list of steps that makes b of a: Same takes one of both, Removed one of a, Added one of b. Within
// a run of changes, what is removed comes first.
func script(a, b []string) []Mark {
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	edits := slices.Repeat([]Mark{Same}, head)
	edits = append(edits, middle(a[head:len(a)-tail], b[head:len(b)-tail])...)
	edits = append(edits, slices.Repeat([]Mark{Same}, tail)...)
	return removedFirst(edits)
}

// middle is Myers' greedy algorithm. furthest[k] is how far in a one gets on diagonal k, where k is the place in a less the
// place in b, with d edits; trail keeps what it was for each d, to find the way back.
func middle(a, b []string) []Mark {
	n, m := len(a), len(b)
	if n == 0 || m == 0 {
		return everything(n, m)
	}
	furthest := map[int]int{1: 0}
	var trail [][]int
	for d := range min(n+m, maxEdits) + 1 {
		reached := make([]int, 0, 2*d+1)
		for k := -d; k <= d; k++ {
			reached = append(reached, furthest[k])
		}
		trail = append(trail, reached)
		for k := -d; k <= d; k += 2 {
			x := furthest[k-1] + 1
			if down(k, d, func(k int) int { return furthest[k] }) {
				x = furthest[k+1]
			}
			for x < n && x-k < m && a[x] == b[x-k] {
				x++
			}
			furthest[k] = x
			if x >= n && x-k >= m {
				return backtrack(trail, n, m)
			}
		}
	}
	return everything(n, m)
}

// down reports whether the best way onto diagonal k with d edits is an added item.
func down(k, d int, furthest func(int) int) bool {
	return k == -d || k != d && furthest(k-1) < furthest(k+1)
}

func backtrack(trail [][]int, x, y int) []Mark {
	var edits []Mark
	for d := len(trail) - 1; d > 0; d-- {
		furthest := func(k int) int { return trail[d][k+d] }
		k := x - y
		from := k - 1
		if down(k, d, furthest) {
			from = k + 1
		}
		fromX := furthest(from)
		fromY := fromX - from
		step := Removed
		if from > k {
			step = Added
		}
		same := min(x-fromX, y-fromY)
		if same > 0 {
			edits = append(edits, slices.Repeat([]Mark{Same}, same)...)
		}
		edits = append(edits, step)
		x, y = fromX, fromY
	}
	edits = append(edits, slices.Repeat([]Mark{Same}, x)...)
	slices.Reverse(edits)
	return edits
}

func everything(n, m int) []Mark {
	return append(slices.Repeat([]Mark{Removed}, n), slices.Repeat([]Mark{Added}, m)...)
}

func removedFirst(edits []Mark) []Mark {
	for start := 0; start < len(edits); {
		end := start + 1
		for edits[start] != Same && end < len(edits) && edits[end] != Same {
			end++
		}
		slices.Sort(edits[start:end]) // Removed is less than Added
		start = end
	}
	return edits
}
