package store

import (
	"context"
	"errors"
)

// Health reports whether feedback can be read and stored. It writes only while
// the latest write has failed, to find out whether the next one would too.
func (s *Store) Health(ctx context.Context) error {
	if err := s.Ping(ctx); err != nil {
		return err
	}
	if s.Trouble() == nil {
		return nil
	}
	_, err := s.writer.do(ctx, write{statement: replaceSetting, rows: [][]any{{"probe", []byte(s.now().UTC().String())}}})
	return s.failure("try to write", err)
}

// Trouble is why the latest write could not be stored, or why the database is
// away; nil while there is none.
func (s *Store) Trouble() error {
	if patient, ok := s.engine.(*patientEngine); ok && patient.away() {
		return patient.reason()
	}
	if trouble := s.writer.trouble.Load(); trouble != nil {
		return *trouble
	}
	return nil
}

// note notes whether the database takes writes, and logs when that changes.
func (w *writer) note(err error) {
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
	if patient, ok := w.engine.(*patientEngine); ok && (patient.away() || patient.closesFor(err)) {
		return // it says so itself
	}
	if before == nil || Advice(*before) != Advice(err) {
		w.logger.Error("answers cannot be stored: they are given back, and browsers send them later", "error", err, "what_to_do", Advice(err))
	}
}

// advices say what is wrong and what to do about it, the particular before the
// general.
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

// Advice says in plain words what is wrong with the database and what to do.
func Advice(err error) string {
	for _, a := range advices {
		if errors.Is(err, a.kind) {
			return a.text
		}
	}
	return "the database does not work: see the log, and the disk that it is on"
}
