package site_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/corpus"
	"pinhole/internal/site"
)

const oneFile = "en/brand-0/reset-0.md"

// open serves a small library from memory. What is logged comes back, too.
func open(t *testing.T) (*site.Site, fstest.MapFS, *bytes.Buffer) {
	t.Helper()
	files := corpus.New(3)
	var log bytes.Buffer
	s, err := site.Open(article.NewLoader(files, article.Options{Today: corpus.Checked}), files, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return s, files, &log
}

func write(files fstest.MapFS, name, text string) {
	files[name] = &fstest.MapFile{Data: []byte(text), ModTime: files[name].ModTime.Add(time.Second)}
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

func TestAReloadServesANewLibrary(t *testing.T) {
	s, files, _ := open(t)
	changed, version, old := s.Changed(), s.Version(), s.Library()
	write(files, oneFile, string(files[oneFile].Data)+"\nAnother line.\n")
	if err := s.Reload(context.Background()); err != nil {
		t.Fatal(err)
	}
	if !closed(changed) {
		t.Error("nobody is told of the change")
	}
	if s.Library() == old || s.Version() == version {
		t.Error("the old library is still served")
	}
	if closed(s.Changed()) {
		t.Error("the next change is told before it happens")
	}
}

func TestWithoutAChangeNobodyIsDisturbed(t *testing.T) {
	s, _, _ := open(t)
	changed, version, old := s.Changed(), s.Version(), s.Library()
	if err := s.Reload(context.Background()); err != nil {
		t.Fatal(err)
	}
	if closed(changed) || s.Version() != version || s.Library() != old {
		t.Error("nothing changed, and a change is told")
	}
}

func TestABrokenChangeLeavesTheLastGoodLibrary(t *testing.T) {
	s, files, log := open(t)
	good, version, library := string(files[oneFile].Data), s.Version(), s.Library()
	changed := s.Changed()
	write(files, oneFile, "no front matter")
	var problems article.Problems
	if err := s.Reload(context.Background()); !errors.As(err, &problems) || len(problems) != 1 {
		t.Fatalf("got %v, want the one problem", err)
	}
	if s.Library() != library || s.Version() != version {
		t.Error("the last good library is not served any more")
	}
	if got := s.Problems(); len(got) != 1 || got[0].File != oneFile {
		t.Errorf("the problems are not kept: %v", got)
	}
	if !closed(changed) {
		t.Error("nobody is told of the error")
	}
	if !strings.Contains(log.String(), "file="+oneFile+" line=1") {
		t.Errorf("the log does not name file and line: %s", log)
	}
	write(files, oneFile, good)
	if err := s.Reload(context.Background()); err != nil || len(s.Problems()) > 0 {
		t.Errorf("the error was fixed, and stays: %v, %v", err, s.Problems())
	}
}

func TestOpenRefusesBrokenContent(t *testing.T) {
	logger := slog.New(slog.DiscardHandler)
	_, err := site.Open(article.NewLoader(fstest.MapFS{}, article.Options{}), fstest.MapFS{}, logger)
	var problems article.Problems
	if !errors.As(err, &problems) || problems[0].File != "site.yaml" {
		t.Errorf("got %v, want the problem of site.yaml", err)
	}
	if _, err := site.Open(nil, fstest.MapFS{}, logger); err == nil {
		t.Error("a site without a loader was opened")
	}
}
