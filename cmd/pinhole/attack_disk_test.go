package main_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A small disk is filled with answers alone. Most of it must hold answers and not SQLite's log, and
// every answer that was acknowledged must be there afterwards.
func TestAttackFullDisk(t *testing.T) {
	t.Parallel()
	megabytes := 8
	if long {
		megabytes = 48
	}
	d := newDisk(t, strconv.Itoa(megabytes)+"m")
	p, ops := startWithOps(t, "--database="+filepath.Join(d.folder, "pinhole.db"), "--feedback-limit=0")
	p.troubled, p.database = true, filepath.Join(d.folder, "pinhole.db")
	numbers := rand.New(rand.NewPCG(1, 2))
	stored, bytes := 0, 0
	for refused := 0; refused < 20; {
		comment := randomWords(numbers, 3000)
		a := p.client().post("/feedback", url.Values{"article": {articleID}, "helpful": {"no"}, "comment": {comment}})
		switch a.status {
		case http.StatusSeeOther:
			stored, bytes = stored+1, bytes+len(comment)
		case http.StatusServiceUnavailable:
			refused++
		default:
			t.Fatalf("answer %d has the status %d", stored+1, a.status)
		}
	}
	log := fileSize(t, p.database+"-wal")
	t.Logf("%d answers with %.1f MB of text on a disk of %d MB; the log has %.1f MB", stored, float64(bytes)/1e6, megabytes, float64(log)/1e6)
	if least := (megabytes - 5) << 20 / 4; bytes < least {
		t.Errorf("the disk holds %d bytes of answers, want %d at least", bytes, least)
	}
	p.stranger().get(articlePath).is(http.StatusOK)
	watcher := p.stranger()
	watcher.base = "http://" + ops
	eventually(t, "/readyz says that the disk is full", func() bool {
		p.client().post("/feedback", url.Values{"article": {articleID}, "helpful": {"no"}, "comment": {randomWords(numbers, 3000)}})
		a := watcher.get("/readyz") // its own small write may have succeeded
		return a.status == http.StatusServiceUnavailable && strings.Contains(a.body, "make room")
	})
	before := len(p.rows())
	if before < stored {
		t.Errorf("%d answers are stored, and %d were acknowledged", before, stored)
	}
	d.must("mount", "-o", fmt.Sprintf("remount,size=%dm", 2*megabytes), d.folder)
	eventually(t, "answers are stored again", func() bool { return watcher.get("/readyz").status == http.StatusOK })
	p.client().receipt("yes")
	p.stop()
	if rows := p.rows(); len(rows) < before+1 {
		t.Errorf("%d answers after there was room again, and %d were acknowledged", len(rows), before+1)
	}
	checkIntegrity(t, p)
}

// randomWords is a text that is like no other and that no detector takes for spam or a secret.
func randomWords(numbers *rand.Rand, length int) string {
	var text strings.Builder
	for text.Len() < length {
		for range 3 + numbers.IntN(6) {
			text.WriteByte('a' + byte(numbers.IntN(26)))
		}
		text.WriteByte(' ')
	}
	return strings.TrimSpace(text.String())
}

func fileSize(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}
