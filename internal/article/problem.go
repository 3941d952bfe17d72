package article

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is an error or warning about the content, for its author.
type Problem struct {
	File    string `json:"file"` // path below the content folder
	Line    int    `json:"line"` // from 1; 1 where the whole file is meant
	Warning bool   `json:"warning"`
	Message string `json:"message"` // what is wrong and what to do
}

// String returns "file:line: error: message", a format that editors and CI systems parse.
func (p Problem) String() string {
	return fmt.Sprintf("%s:%d: %s: %s", p.File, p.Line, p.Severity(), p.Message)
}

// Severity returns "error" or "warning".
func (p Problem) Severity() string {
	if p.Warning {
		return "warning"
	}
	return "error"
}

// Problems is an error that lists every problem of a load, one per line.
type Problems []Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// Errors returns the problems that are not warnings.
func (ps Problems) Errors() Problems {
	return slices.DeleteFunc(slices.Clone(ps), func(p Problem) bool { return p.Warning })
}

// Warnings returns the problems that do not stop a library from being served.
func (ps Problems) Warnings() Problems {
	return slices.DeleteFunc(slices.Clone(ps), func(p Problem) bool { return !p.Warning })
}

func (ps Problems) sort() {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
}
