package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"pinhole/internal/article"
)

type newCommand struct {
	Brand   string `arg:"" help:"Brand, as its file in brands/ is named: small letters, digits and hyphens."`
	Slug    string `arg:"" help:"Name of the article, which becomes its address: small letters, digits and hyphens."`
	Content string `default:"content" placeholder:"DIR" help:"Folder with the content, where site.yaml is."`
	Goal    string `default:"factory-reset" env:"-" help:"What the reader wants, in a word that content/README.md lists."`
}

// Run writes an article to fill in, and the brand's file when there is none. It never writes over a
// file.
func (c newCommand) Run(t terminal) error {
	s := article.Skeleton{Brand: c.Brand, Slug: c.Slug, Goal: article.Goal(c.Goal), Today: time.Now()}
	if err := s.Check(); err != nil {
		return err
	}
	if err := c.free(s); err != nil {
		return err
	}
	brand := filepath.Join(c.Content, "brands", c.Brand+".yaml")
	file := filepath.Join(c.Content, "en", c.Brand, c.Slug+".md")
	err := writeNew(brand, s.BrandYAML())
	switch {
	case err == nil:
		fmt.Fprintf(t.out, "Wrote %s\n", brand)
	case !errors.Is(err, fs.ErrExist):
		return err
	}
	if err := writeNew(file, s.Markdown()); err != nil {
		return err
	}
	fmt.Fprintf(t.out, "Wrote %s\n\nNow replace what stands in [square brackets], and remove what the article does not need.\n", file)
	fmt.Fprintf(t.out, "Look at it:  pinhole serve --content %[1]s --watch\n             http://localhost:8080/%[2]s/%[3]s follows each time you save\nCheck it:    pinhole check %[1]s\n", c.Content, c.Brand, c.Slug)
	return nil
}

// free makes sure that the folder is one with content, and that nothing in it has the new article's
// names.
func (c newCommand) free(s article.Skeleton) error {
	if _, err := os.Stat(filepath.Join(c.Content, "site.yaml")); err != nil {
		return fmt.Errorf("the folder %s holds no site.yaml, so it is no content folder: name yours with --content", c.Content)
	}
	file := filepath.Join(c.Content, "en", c.Brand, c.Slug+".md")
	if _, err := os.Lstat(file); err == nil {
		return fmt.Errorf("%s is there already; nothing was written", file)
	}
	loader, err := contentFlag{c.Content}.loader()
	if err != nil {
		return err
	}
	lib, _ := loader.Load()
	if lib == nil {
		return nil // it has errors of its own, which check tells
	}
	if other, taken := lib.ArticleByID(s.ID()); taken {
		return fmt.Errorf("the id %s belongs to %s; choose another name", s.ID(), filepath.Join(c.Content, other.File))
	}
	if other, taken := lib.Alias("/" + c.Brand + "/" + c.Slug); taken {
		return fmt.Errorf("/%s/%s is an old address of %s; choose another name", c.Brand, c.Slug, filepath.Join(c.Content, other.File))
	}
	return nil
}

// writeNew writes a file that must not be there yet, and the folders above it.
func writeNew(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("make a folder for %s: %w", name, unwrapPath(err))
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, unwrapPath(err))
	}
	_, err = f.Write(text)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
