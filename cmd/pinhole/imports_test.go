package main_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport says which packages of this module each package may import. A package that is not named here has no place in the
// house yet.
var mayImport = map[string][]string{
	"cmd/pinhole": {"content", "static", "web", "internal/article", "internal/search", "internal/site", "internal/feedback", "internal/editor",
		"internal/desk", "internal/language", "internal/store", "internal/notify", "internal/linkcheck", "internal/demo",
		"internal/background", "internal/connlimit", "internal/httplog"},
	"web": {"web/page", "web/pagecache", "static", "internal/site", "internal/article", "internal/search", "internal/feedback", "internal/editor",
		"internal/desk", "internal/language", "internal/background", "internal/httplog"},
	"web/pagecache":         {},
	"web/page":              {"static", "internal/article", "internal/search", "internal/feedback", "internal/desk", "internal/language"},
	"internal/site":         {"internal/article", "internal/search", "internal/background"},
	"internal/search":       {"internal/article", "internal/background"},
	"internal/article":      {"internal/markdown"},
	"internal/desk":         {"internal/article", "internal/feedback"},
	"internal/notify":       {"internal/feedback", "internal/publicnet"},
	"internal/store":        {"internal/feedback", "internal/editor"},
	"internal/demo":         {"internal/article", "internal/feedback"},
	"internal/corpus/write": {"internal/corpus"},
	// For tests alone: a PostgreSQL of their own.
	"internal/store/postgrestest": {},
	"internal/corpus":             {},
	"internal/linkcheck":          {"internal/publicnet"},
	"internal/publicnet":          {},
	"internal/background":         {},
	"internal/connlimit":          {},
	"internal/httplog":            {},
	"internal/feedback":           {},
	"internal/editor":             {},
	"internal/language":           {},
	"internal/markdown":           {},
	"content":                     {},
	"static":                      {"internal/language"}, // the words of the scripts
}

// onlyHere names foreign packages, by the beginning of their path, that belong to few packages of ours.
var onlyHere = map[string][]string{
	"github.com/yuin/goldmark":     {"internal/markdown"},
	"database/sql":                 {"internal/store"},
	"modernc.org/sqlite":           {"internal/store"},
	"github.com/jackc/pgx":         {"internal/store", "internal/store/postgrestest"},
	"github.com/pressly/goose":     {"internal/store"},
	"github.com/blevesearch/bleve": {"internal/search"},
	"github.com/alecthomas/kong":   {"cmd/pinhole"},
	"github.com/go-chi/":           {"web"},
	"github.com/alexedwards/scs":   {"web", "internal/store"},
	"github.com/a-h/templ":         {"web", "web/page"},
	"net/http":                     {"web", "web/pagecache", "cmd/pinhole", "internal/connlimit", "internal/notify", "internal/linkcheck", "internal/publicnet"},
	"github.com/fsnotify/fsnotify": {"internal/site"},
}

// neverHere names what a package must do without.
var neverHere = map[string][]string{
	"web/page":          {"time", "os"},                 // pages read no clock and no files
	"internal/feedback": {"github.com/", "golang.org/"}, // rules that any store and any page can share
}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	for dir, imports := range importsOfTree(t) {
		seen[dir] = true
		allowed, known := mayImport[dir]
		if !known {
			t.Errorf("%s is a package that the list of imports does not name", dir)
		}
		for _, p := range imports {
			if ours, ok := strings.CutPrefix(p, "pinhole/"); ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s", dir, ours)
			}
			checkForeign(t, dir, p)
		}
	}
	for _, dir := range []string{"cmd/pinhole", "web", "web/page", "internal/store", "internal/markdown"} {
		if !seen[dir] {
			t.Errorf("%s was not looked at", dir)
		}
	}
}

func checkForeign(t *testing.T, dir, imported string) {
	t.Helper()
	for prefix, owners := range onlyHere {
		if strings.HasPrefix(imported, prefix) && !slices.Contains(owners, dir) {
			t.Errorf("%s imports %s, which belongs to %v", dir, imported, owners)
		}
	}
	for _, prefix := range neverHere[dir] {
		if imported == prefix || strings.HasSuffix(prefix, "/") && strings.HasPrefix(imported, prefix) {
			t.Errorf("%s imports %s", dir, imported)
		}
	}
}

// importsOfTree gives, for each folder with Go files, what these import. Tests may import more.
func importsOfTree(t *testing.T) map[string][]string {
	t.Helper()
	const root = "../.."
	imports := map[string][]string{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		hidden := name != root && (strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "_") || d.Name() == "testdata")
		switch {
		case err != nil:
			return err
		case d.IsDir() && hidden:
			return filepath.SkipDir
		case d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		dir, err := filepath.Rel(root, filepath.Dir(name))
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		list := imports[dir]
		for _, i := range file.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			list = append(list, p)
		}
		imports[dir] = list // also when it imports nothing
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return imports
}
