package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// An editor saves a file in several goes, and a change of branches writes many files.
const (
	quiet   = 25 * time.Millisecond  // without a change before a burst counts as over
	longest = 100 * time.Millisecond // after the first change of a burst that does not end
)

// Watcher notices when files below a content folder change.
type Watcher struct {
	root   string
	logger *slog.Logger
	notify *fsnotify.Watcher
}

// NewWatcher begins to watch a content folder and all folders in it. What changes from now on is told by Run, which must be
// called once.
func NewWatcher(dir string, logger *slog.Logger) (*Watcher, error) {
	root, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", dir, err)
	}
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", dir, err)
	}
	w := &Watcher{root: root, logger: logger, notify: notify}
	if err := w.add(root); err != nil {
		return nil, errors.Join(err, notify.Close())
	}
	return w, nil
}

// add watches a folder and those in it. Each is watched before it is read: what comes into it later is told, what is there
// already is found.
func (w *Watcher) add(dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // removed meanwhile
		case err != nil:
			return fmt.Errorf("watch %s: %w", name, err)
		case !d.IsDir():
			return nil
		case name != w.root && passedOver(d.Name()):
			return fs.SkipDir
		}
		err = w.notify.Add(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return fs.SkipDir
		case errors.Is(err, syscall.ENOSPC):
			return fmt.Errorf("watch %s: the system watches no more folders; raise fs.inotify.max_user_watches", name)
		case err != nil:
			return fmt.Errorf("watch %s: %w", name, err)
		}
		return nil
	})
}

// Run calls changed after each burst of changes, and waits for it to return, until the context ends.
func (w *Watcher) Run(ctx context.Context, changed func()) {
	defer w.notify.Close()
	var first time.Time // change of the burst; zero between bursts
	over := time.NewTimer(longest)
	over.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-over.C:
			first = time.Time{}
			changed()
			continue
		case event := <-w.notify.Events:
			if !w.concerns(event) {
				continue
			}
		case err := <-w.notify.Errors:
			w.logger.Warn("changes of the content may have been missed; everything is looked at again", "error", err)
			w.follow(w.root)
		}
		if first.IsZero() {
			first = time.Now()
		}
		over.Reset(min(quiet, max(0, longest-time.Since(first))))
	}
}

// concerns says whether an event can change the content. A new folder is watched from now on.
func (w *Watcher) concerns(event fsnotify.Event) bool {
	name, err := filepath.Rel(w.root, event.Name)
	switch {
	case name == ".":
		return w.moved(event)
	case err != nil || slices.ContainsFunc(strings.Split(filepath.ToSlash(name), "/"), passedOver):
		return false
	}
	if event.Has(fsnotify.Create) {
		w.follow(event.Name)
	}
	return event.Op != fsnotify.Chmod && couldBeContent(name)
}

// moved notices that the watched folder itself is gone: nothing that happens at its old place is told any more.
func (w *Watcher) moved(event fsnotify.Event) bool {
	gone := event.Has(fsnotify.Remove) || event.Has(fsnotify.Rename)
	if gone {
		w.logger.Error("the content folder was removed or renamed; start the program again to follow its changes", "folder", w.root)
	}
	return gone
}

// follow watches a new folder. That a name is none is no error.
func (w *Watcher) follow(name string) {
	if err := w.add(name); err != nil {
		w.logger.Error("a new folder cannot be watched; changes in it show after a restart", "error", err)
	}
}

// passedOver says that a load does not look at files and folders of this name.
func passedOver(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

// couldBeContent takes names that a load looks at. A name without ending may have been a folder.
func couldBeContent(name string) bool {
	switch filepath.Ext(name) {
	case ".md", ".yaml", ".yml", ".json", "":
		return true
	}
	return false
}
