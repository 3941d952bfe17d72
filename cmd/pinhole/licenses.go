package main

import (
	"io"

	"pinhole/internal/licenses"
)

type licensesCommand struct{}

// Run prints the licences of others that go with this program.
func (licensesCommand) Run(t terminal) error {
	_, err := io.WriteString(t.out, licenses.Text)
	return err
}
