package search_test

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/corpus"
	"pinhole/internal/search"
)

const (
	manyArticles = 10_000
	manyFamilies = 5_000
	clients      = 8
)

// libraries are what is measured: what ships, and a large one.
var libraries = []struct {
	name    string
	library func() (*article.Library, error)
	texts   func(testing.TB) []string
}{
	{"shipped", shipped, shippedTexts},
	{"10000", large, largeTexts},
}

var large = sync.OnceValues(func() (*article.Library, error) {
	files := corpus.New(manyArticles)
	addFamilies(files, manyArticles/50, manyFamilies)
	lib, problems := article.Load(files, article.Options{Today: corpus.Checked})
	if lib == nil {
		return nil, problems.Errors()
	}
	return lib, nil
})

// addFamilies adds families of labels to a content folder, as many to each brand. A fifth of them
// begin with a wildcard, all with the same letters behind it.
func addFamilies(files fstest.MapFS, brands, families int) {
	for brand := range brands {
		var b strings.Builder
		b.WriteString("families:\n")
		for n := range families / brands {
			number := brand*families/brands + n
			pattern, example := fmt.Sprintf("FX-%04d?*", number), fmt.Sprintf("FX-%04dB2", number)
			if n%5 == 0 {
				pattern, example = fmt.Sprintf("*IPC-%04d*", number), fmt.Sprintf("DH-IPC-%04dE", number)
			}
			fmt.Fprintf(&b, "- {pattern: '%s', devices: [nvr], examples: [%s], confidence: vendor, source: {title: Labels, publisher: Maker, kind: vendor, checked: 2026-11-22}}\n", pattern, example)
		}
		files[fmt.Sprintf("families/brand-%d.yaml", brand)] = &fstest.MapFile{Data: []byte(b.String())}
	}
}

// BenchmarkRecognise measures one label, or what looks like many.
func BenchmarkRecognise(b *testing.B) {
	for _, l := range libraries {
		i := search.New(loaded(b, l.library), search.Options{})
		for name, text := range map[string]string{
			"label": "FX-1234B2 reset", "inner": "DH-IPC-0055E-AS", "slip": "FX-l234B2", "unknown": "QX77-4431-LM", "many": strings.Repeat("a1 b2-", 33), "pieces": strings.Repeat("IPC-", 50),
			"shipped": "IPC-HDW5442TM-AS", "none": "forgot the password of my recorder",
		} {
			b.Run(l.name+"/"+name, func(b *testing.B) {
				for b.Loop() {
					i.Recognise(text)
				}
			})
		}
	}
}

func shippedTexts(tb testing.TB) []string {
	var list []string
	for _, q := range queries(tb, "queries.tsv") {
		list = append(list, q.text)
	}
	return list
}

// largeTexts are searches as readers of the large library would type them: brands, models, words
// and typing errors.
func largeTexts(testing.TB) []string {
	var list []string
	for n := range 300 {
		article := n * 33
		list = append(list, []string{
			fmt.Sprintf("brand %d reset wireless camera", article/50),
			fmt.Sprintf("M%d", article),
			fmt.Sprintf("m%d a1 factory reset", article),
			"forgot the pasword of my recorder",
			fmt.Sprintf("brand-%d doorbell buton", article/50),
			"hidden reset button behind the cover of the battery",
		}[n%6])
	}
	return list
}

// BenchmarkNew measures indexing: time, and the memory that stays in use.
func BenchmarkNew(b *testing.B) {
	for _, l := range libraries {
		b.Run(l.name, func(b *testing.B) {
			lib := loaded(b, l.library)
			before := heap()
			for b.Loop() {
				i := search.New(lib, search.Options{})
				b.StopTimer()
				b.ReportMetric(float64(heap()-before)/1e6, "heap-MB")
				runtime.KeepAlive(i)
				b.StartTimer()
			}
		})
	}
}

// BenchmarkRebuild measures what a reload with no changed article costs.
func BenchmarkRebuild(b *testing.B) {
	for _, l := range libraries {
		b.Run(l.name, func(b *testing.B) {
			lib := loaded(b, l.library)
			i := search.New(lib, search.Options{})
			for b.Loop() {
				i = i.Rebuild(lib, nil)
			}
		})
	}
}

// BenchmarkClients measures answers as clients wait for them, eight at once.
func BenchmarkClients(b *testing.B) {
	for _, l := range libraries {
		lib := loaded(b, l.library)
		synonyms, _ := search.ReadSynonyms(os.DirFS(contentDir), "en")
		i := search.New(lib, search.Options{Synonyms: synonyms})
		texts := l.texts(b)
		b.Run("Search/"+l.name, func(b *testing.B) {
			measure(b, texts, func(text string) { i.Search(search.Query{Text: text}) })
		})
		b.Run("Suggest/"+l.name, func(b *testing.B) {
			measure(b, texts, func(text string) { i.Suggest(text[:min(len(text), 9)], 8) })
		})
	}
}

// measure has the clients ask for the texts in turn, each waiting for one answer before the next.
// The first answers count too, for which no text is in the cache yet.
func measure(b *testing.B, texts []string, ask func(string)) {
	const each = 500
	var all []time.Duration
	for b.Loop() {
		var wg sync.WaitGroup
		times := make([][]time.Duration, clients)
		for c := range clients {
			wg.Go(func() {
				for n := range each {
					start := time.Now()
					runtime.Gosched() // a request that has come in waits behind those that came before
					ask(texts[(c*37+n)%len(texts)])
					times[c] = append(times[c], time.Since(start))
				}
			})
		}
		wg.Wait()
		all = append(all, slices.Concat(times...)...)
	}
	slices.Sort(all)
	b.ReportMetric(0, "ns/op") // of all clients' answers together: says nothing
	b.ReportMetric(all[len(all)/2].Seconds()*1e3, "p50-ms")
	b.ReportMetric(all[len(all)*99/100].Seconds()*1e3, "p99-ms")
	b.ReportMetric(all[len(all)-1].Seconds()*1e3, "max-ms")
}

func loaded(tb testing.TB, load func() (*article.Library, error)) *article.Library {
	tb.Helper()
	lib, err := load()
	if err != nil {
		tb.Fatal(err)
	}
	return lib
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
