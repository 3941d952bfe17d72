package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
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
	st, err := store.Open(ctx, store.Config{Database: c.Database, Logger: slog.New(slog.NewTextHandler(t.err, nil)), Now: time.Now})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(t.out)
	write := feedback.WriteCSV
	if c.Format == "jsonl" {
		write = feedback.WriteJSONL
	}
	return errors.Join(write(io.Writer(out), st.AllFeedback(ctx)), out.Flush(), st.Close())
}
