package diff

import "slices"

// maxEdits bounds the work of a comparison: texts that differ more are treated as having nothing in
// common.
const maxEdits = 2000

// editScript returns the shortest list of steps that turns a into b: Same consumes one item of
// both, Removed one of a, Added one of b. Within a run of changes, removals come first.
func editScript(a, b []string) []Mark {
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	edits := slices.Repeat([]Mark{Same}, head)
	edits = append(edits, myers(a[head:len(a)-tail], b[head:len(b)-tail])...)
	edits = append(edits, slices.Repeat([]Mark{Same}, tail)...)
	return removedFirst(edits)
}

// myers is Myers' greedy algorithm. furthest[k] is the furthest index in a that is reachable on
// diagonal k (index in a minus index in b) with d edits; trail records it for each d, for
// backtracking.
func myers(a, b []string) []Mark {
	n, m := len(a), len(b)
	if n == 0 || m == 0 {
		return replaceAll(n, m)
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
	return replaceAll(n, m)
}

// down reports whether the best path to diagonal k with d edits ends in an added item.
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

func replaceAll(n, m int) []Mark {
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
