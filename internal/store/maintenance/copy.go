package maintenance

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pinhole/internal/store/sqldb"
)

// copiedTables are those that [Copy] copies, each behind those that it points to.
var copiedTables = []string{"feedback", "revision", "search", "search_other", "editor", "audit", "audit_item", "setting", "webhook", "outbox", "held_change", "hidden_model"}

// otherTables are those that [Copy] leaves out: editors log in again, guesses are forgotten within
// minutes and networks when a day is over, and each database knows its schema's version itself.
var otherTables = []string{"session", "login_guess", "network_key", "network_count", "goose_db_version"}

// copyRows is how many rows are written with one statement.
const copyRows = 100

// ErrNotEmpty is what [Copy] returns for a database that holds something.
var ErrNotEmpty = errors.New("the database is not empty")

// CopiedTable is what a table holds after [Copy], in both databases.
type CopiedTable struct {
	Name string
	Rows int
	Sum  string // of all rows in whatever order
}

// Copy copies everything but the editors' sessions from one open database into
// another one, which must be empty, of the same kind or of the other. All of it
// arrives, or nothing: what was written is read again and compared before it is
// committed. Nobody can write to the first one meanwhile; of SQLite's it must be
// the only user. What is written to it later is not copied.
func Copy(ctx context.Context, from, to *sqldb.DB) ([]CopiedTable, error) {
	source, err := from.BeginLocked(ctx, sqldb.ShareLock, copiedTables, otherTables)
	if err != nil {
		return nil, failure(from, "read the first database", err)
	}
	defer source.Rollback() // nothing was written
	target, err := to.BeginLocked(ctx, sqldb.ExclusiveLock, copiedTables, otherTables)
	if err != nil {
		return nil, failure(to, "write the second database", err)
	}
	defer target.Rollback() // after the commit it does nothing
	var tables []CopiedTable
	for _, name := range copiedTables {
		copied, err := copyTable(ctx, source, target, name, to.Dialect().OwnIDs)
		if err != nil {
			return nil, fmt.Errorf("copy the table %s: %w", name, sqldb.Classify(err))
		}
		tables = append(tables, copied)
	}
	if err := to.ContinueIDs(ctx, target); err != nil {
		return nil, failure(to, "number what comes next", err)
	}
	return tables, failure(to, "keep what was copied", target.Commit())
}

func failure(db *sqldb.DB, doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, db.Failure(err))
}

func copyTable(ctx context.Context, source, target *sql.Tx, name, ownIDs string) (CopiedTable, error) {
	columns, err := columnsOf(ctx, target, name)
	if err != nil {
		return CopiedTable{}, err
	}
	if has, err := columnsOf(ctx, source, name); err != nil || !slices.Equal(has, columns) {
		return CopiedTable{}, errors.Join(err, fmt.Errorf("its columns differ: %v and %v", has, columns))
	}
	before, err := readTable(ctx, target, name, columns, nil)
	if err == nil && before.Rows > 0 {
		err = ErrNotEmpty
	}
	if err != nil {
		return CopiedTable{}, err
	}
	w := &tableWriter{ctx: ctx, to: target, name: name, columns: columns, ownIDs: ownIDs}
	read, err := readTable(ctx, source, name, columns, w.add)
	if err == nil {
		err = w.flush()
	}
	if err != nil {
		return CopiedTable{}, err
	}
	written, err := readTable(ctx, target, name, columns, nil)
	if err == nil && written != read {
		err = fmt.Errorf("%d rows with the sum %s were written and %d with %s are there", read.Rows, read.Sum, written.Rows, written.Sum)
	}
	return written, err
}

// columnsOf names a table's columns in the order of the alphabet.
func columnsOf(ctx context.Context, tx *sql.Tx, table string) ([]string, error) {
	rows, err := tx.QueryContext(ctx, `SELECT * FROM `+table+` LIMIT 0`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	slices.Sort(columns)
	return columns, errors.Join(err, rows.Err())
}

// readTable reads all rows, hands them over, and adds up what they are.
func readTable(ctx context.Context, tx *sql.Tx, table string, columns []string, each func([]any) error) (CopiedTable, error) {
	read := CopiedTable{Name: table}
	rows, err := tx.QueryContext(ctx, `SELECT `+strings.Join(columns, ", ")+` FROM `+table)
	if err != nil {
		return read, err
	}
	defer rows.Close()
	var sum [4]uint64
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return read, err
		}
		addRow(&sum, values)
		read.Rows++
		if each == nil {
			continue
		}
		if err := each(values); err != nil {
			return read, err
		}
	}
	read.Sum = fmt.Sprintf("%016x%016x", sum[0]^sum[2], sum[1]^sum[3])
	return read, rows.Err()
}

// addRow adds a row's hash to a sum, which is the same in whatever order rows
// come.
func addRow(sum *[4]uint64, values []any) {
	var text []byte
	for _, v := range values {
		var value []byte
		switch v := v.(type) {
		case int64:
			value = strconv.AppendInt([]byte("i"), v, 10)
		case string:
			value = append([]byte("s"), v...)
		case []byte:
			value = append([]byte("b"), v...)
		default:
			value = fmt.Appendf(nil, "%T%v", v, v)
		}
		text = binary.AppendUvarint(text, uint64(len(value)))
		text = append(text, value...)
	}
	hash := sha256.Sum256(text)
	for i := range sum {
		sum[i] += binary.BigEndian.Uint64(hash[8*i:])
	}
}

// tableWriter writes rows, many with one statement.
type tableWriter struct {
	ctx     context.Context
	to      *sql.Tx
	name    string
	columns []string
	ownIDs  string // lets rows bring IDs that the database would assign otherwise
	pending []any
}

func (w *tableWriter) add(values []any) error {
	w.pending = append(w.pending, values...)
	if len(w.pending) < copyRows*len(w.columns) {
		return nil
	}
	return w.flush()
}

func (w *tableWriter) flush() error {
	if len(w.pending) == 0 {
		return nil
	}
	var statement strings.Builder
	fmt.Fprintf(&statement, `INSERT INTO %s (%s) %s `, w.name, strings.Join(w.columns, ", "), w.ownIDs)
	for i := range w.pending {
		switch {
		case i == 0:
			statement.WriteString("VALUES ($1")
		case i%len(w.columns) == 0:
			fmt.Fprintf(&statement, "), ($%d", i+1)
		default:
			fmt.Fprintf(&statement, ", $%d", i+1)
		}
	}
	statement.WriteString(")")
	_, err := w.to.ExecContext(w.ctx, statement.String(), w.pending...)
	w.pending = w.pending[:0]
	return err
}
