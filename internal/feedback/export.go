package feedback

import (
	"time"

	"pinhole/internal/export"
)

// exportTime is RFC 3339 with milliseconds; times are UTC.
const exportTime = "2006-01-02T15:04:05.000Z07:00"

// Exported is one row of the export.
type Exported struct {
	Item
	Reviewer string // the editor who changed it last; empty when none has
}

// ExportColumns returns the columns of the export of feedback. Programs rely on their order, so new
// ones are added at the end. helpful is yes or no; rating is nil on the scale of Yes and No.
func ExportColumns() []export.Column[Exported] {
	return []export.Column[Exported]{
		{Name: "article", Value: func(f Exported) any { return f.Article }},
		{Name: "revision", Value: func(f Exported) any { return f.Revision }},
		{Name: "helpful", Value: func(f Exported) any { return yesNo(f.Verdict.Helpful) }},
		{Name: "rating", Value: rating},
		{Name: "reason", Value: func(f Exported) any { return string(f.Reason) }},
		{Name: "step", Value: func(f Exported) any { return f.Step }},
		{Name: "model", Value: func(f Exported) any { return f.Model }},
		{Name: "firmware", Value: func(f Exported) any { return f.Firmware }},
		{Name: "outcome", Value: func(f Exported) any { return string(f.Outcome) }},
		{Name: "comment", Value: func(f Exported) any { return f.Comment }},
		{Name: "status", Value: func(f Exported) any { return string(f.Status) }},
		{Name: "language", Value: func(f Exported) any { return f.Language }},
		{Name: "given_at", Value: func(f Exported) any { return exportedTime(f.GivenAt) }},
		{Name: "received_at", Value: func(f Exported) any { return exportedTime(f.ReceivedAt) }},
		{Name: "id", Value: func(f Exported) any { return f.ID.String() }},
		{Name: "assignee", Value: func(f Exported) any { return f.Assignee }},
		{Name: "reviewer", Value: func(f Exported) any { return f.Reviewer }},
		{Name: "note", Value: func(f Exported) any { return f.Note }},
		{Name: "reply", Value: func(f Exported) any { return f.Reply }},
		{Name: "held", Value: func(f Exported) any { return string(f.Held) }},
		{Name: "path", Value: func(f Exported) any { return f.Path }},
	}
}

func rating(f Exported) any {
	if f.Verdict.Rating == 0 {
		return nil
	}
	return f.Verdict.Rating
}

func yesNo(helpful bool) string {
	if helpful {
		return "yes"
	}
	return "no"
}

func exportedTime(t time.Time) string { return t.UTC().Format(exportTime) }
