package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"pinhole/content"
	"pinhole/internal/article"
	"pinhole/internal/site"
	"pinhole/static"
	"pinhole/web"
)

// contentFlag says which content is meant.
type contentFlag struct {
	Content string `group:"Content" placeholder:"DIR" help:"Folder with the content. Without it, the articles that come with the program are used."`
}

// pictures are those that articles may show, by their addresses.
func pictures() map[string]article.Picture {
	known := map[string]article.Picture{}
	for _, d := range static.Drawings() {
		known[d.Path()] = article.Picture{Width: d.Width, Height: d.Height}
	}
	return known
}

func (c contentFlag) loader() (*article.Loader, error) {
	fsys, err := openContent(c.Content)
	if err != nil {
		return nil, err
	}
	return newLoader(fsys), nil
}

func newLoader(content fs.FS) *article.Loader {
	return article.NewLoader(content, article.Options{Now: time.Now, Pages: web.Pages, Pictures: pictures()})
}

func openContent(dir string) (fs.FS, error) {
	if dir == "" {
		return content.FS, nil
	}
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return nil, fmt.Errorf("the content folder %s cannot be opened: %w", dir, unwrapPath(err))
	case !info.IsDir():
		return nil, fmt.Errorf("the content folder %s is a file; name the folder that holds site.yaml", dir)
	}
	if root, ok := contentAbove(dir); ok {
		return nil, fmt.Errorf("%s is a part of a content folder; did you mean %s?", dir, root)
	}
	return site.Folder(dir), nil
}

// contentAbove returns the content folder that a folder is a part of: the nearest one above it that
// holds brands, while the folder itself holds none.
func contentAbove(dir string) (root string, ok bool) {
	holdsBrands := func(dir string) bool {
		info, err := os.Stat(filepath.Join(dir, "brands"))
		return err == nil && info.IsDir()
	}
	if holdsBrands(dir) {
		return "", false
	}
	root = filepath.Clean(dir)
	for range 2 { // content/en/lorex is the deepest
		root = filepath.Join(root, "..")
		if holdsBrands(root) {
			return root, true
		}
	}
	return "", false
}

func countOf(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
