package fold

// Distance counts the letters that are wrong, missing, too many or swapped with their neighbour in
// one of two words. It returns limit+1 for more than limit, and where b has 64 letters or more.
func Distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var rows [3][64]int
	if len(b) >= len(rows[0]) {
		return limit + 1
	}
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	before := 0 // the least of the row above
	for i := 1; i <= len(a); i++ {
		row, above, twoAbove := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = i
		best := i
		for j := 1; j <= len(b); j++ {
			d := min(above[j], row[j-1], above[j-1]) + 1
			if a[i-1] == b[j-1] {
				d = min(d, above[j-1])
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, twoAbove[j-2]+1)
			}
			row[j] = d
			best = min(best, d)
		}
		if best > limit && before >= limit { // letters may still be swapped with those of the row above
			return limit + 1
		}
		before = best
	}
	return min(rows[len(a)%3][len(b)], limit+1)
}
