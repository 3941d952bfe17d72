package article

import "time"

// dated is a day that a file names. It is checked at each load, because the date moves on even if
// the file does not change.
type dated struct {
	line   int
	day    time.Time
	review bool // the day of the next review, not one on which a source was read
}

// checkDates returns the problems of a file's dates as of today.
func checkDates(file string, days []dated, today time.Time) Problems {
	var problems Problems
	for _, d := range days {
		switch {
		case d.review && d.day.Before(today):
			problems = append(problems, Problem{File: file, Line: d.line, Warning: true,
				Message: "the review was due on " + d.day.Format(time.DateOnly) + ": read the sources again, then move checked and review_by"})
		case !d.review && d.day.After(today):
			problems = append(problems, Problem{File: file, Line: d.line,
				Message: "checked lies in the future; write the day on which the source was read"})
		}
	}
	return problems
}
