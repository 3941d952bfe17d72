package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"pinhole/internal/feedback"
)

type forgetCommand struct {
	databaseFlag
	Receipt string `arg:"" help:"The reader's link, or the receipt at its end (behind -- when it begins with a hyphen)."`
}

// Run removes what belongs to the receipt. It may run beside a serving Pinhole.
func (c forgetCommand) Run(ctx context.Context, t terminal) error {
	receipt, err := feedback.ParseReceipt(c.Receipt[strings.LastIndex(c.Receipt, "/")+1:])
	if err != nil {
		return errors.New("this is no receipt: give the 22 characters at the end of the reader's link, or the whole link")
	}
	st, err := openExisting(ctx, c.databaseFlag, t)
	if err != nil {
		return err
	}
	err = errors.Join(st.ForgetFeedback(ctx, receipt.ID()), st.Close())
	if errors.Is(err, feedback.ErrNotFound) {
		return errors.New("no feedback belongs to this receipt: perhaps it was removed before, or a part of the receipt is missing")
	}
	if err == nil {
		fmt.Fprintln(t.out, "The feedback is removed. Pages that counted it follow within ten minutes.")
	}
	return err
}
