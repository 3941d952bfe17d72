package maintenance

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"pinhole/internal/store/sqldb"
)

// Restore puts what a backup holds into the place of an SQLite database, when
// it has read the backup and found it sound and not newer than this program. The
// backup may have a log beside it, as a plain copy of the files has. What was
// there before stays beside it, under the name that comes back ("" where nothing
// was). It returns [sqldb.ErrBusy] while a program has the database open. Killed at any
// time, it leaves the one or the other, whole. The editors' sessions are ended:
// some had ended since the backup.
func Restore(ctx context.Context, database, backup string, now time.Time) (found Contents, kept string, err error) {
	if sqldb.IsPostgres(database) {
		return Contents{}, "", errors.New("only an SQLite database is restored so")
	}
	if _, err := os.Stat(backup); err != nil {
		return Contents{}, "", fmt.Errorf("cannot read the backup %s: %w", backup, sqldb.WithoutPath(err))
	}
	if err := checkBackup(ctx, backup); err != nil {
		return Contents{}, "", fmt.Errorf("the backup %s cannot be used: %w", backup, err)
	}
	lock, existed, err := lockDatabase(database)
	if err != nil {
		return Contents{}, "", err
	}
	found, kept, err = replaceBy(ctx, database, backup, existed, now)
	if err != nil && !existed {
		err = errors.Join(err, os.Remove(database)) // an empty file would be taken for a database
	}
	return found, kept, errors.Join(err, lock.Close())
}

func checkBackup(ctx context.Context, backup string) error {
	db, err := sqldb.OpenFile(backup, true)
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = inspectFile(ctx, db)
	return err
}

// lockDatabase locks the database against other programs.
func lockDatabase(database string) (lock *os.File, existed bool, err error) {
	if err := os.MkdirAll(filepath.Dir(database), 0o700); err != nil {
		return nil, false, fmt.Errorf("cannot make the folder %s for the database: %w", filepath.Dir(database), sqldb.WithoutPath(err))
	}
	_, err = os.Stat(database)
	existed = err == nil
	lock, taken, err := sqldb.OpenLocked(database, true)
	switch {
	case taken:
		return nil, existed, fmt.Errorf("a program has the database %s open: stop Pinhole, restore, and start it again (%w)", database, sqldb.ErrBusy)
	case err != nil:
		return nil, existed, fmt.Errorf("cannot write the database %s (%w): choose a file that this user may write to", database, sqldb.WithoutPath(err))
	}
	return lock, existed, nil
}

func replaceBy(ctx context.Context, database, backup string, existed bool, now time.Time) (Contents, string, error) {
	part, err := openPart(database)
	if err != nil {
		return Contents{}, "", err
	}
	found, err := copyInto(ctx, backup, part.Name(), true)
	if err == nil {
		err = forgetAllSessions(ctx, part.Name())
	}
	kept := ""
	if err == nil && existed {
		kept, err = keepBeside(ctx, database, now)
	}
	if err != nil {
		return Contents{}, "", errors.Join(fmt.Errorf("restore the database %s: %w", database, err), part.remove())
	}
	return found, kept, part.become(database, true)
}

func forgetAllSessions(ctx context.Context, database string) error {
	db, err := sqldb.OpenFile(database, false)
	if err != nil {
		return err
	}
	var there bool
	err = db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'session')`).Scan(&there)
	if err == nil && there {
		_, err = db.ExecContext(ctx, `DELETE FROM session`)
	}
	return errors.Join(sqldb.Classify(err), db.Close())
}

// keepBeside gives a database and its log a second, dated name, and takes the
// log's first name away: SQLite would write the log into whatever database is
// there. A sound database takes its log in before.
func keepBeside(ctx context.Context, database string, now time.Time) (string, error) {
	if db, err := sqldb.OpenFile(database, false); err == nil {
		db.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`) // what cannot be taken in stays in the log
		db.Close()
	}
	kept := database + ".replaced-" + now.UTC().Format("20060102T150405.000Z")
	for _, end := range []string{"", "-wal"} {
		if err := alias(database+end, kept+end); err != nil {
			return "", fmt.Errorf("cannot keep %s as %s: %w", database+end, kept+end, sqldb.WithoutPath(err))
		}
	}
	if err := syncFolder(filepath.Dir(database)); err != nil {
		return "", err
	}
	for _, end := range []string{"-wal", "-shm"} {
		if err := os.Remove(database + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("cannot remove %s: %w", database+end, sqldb.WithoutPath(err))
		}
	}
	return kept, nil
}

// alias gives a file that may be there a second name, or the second for the first
// where a file can have but one. It replaces nothing.
func alias(from, to string) error {
	if _, err := os.Lstat(to); err == nil {
		return fs.ErrExist
	}
	err := os.Link(from, to)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		err = os.Rename(from, to)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
