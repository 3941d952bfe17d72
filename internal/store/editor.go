package store

import (
	"context"
	"errors"

	"pinhole/internal/editor"
)

const editorColumns = `name, role, added_at, epoch`

const (
	listEditors  = `SELECT ` + editorColumns + ` FROM editor ORDER BY name`
	findEditor   = `SELECT ` + editorColumns + ` FROM editor WHERE name = $1`
	findPassword = `SELECT ` + editorColumns + `, password FROM editor WHERE name = $1`
	countEditors = `SELECT count(*) FROM editor`
	insertEditor = `INSERT INTO editor (name, role, password, added_at, epoch) VALUES ($1, $2, $3, $4, $4) ON CONFLICT (name) DO NOTHING`
	removeEditor = `DELETE FROM editor WHERE name = $1`
	setPassword  = `UPDATE editor SET password = $1, epoch = epoch + 1 WHERE name = $2`
	setRole      = `UPDATE editor SET role = $1 WHERE name = $2`
	endSessions  = `DELETE FROM session WHERE editor = $1`
	clearTasks   = `UPDATE feedback SET assignee = '', version = version + 1 WHERE assignee = $1 AND assignee <> '' AND status IN ` + openStatuses
	// It locks the owners, so that two programs cannot each take one of the last two away.
	holdOwners  = `UPDATE editor SET role = role WHERE role = 'owner'`
	otherOwners = `SELECT count(*) FROM editor WHERE role = 'owner' AND name <> $1`
)

// Editors returns all accounts, by name.
func (s *Accounts) Editors(ctx context.Context) ([]editor.Account, error) {
	list, err := queryAll(ctx, s.base, listEditors, scanEditor)
	return list, s.failure("list editors", err)
}

// Account returns an account and its password's hash; it is not ok when there is
// none of this name.
func (s *Accounts) Account(ctx context.Context, name string) (a editor.Account, hash string, ok bool, err error) {
	type found struct {
		account editor.Account
		hash    string
	}
	f, err := queryOne(ctx, s.base, findPassword, func(row row) (f found, err error) {
		f.account, err = scanEditor(extraColumns{row, []any{&f.hash}})
		return f, err
	}, name)
	if errors.Is(err, ErrNotFound) {
		return editor.Account{}, "", false, nil
	}
	return f.account, f.hash, err == nil, s.failure("read an account", err)
}

// AddEditor adds an account and returns it. The first one becomes the owner
// whatever role is given. It returns [editor.ErrTaken] for a name that is there.
func (s *Accounts) AddEditor(ctx context.Context, by, name string, role editor.Role, hash string) (a editor.Account, err error) {
	err = s.change(ctx, func(t *transaction) error {
		count, err := queryTx(t, countEditors, scanInt)
		if err != nil {
			return err
		}
		if count[0] == 0 {
			role = editor.Owner
		}
		if err := t.execOne(editor.ErrTaken, insertEditor, name, string(role), hash, t.now); err != nil {
			return err
		}
		a = editor.Account{Name: name, Role: role, AddedAt: moment(t.now), Epoch: t.now}
		_, err = t.audit(by, editor.AddedEditor, name, string(role))
		return err
	})
	return a, s.failure("add an editor", err)
}

// RemoveEditor removes an account, ends its sessions and takes the open comments
// off its list. It returns [editor.ErrUnknown] for a name that is not there and,
// unless force is given, [editor.ErrLastOwner] for the last owner.
func (s *Accounts) RemoveEditor(ctx context.Context, by, name string, force bool) error {
	return s.failure("remove an editor", s.change(ctx, func(t *transaction) error {
		if !force {
			if err := t.anotherOwner(name); err != nil {
				return err
			}
		}
		if err := t.execOne(editor.ErrUnknown, removeEditor, name); err != nil {
			return err
		}
		if _, err := t.run(endSessions, name); err != nil {
			return err
		}
		if _, err := t.run(clearTasks, name); err != nil {
			return err
		}
		_, err := t.audit(by, editor.RemovedEditor, name, "")
		return err
	}))
}

// SetPassword sets an editor's password by its hash and ends all sessions of the
// editor, also such as are being written at this moment. It returns
// [editor.ErrUnknown] for a name that is not there.
func (s *Accounts) SetPassword(ctx context.Context, by, name, hash string) error {
	return s.failure("set a password", s.change(ctx, func(t *transaction) error {
		if err := t.execOne(editor.ErrUnknown, setPassword, hash, name); err != nil {
			return err
		}
		if _, err := t.run(endSessions, name); err != nil {
			return err
		}
		_, err := t.audit(by, editor.SetPassword, name, "")
		return err
	}))
}

// SetRole changes what an editor may do, from the next request on. It returns
// [editor.ErrUnknown] for a name that is not there and [editor.ErrLastOwner]
// where no owner would be left.
func (s *Accounts) SetRole(ctx context.Context, by, name string, role editor.Role) error {
	return s.failure("set a role", s.change(ctx, func(t *transaction) error {
		if role != editor.Owner {
			if err := t.anotherOwner(name); err != nil {
				return err
			}
		}
		if err := t.execOne(editor.ErrUnknown, setRole, string(role), name); err != nil {
			return err
		}
		_, err := t.audit(by, editor.SetRole, name, string(role))
		return err
	}))
}

// anotherOwner returns ErrLastOwner when this is an owner and there is no other.
func (t *transaction) anotherOwner(name string) error {
	if _, err := t.run(holdOwners); err != nil {
		return err
	}
	found, err := queryTx(t, findEditor, scanEditor, name)
	if err != nil || len(found) == 0 || found[0].Role != editor.Owner {
		return err
	}
	others, err := queryTx(t, otherOwners, scanInt, name)
	if err == nil && others[0] == 0 {
		err = editor.ErrLastOwner
	}
	return err
}

func scanEditor(row row) (a editor.Account, err error) {
	var added int64
	err = row.Scan(&a.Name, &a.Role, &added, &a.Epoch)
	a.AddedAt = moment(added)
	return a, err
}

func scanInt(row row) (n int, err error) {
	err = row.Scan(&n)
	return n, err
}

// extraColumns is a row with more columns at its end than its scanner knows.
type extraColumns struct {
	row
	columns []any
}

func (e extraColumns) Scan(cells ...any) error { return e.row.Scan(append(cells, e.columns...)...) }
