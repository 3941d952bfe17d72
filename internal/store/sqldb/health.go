package sqldb

import "errors"

// Trouble returns why the latest write could not be stored, or why the database is unavailable; nil
// while there is no such reason.
func (db *DB) Trouble() error {
	if _, err := db.connection.current(); err != nil {
		return err
	}
	if trouble := db.writer.trouble.Load(); trouble != nil {
		return *trouble
	}
	return nil
}

// record records whether the database takes writes, and logs when that changes.
func (w *writer) record(err error) {
	if err != nil && !errors.Is(err, ErrUnavailable) {
		return // the statement was wrong, not the database
	}
	if err == nil {
		if w.trouble.Load() != nil && w.trouble.Swap(nil) != nil {
			w.logger.Info("answers are stored again")
		}
		return
	}
	before := w.trouble.Swap(&err)
	if w.connection.unavailable() || w.connection.closesFor(err) {
		return // the connection logs it
	}
	if before == nil || Advice(*before) != Advice(err) {
		w.logger.Error("answers cannot be stored: they are given back, and browsers send them later", "error", err, "what_to_do", Advice(err))
	}
}

// advices say what is wrong and what to do about it, the particular before the general.
var advices = []struct {
	kind error
	text string
}{
	{ErrFull, "no space is left for the database: make room on its disk"},
	{ErrReadOnly, "the database may not be written: see that its disk, its folder and its file can be written again"},
	{ErrDamaged, "the database is damaged: restore a backup with pinhole restore"},
	{ErrDisk, "the disk of the database does not do what it should: look into the system's log, and check the disk"},
	{ErrReplaced, "the database's file was moved or replaced: wait a moment, or put it back"},
	{ErrBusy, "another program keeps the database locked: end that program, or wait for it"},
	{ErrSlow, "the database does not answer in time: see what keeps it busy"},
	{ErrUnreachable, "the database cannot be reached: check that PostgreSQL runs and takes connections from here"},
}

// Advice returns one sentence for an operator that says what is wrong with the database and what to
// do.
func Advice(err error) string {
	for _, a := range advices {
		if errors.Is(err, a.kind) {
			return a.text
		}
	}
	return "the database does not work: see the log, and the disk that it is on"
}
