package maintenance

import (
	"context"
	"time"

	"pinhole/internal/editor"
	"pinhole/internal/store/sqldb"
)

// FileAccount is an editor's account as an SQLite file holds it.
type FileAccount struct {
	Name        string
	Role        editor.Role
	PasswordSet time.Time // when the password was set, as far as the audit trail records it
	hash        string
}

// SamePassword reports whether two accounts have the same password.
func (a FileAccount) SamePassword(other FileAccount) bool { return a.hash == other.hash }

// FileAccounts returns the accounts that an SQLite file holds, by name, and changes nothing. Nobody
// may have it open for writing.
func FileAccounts(ctx context.Context, file string) ([]FileAccount, error) {
	db, err := sqldb.OpenFile(file, true)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	var has bool
	if err := db.QueryRowContext(ctx, hasTable, "editor").Scan(&has); err != nil || !has {
		return nil, sqldb.Classify(err)
	}
	list, err := sqldb.Fetch(ctx, db, `SELECT name, role, password,
		coalesce((SELECT max(at) FROM audit WHERE what = $1 AND on_what = editor.name AND at >= added_at), added_at) FROM editor ORDER BY name`,
		func(r sqldb.Row) (a FileAccount, err error) {
			var set int64
			err = r.Scan(&a.Name, &a.Role, &a.hash, &set)
			a.PasswordSet = time.UnixMilli(set).UTC()
			return a, err
		}, string(editor.SetPassword))
	return list, sqldb.Classify(err)
}
