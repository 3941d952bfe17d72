package main

import (
	"context"
	"errors"
	"io"
	"iter"

	"pinhole/internal/export"
	"pinhole/internal/feedback"
)

type feedbackCommand struct {
	Export exportCommand `cmd:"" help:"Write all feedback to the standard output."`
	Forget forgetCommand `cmd:"" help:"Remove one piece of feedback for good."`
}

type exportCommand struct {
	databaseFlag
	Format string `enum:"csv,jsonl" default:"csv" help:"csv for spreadsheets, jsonl for programs."`
}

// Run writes every row. It may run beside a serving Pinhole.
func (c exportCommand) Run(ctx context.Context, t terminal) error {
	st, err := openExisting(ctx, c.databaseFlag, t)
	if err != nil {
		return err
	}
	return errors.Join(write(t.out, c.Format, feedback.ExportColumns(), st.AllFeedback(ctx)), st.Close())
}

// write writes rows in the format that a flag names.
func write[T any](out io.Writer, format string, columns []export.Column[T], rows iter.Seq2[T, error]) error {
	if format == "jsonl" {
		return export.JSONL(out, columns, rows)
	}
	return export.CSV(out, columns, rows)
}
