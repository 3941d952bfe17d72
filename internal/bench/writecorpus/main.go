// Command writecorpus puts a large library for measurements on disk: go run
// ./internal/bench/writecorpus DIR ARTICLES
package main

import (
	"fmt"
	"os"
	"strconv"

	"pinhole/internal/corpus"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "write:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("takes a folder that does not exist yet and a number of articles, not %q", args)
	}
	n, err := strconv.Atoi(args[1])
	if err != nil || n < 1 {
		return fmt.Errorf("%q is no number of articles", args[1])
	}
	return os.CopyFS(args[0], corpus.New(n))
}
