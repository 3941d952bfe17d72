package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"

	"golang.org/x/term"

	"pinhole/internal/editor"
)

// passwordFlag says where a new password comes from. It never stands on the command line, which
// everybody on the machine can read.
type passwordFlag struct {
	PasswordFile string `placeholder:"FILE" env:"-" help:"File that holds the password. Without it you are asked for it, or it is read from the standard input. A final newline is dropped."`
	URL          string `placeholder:"https://help.example" help:"Public address of the site, as serve has it. Its name is refused as a password."`
}

// hashed checks a name and gives it with the hash of a new password.
func (p passwordFlag) hashed(ctx context.Context, t terminal, name string) (clean, hash string, err error) {
	if clean, err = editor.CleanName(name); err != nil {
		return "", "", err
	}
	password, err := p.read(t)
	if err == nil {
		err = editor.CheckPassword(password, clean, p.site())
	}
	if err != nil {
		return "", "", err
	}
	hash, err = editor.NewHasher().Hash(ctx, password)
	return clean, hash, err
}

// site is the host of the public address, or empty.
func (p passwordFlag) site() string {
	u, err := url.Parse(p.URL)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

func (p passwordFlag) read(t terminal) (string, error) {
	switch {
	case p.PasswordFile != "":
		file, err := os.Open(p.PasswordFile)
		if err != nil {
			return "", fmt.Errorf("--password-file %s cannot be read: %w", p.PasswordFile, unwrapPath(err))
		}
		defer file.Close()
		return firstLine(file)
	case term.IsTerminal(int(t.in.Fd())):
		return typedTwice(t)
	}
	return firstLine(t.in)
}

// firstLine reads a little more than the longest password, so that a longer one is seen to be too
// long.
func firstLine(r io.Reader) (string, error) {
	text, err := io.ReadAll(io.LimitReader(r, editor.MaxPassword+3))
	if err != nil {
		return "", fmt.Errorf("the password cannot be read: %w", unwrapPath(err))
	}
	line := strings.TrimSuffix(strings.TrimSuffix(string(text), "\n"), "\r")
	if strings.ContainsAny(line, "\r\n") {
		return "", errors.New("the password has more than one line: put nothing else into the file")
	}
	return line, nil
}

func typedTwice(t terminal) (string, error) {
	fmt.Fprintf(t.err, "Password (at least %d characters; it does not show): ", editor.MinPassword)
	one, errOne := term.ReadPassword(int(t.in.Fd()))
	fmt.Fprint(t.err, "\nOnce more: ")
	two, errTwo := term.ReadPassword(int(t.in.Fd()))
	fmt.Fprintln(t.err)
	switch err := errors.Join(errOne, errTwo); {
	case err != nil:
		return "", fmt.Errorf("the password cannot be read: %w", err)
	case string(one) != string(two):
		return "", errors.New("the two passwords differ; nothing was changed")
	}
	return string(one), nil
}
