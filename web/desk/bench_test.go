package desk_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"syscall"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
	"pinhole/web/desk"
)

// benchRows is how much feedback the desk's pages are measured with; one in twelve has a comment.
const benchRows = 100_000

// fill gives a site half a year of feedback on all articles, a third of it on a revision that is
// not served any more.
func (s site) fill(t testing.TB, rows int) {
	t.Helper()
	articles := library().Articles
	begin := time.Now().AddDate(0, -6, 0)
	seeds := make([]store.Seed, rows)
	for i := range seeds {
		a := articles[i*7919%len(articles)]
		hash := sha256.Sum256(fmt.Append(nil, i))
		e := feedback.Entry{Article: a.ID, Revision: a.Revision, Verdict: feedback.Verdict{Helpful: i%4 != 0}, Language: "en"}
		copy(e.ID[:], hash[:])
		if i%3 == 0 {
			e.Revision = "0123456789ab"
		}
		if i%12 == 0 {
			comment := fmt.Sprintf("The button of number %d is not where the picture of the recorder shows it", i)
			model, reason, step := fmt.Sprintf("N%d", 800+i*31%200), feedback.Reasons()[i%7], fmt.Sprintf("step-%d", 1+i%8)
			e.Details = feedback.Details{Comment: &comment, Model: &model, Reason: &reason, Step: &step}
		}
		seeds[i] = store.Seed{Entry: e, At: begin.Add(time.Duration(i) * 180 * 24 * time.Hour / time.Duration(rows))}
	}
	if err := s.store.SeedDemo(t.Context(), seeds); err != nil {
		t.Fatal(err)
	}
	if err := s.store.Optimize(t.Context()); err != nil {
		t.Fatal(err)
	}
	var old []store.Revision
	for _, a := range articles {
		old = append(old, store.Revision{Article: a.ID, Revision: "0123456789ab", Language: "en", Title: a.Title, Markdown: append([]byte("An older text.\n"), a.Markdown...)})
	}
	if err := s.store.RecordRevisions(t.Context(), old); err != nil {
		t.Fatal(err)
	}
}

// BenchmarkDeskPages measures pages of the desk among 100,000 pieces of feedback, from the request
// to the whole answer.
func BenchmarkDeskPages(b *testing.B) {
	s := newDesk(b, func(c *desk.Config) { // before there are editors
		if err := c.Store.(*store.Store).MakeDemo(b.Context()); err != nil {
			b.Fatal(err)
		}
	})
	s.fill(b, benchRows)
	v := s.editor(b, "ada")
	items, err := s.store.Items(b.Context(), feedback.Filter{Commented: true}, feedback.Cursor{}, 1)
	if err != nil {
		b.Fatal(err)
	}
	for name, path := range map[string]string{
		"open": "/desk/inbox", "brand": "/desk/inbox?brand=lorex&status=all", "word": "/desk/inbox?q=picture", "nothing": "/desk/inbox?q=nowhere", "comment": itemAddress(items[0]),
		"overview": "/desk", "overview-year": "/desk?days=365", "fix": "/desk/fix", "fix-year": "/desk/fix?days=365", "article": "/desk/articles/" + articleID, "searches": "/desk/searches", "health": "/desk/health",
	} {
		b.Run(name, func(b *testing.B) {
			var before, after syscall.Rusage
			err := syscall.Getrusage(syscall.RUSAGE_SELF, &before)
			for b.Loop() {
				if w := v.get(path); w.Code != http.StatusOK {
					b.Fatalf("%s answers %d", path, w.Code)
				}
			}
			if err = errors.Join(err, syscall.Getrusage(syscall.RUSAGE_SELF, &after)); err != nil {
				b.Fatal(err)
			}
			// What the page takes, whatever else the machine does meanwhile.
			b.ReportMetric(float64(after.Utime.Nano()+after.Stime.Nano()-before.Utime.Nano()-before.Stime.Nano())/1e6/float64(b.N), "cpu-ms/op")
		})
	}
}
