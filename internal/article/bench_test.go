package article_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"pinhole/internal/article"
	"pinhole/internal/corpus"
)

// articles is the size of the libraries that are measured, as the issue asks.
const articles = 10_000

// onDisk writes a corpus into a folder of its own.
func onDisk(tb testing.TB, n int) string {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "content")
	if err := os.CopyFS(dir, corpus.New(n)); err != nil {
		tb.Fatal(err)
	}
	return dir
}

func loadAll(tb testing.TB, l *article.Loader) *article.Library {
	tb.Helper()
	lib, problems := l.Load()
	if len(problems) > 0 {
		tb.Fatalf("the corpus has problems:\n%v", problems)
	}
	return lib
}

// heap returns what is in use after a full collection, in MiB.
func heap() float64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

// BenchmarkLoad reads and checks everything from disk, as "pinhole check" and a start do. It
// reports the memory that the library retains.
func BenchmarkLoad(b *testing.B) {
	fsys := os.DirFS(onDisk(b, articles))
	before := heap()
	b.ReportAllocs()
	for b.Loop() {
		loader := article.NewLoader(fsys, article.Options{Today: corpus.Checked})
		lib := loadAll(b, loader)
		b.StopTimer()
		b.ReportMetric(heap()-before, "MiB-kept")
		runtime.KeepAlive(lib)
		runtime.KeepAlive(loader)
		b.StartTimer()
	}
}

// BenchmarkReload loads again after one file of the library changed.
func BenchmarkReload(b *testing.B) {
	dir := onDisk(b, articles)
	loader := article.NewLoader(os.DirFS(dir), article.Options{Today: corpus.Checked})
	loadAll(b, loader)
	name := filepath.Join(dir, "en", "brand-0", "reset-0.md")
	text, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		text = append(text, "\nAnother line.\n"...)
		if err := os.WriteFile(name, text, 0o644); err != nil {
			b.Fatal(err)
		}
		loadAll(b, loader)
	}
}
