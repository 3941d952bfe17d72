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

// mayImport says which packages of this module each package may import. A package that is not named
// here has no place in the house yet.
var mayImport = table(`
cmd/pinhole: content internal/app internal/article internal/clientip internal/demo internal/insight internal/editor internal/export internal/feedback internal/licenses internal/linkcheck internal/notify internal/search internal/site internal/store internal/store/maintenance internal/store/sqldb static web
content:
internal/app: internal/article internal/clientip internal/connlimit internal/feedback internal/httplog internal/jobs internal/notify internal/redact internal/site internal/store internal/store/sqldb web
internal/article: internal/fold internal/markdown
internal/bench/idle:
internal/bench/load:
internal/bench/pagereference:
internal/bench/reference:
internal/bench/writecorpus: internal/corpus
internal/clientip:
internal/connlimit:
internal/corpus:
internal/demo: internal/article internal/feedback
internal/insight: internal/article internal/feedback internal/fold
internal/diff:
internal/editor:
internal/export:
internal/feedback: internal/export internal/fold internal/outage internal/redact internal/spam
internal/fold:
internal/httplog:
internal/jobs: internal/article internal/insight internal/feedback internal/notify internal/outage internal/site internal/spam internal/store
internal/language:
internal/licenses:
internal/licenses/collect:
internal/linkcheck: internal/publicnet
internal/markdown:
internal/notify: internal/feedback internal/outage internal/publicnet
internal/outage:
internal/publicnet:
internal/redact: internal/fold
internal/search: internal/article internal/fold
internal/site: internal/article internal/search
internal/spam:
internal/store: internal/editor internal/feedback internal/fold internal/spam internal/store/sqldb
internal/store/maintenance: internal/editor internal/store/sqldb
internal/store/postgrestest:
internal/store/sqldb: internal/fold internal/outage
internal/store/storetest: internal/feedback internal/store internal/store/postgrestest internal/store/sqldb
static: internal/language
web/desk/page: internal/diff internal/language static web/page
web/page: internal/language static
web: internal/article internal/clientip internal/insight internal/language internal/outage internal/redact internal/search web/desk web/machine web/page web/pagecache web/reader web/respond web/verdict web/view
web/desk: internal/article internal/clientip internal/diff internal/editor internal/export internal/feedback internal/httplog internal/insight internal/language internal/outage internal/spam web/desk/page web/pagecache web/respond web/revision web/view
web/machine: internal/article internal/language internal/search static web/page web/pagecache web/respond web/view
web/pagecache: web/respond
web/reader: internal/clientip internal/article internal/language internal/search static web/page web/pagecache web/respond web/view
web/respond: internal/outage internal/feedback internal/language static web/page
web/revision: internal/article internal/feedback
web/verdict: internal/article internal/clientip internal/feedback internal/language internal/redact internal/spam web/page web/respond web/revision web/view
web/view: internal/article internal/insight internal/feedback internal/language internal/search web/page
`)

// onlyHere names foreign packages, by the beginning of their path, that belong to few packages of
// ours; /... stands for a package and all below it.
var onlyHere = table(`
database/sql: internal/store/...
github.com/a-h/templ: web web/desk web/desk/page web/page web/respond
github.com/alecthomas/kong: cmd/pinhole
github.com/alexedwards/scs: internal/store web/desk
github.com/trustelem/zxcvbn: internal/editor
github.com/blevesearch/snowballstem: internal/search
github.com/fsnotify/fsnotify: internal/site
github.com/go-chi/: web web/desk web/machine web/reader web/respond web/verdict
github.com/jackc/pgx: internal/store/...
github.com/pressly/goose: internal/store/sqldb
github.com/prometheus/: internal/app
github.com/yuin/goldmark: internal/markdown
modernc.org/sqlite: internal/store/sqldb
net/http: cmd/pinhole internal/app internal/clientip internal/connlimit internal/linkcheck internal/notify internal/publicnet web web/desk web/machine web/pagecache web/reader web/respond web/verdict
`)

// neverHere names what a package must do without: feedback's rules are shared by any store and
// page, pages read no clock and no files.
var neverHere = table(`
internal/feedback: github.com/ golang.org/
web/desk/page: os time
web/page: os time
web/view: os
`)

// table reads lines of a name, a colon and words.
func table(text string) map[string][]string {
	lines := map[string][]string{}
	for line := range strings.Lines(text) {
		if name, words, ok := strings.Cut(line, ":"); ok {
			lines[name] = strings.Fields(words)
		}
	}
	return lines
}

func TestImports(t *testing.T) {
	t.Parallel()
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
	for _, dir := range []string{"cmd/pinhole", "web", "web/page", "internal/store/sqldb", "internal/markdown"} {
		if !seen[dir] {
			t.Errorf("%s was not looked at", dir)
		}
	}
}

func checkForeign(t *testing.T, dir, imported string) {
	t.Helper()
	if strings.HasPrefix(dir, "internal/bench/") {
		return
	}
	for prefix, owners := range onlyHere {
		owns := func(owner string) bool {
			above, below := strings.CutSuffix(owner, "/...")
			return dir == above || below && strings.HasPrefix(dir, above+"/")
		}
		if strings.HasPrefix(imported, prefix) && !slices.ContainsFunc(owners, owns) {
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
