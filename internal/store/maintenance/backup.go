package maintenance

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"pinhole/internal/store/sqldb"
)

// ErrExists is what [Backup] returns for a file that is there already.
var ErrExists = errors.New("there is such a file already")

// Backup writes what an SQLite database holds at one moment into a file that nobody else may read,
// while others read and write the database. The file is there only when it is whole, was read again
// and found sound, and is on the disk; what is counted by network for a day is not in it; one that
// was there before stays until then, and is [ErrExists] unless replace is given.
func Backup(ctx context.Context, database, file string, replace bool) (Contents, error) {
	if sqldb.IsPostgres(database) {
		return Contents{}, errors.New("only an SQLite database is backed up so")
	}
	if _, err := os.Stat(database); err != nil {
		return Contents{}, fmt.Errorf("cannot read the database %s: %w", database, sqldb.WithoutPath(err))
	}
	if _, err := os.Lstat(file); err == nil && !replace {
		return Contents{}, fmt.Errorf("%s: %w", file, ErrExists)
	}
	part, err := openPart(file)
	if err != nil {
		return Contents{}, err
	}
	found, err := copyInto(ctx, database, part.Name(), false)
	if err != nil {
		return found, errors.Join(fmt.Errorf("back up the database %s: %w", database, err), part.remove())
	}
	return found, part.become(file, replace)
}

// copyInto copies a database into an empty file: what it holds at one moment, its
// log included. Then it compares the copy with the original and reads all of it.
func copyInto(ctx context.Context, database, into string, readOnly bool) (Contents, error) {
	from, err := sqldb.OpenFile(database, readOnly)
	if err != nil {
		return Contents{}, err
	}
	defer from.Close()
	before, err := contents(ctx, from)
	if err != nil {
		return Contents{}, sqldb.Classify(err)
	}
	if _, err := from.ExecContext(ctx, `VACUUM INTO $1`, into); err != nil {
		return Contents{}, sqldb.Classify(err)
	}
	after, err := contents(ctx, from)
	if err != nil {
		return Contents{}, sqldb.Classify(err)
	}
	if err := dropNetworks(ctx, into); err != nil {
		return Contents{}, err
	}
	copied, err := sqldb.OpenFile(into, true)
	if err != nil {
		return Contents{}, err
	}
	defer copied.Close()
	found, err := inspectFile(ctx, copied)
	if err == nil && (found.Feedback < min(before.Feedback, after.Feedback) || found.Revisions < min(before.Revisions, after.Revisions)) {
		err = errors.New("the copy holds fewer rows than the database: try again")
	}
	return found, err
}

// dropNetworks removes the day's keys and what is counted by network from a copy,
// which may be there for longer than the day.
func dropNetworks(ctx context.Context, copied string) (err error) {
	db, err := sqldb.OpenFile(copied, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	counted, err := sqldb.Fetch(ctx, db, `SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'network_key')`, sqldb.ScanBool)
	if err != nil || !counted[0] {
		return sqldb.Classify(err) // a backup of an older schema has none
	}
	_, err = db.ExecContext(ctx, `PRAGMA secure_delete(ON); DELETE FROM network_count; DELETE FROM network_key`)
	return sqldb.Classify(err)
}

// part is a file that is being written beside the one that it becomes.
type part struct{ *os.File }

// openPart makes the file, or takes over what a killed program has left.
func openPart(file string) (part, error) {
	name := file + ".part"
	opened, taken, err := sqldb.OpenLocked(name, true)
	switch {
	case taken:
		return part{}, fmt.Errorf("another program is writing %s: wait for it", name)
	case err != nil:
		return part{}, fmt.Errorf("cannot write %s (%w): choose a folder that this user may write to", name, sqldb.WithoutPath(err))
	}
	if err := errors.Join(opened.Chmod(0o600), opened.Truncate(0)); err != nil {
		return part{}, errors.Join(fmt.Errorf("cannot write %s: %w", name, sqldb.WithoutPath(err)), opened.Close())
	}
	return part{opened}, nil
}

// become gives the part its name once it is on the disk, and the name too.
func (p part) become(file string, replace bool) error {
	err := p.Sync()
	if err == nil && !replace {
		err = os.Link(p.Name(), file) // which, unlike a rename, replaces nothing
		if errors.Is(err, fs.ErrExist) {
			err = ErrExists
		} else if err != nil {
			err = os.Rename(p.Name(), file)
		}
	} else if err == nil {
		err = os.Rename(p.Name(), file)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(file))
	}
	if err != nil {
		err = fmt.Errorf("cannot write %s: %w", file, sqldb.WithoutPath(err))
	}
	return errors.Join(err, p.remove())
}

// remove removes the part, if it is still there under its name.
func (p part) remove() error {
	err := os.Remove(p.Name())
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, p.Close())
}

// syncFolder makes the names in a folder durable.
func syncFolder(folder string) error {
	opened, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(opened.Sync(), opened.Close())
}
