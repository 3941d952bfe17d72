package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
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

// Watcher notices when files below a content folder change, and when a symbolic link on the way to
// them is switched to another target.
type Watcher struct {
	dir    string // as it was given
	logger *slog.Logger
	notify *fsnotify.Watcher

	root  string          // the folder that dir leads to now
	links map[string]bool // symbolic links on the way to the content
}

// NewWatcher begins to watch a content folder and all folders in it. What changes from now on is
// told by Run, which must be called once.
func NewWatcher(dir string, logger *slog.Logger) (*Watcher, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", dir, err)
	}
	w := &Watcher{dir: dir, logger: logger, notify: notify}
	if err := w.scan(); err != nil {
		return nil, errors.Join(err, notify.Close())
	}
	return w, nil
}

// scan watches the folder, those in it, and those that hold the links that lead there, and nothing
// else any more.
func (w *Watcher) scan() error {
	w.links = map[string]bool{}
	watched := map[string]bool{}
	if err := w.addLinks(w.dir, watched); err != nil {
		return err
	}
	root, err := filepath.EvalSymlinks(w.dir)
	if err != nil {
		return fmt.Errorf("watch %s: %w", w.dir, err)
	}
	if w.root, err = filepath.Abs(root); err != nil {
		return fmt.Errorf("watch %s: %w", w.dir, err)
	}
	if err := w.addTree(w.root, 0, watched); err != nil {
		return err
	}
	for _, name := range w.notify.WatchList() {
		if !watched[name] {
			if err := w.notify.Remove(name); err != nil && !errors.Is(err, fsnotify.ErrNonExistentWatch) {
				return fmt.Errorf("watch %s: %w", name, err)
			}
		}
	}
	return nil
}

// addTree watches a folder and those in it, also through links near the top. Each is watched before
// it is read: what comes into it later is told, what is there already is found.
func (w *Watcher) addTree(dir string, depth int, watched map[string]bool) error {
	if gone, err := w.add(dir, watched); gone || err != nil {
		return err
	}
	list, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("watch %s: %w", dir, err)
	}
	for _, entry := range list {
		name := filepath.Join(dir, entry.Name())
		if passedOver(entry.Name()) {
			continue
		}
		if entry.Type()&fs.ModeSymlink != 0 {
			if err := w.addLinks(name, watched); err != nil {
				return err
			}
			target, err := filepath.EvalSymlinks(name)
			if err != nil || depth >= linkDepth || !w.inside(target) {
				continue // a load says what is wrong with it
			}
			if info, err := os.Stat(target); err != nil || !info.IsDir() {
				continue
			}
			name = target
		} else if !entry.IsDir() {
			continue
		}
		if err := w.addTree(name, depth+1, watched); err != nil {
			return err
		}
	}
	return nil
}

// addLinks watches the folders of the links that are met on the way to a name.
func (w *Watcher) addLinks(name string, watched map[string]bool) error {
	links, err := linksTo(name)
	if err != nil {
		return fmt.Errorf("watch %s: %w", name, err)
	}
	for _, link := range links {
		w.links[link] = true
		if _, err := w.add(filepath.Dir(link), watched); err != nil {
			return err
		}
	}
	return nil
}

// add watches one folder; gone when there is none.
func (w *Watcher) add(dir string, watched map[string]bool) (gone bool, err error) {
	err = w.notify.Add(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return true, nil
	case errors.Is(err, syscall.ENOSPC):
		return false, fmt.Errorf("watch %s: the system watches no more folders; raise fs.inotify.max_user_watches", dir)
	case err != nil:
		return false, fmt.Errorf("watch %s: %w", dir, err)
	}
	watched[dir] = true
	return false, nil
}

// maxLinks bounds a chain of links, as systems do.
const maxLinks = 40

// linksTo returns the symbolic links that are met on the way to a name, each in the folder where it
// really is. The way may end in nothing.
func linksTo(name string) (links []string, err error) {
	if name, err = filepath.Abs(name); err != nil {
		return nil, err
	}
	done, rest := filepath.VolumeName(name)+string(filepath.Separator), strings.Split(name[len(filepath.VolumeName(name)):], string(filepath.Separator))
	for len(rest) > 0 && len(links) < maxLinks {
		part := rest[0]
		rest = rest[1:]
		next := filepath.Join(done, part)
		target, err := os.Readlink(next)
		if err != nil { // it is none, or not there
			done = next
			continue
		}
		links = append(links, next)
		if filepath.IsAbs(target) {
			done = filepath.VolumeName(target) + string(filepath.Separator)
		}
		rest = append(strings.Split(target, string(filepath.Separator)), rest...)
	}
	return links, nil
}

// Run calls changed after each burst of changes, and waits for it to return, until the context
// ends.
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
			w.rescan()
		}
		if first.IsZero() {
			first = time.Now()
		}
		over.Reset(min(quiet, max(0, longest-time.Since(first))))
	}
}

// concerns reports whether an event can change the content. A new folder is watched from now on.
func (w *Watcher) concerns(event fsnotify.Event) bool {
	name := filepath.Base(event.Name)
	switch {
	case event.Op == fsnotify.Chmod:
		return false
	case w.links[event.Name]:
		w.rescan()
		return true
	case event.Name == w.root:
		return w.moved(event)
	case passedOver(name) || w.beside(event.Name):
		return false
	}
	if event.Has(fsnotify.Create) {
		w.follow(event.Name)
	}
	return couldBeContent(name)
}

// follow watches what is new under a name, if that is a folder or a link.
func (w *Watcher) follow(name string) {
	info, err := os.Lstat(name)
	switch {
	case err != nil:
	case info.Mode()&fs.ModeSymlink != 0:
		w.rescan()
	case info.IsDir():
		below, err := filepath.Rel(w.root, name)
		if err == nil {
			err = w.addTree(name, strings.Count(below, string(filepath.Separator))+1, map[string]bool{})
		}
		w.report(err)
	}
}

// inside reports whether a name is below the content folder.
func (w *Watcher) inside(name string) bool {
	return name == w.root || strings.HasPrefix(name, strings.TrimSuffix(w.root, string(filepath.Separator))+string(filepath.Separator))
}

// beside reports whether a name is in a folder that is watched for its links alone.
func (w *Watcher) beside(name string) bool {
	dir := filepath.Dir(name)
	if w.inside(dir) {
		return false
	}
	for link := range w.links {
		if filepath.Dir(link) == dir {
			return true
		}
	}
	return false
}

// moved notices that the watched folder itself is gone: nothing that happens at its old place is
// told any more. Where a link led there, it may lead elsewhere now.
func (w *Watcher) moved(event fsnotify.Event) bool {
	if len(w.links) > 0 {
		w.rescan()
		return true
	}
	gone := event.Has(fsnotify.Remove) || event.Has(fsnotify.Rename)
	if gone {
		w.logger.Error("the content folder was removed or renamed; start the program again to follow its changes", "folder", w.root)
	}
	return gone
}

// rescan watches what is there now. While a link leads nowhere, only the links are watched.
func (w *Watcher) rescan() { w.report(w.scan()) }

func (w *Watcher) report(err error) {
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.logger.Error("a folder cannot be watched; changes in it show after a restart", "error", err)
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
