// Package export writes rows as CSV for spreadsheets and as JSON for programs.
package export

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Column is a column of rows of type T: its name, and its value, which is a string, a number or a
// boolean; nil where there is none.
type Column[T any] struct {
	Name  string
	Value func(T) any
}

// Rows are the rows of a list.
func Rows[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, row := range list {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// byteOrderMark tells Excel that a file is UTF-8. Without it Excel takes the system's old code
// page.
const byteOrderMark = "\uFEFF"

// CSV writes a byte order mark, a line of column names and a record for each row, and stops at the
// first error, which wraps the row's or the writer's. A value of nil is an empty cell. A text that
// a spreadsheet would take for a formula gets a ' in front: one that begins with = + - @, their
// full-width forms, a tab or a line break, also behind white space and characters that cannot be
// seen (https://owasp.org/www-community/attacks/CSV_Injection).
func CSV[T any](w io.Writer, columns []Column[T], rows iter.Seq2[T, error]) error {
	buffer := bufio.NewWriter(w)
	buffer.WriteString(byteOrderMark) // an error stays in buffer and comes back from Error
	out := csv.NewWriter(buffer)
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = c.Name
	}
	_ = out.Write(cells) // see above
	for row, err := range rows {
		if err != nil {
			out.Flush()
			return fmt.Errorf("read what is to be exported: %w", err)
		}
		for i, c := range columns {
			cells[i] = cell(c.Value(row))
		}
		if err := out.Write(cells); err != nil {
			return fmt.Errorf("write the export: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write the export: %w", err)
	}
	return nil
}

func cell(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return safe(v)
	}
	return fmt.Sprint(value)
}

// safe returns a text for a cell that no spreadsheet takes for a formula.
func safe(text string) string {
	if strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "\r") || strings.HasPrefix(text, "\n") {
		return "'" + text
	}
	visible := strings.TrimLeftFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.In(r, unicode.Cf)
	})
	if first, _ := utf8.DecodeRuneInString(visible); strings.ContainsRune("=+-@＝＋－＠", first) {
		return "'" + text
	}
	return text
}

// JSONL writes a JSON object a line for each row, with the columns as its members in their order,
// and stops at the first error, as [CSV] does. Texts are as they are stored.
func JSONL[T any](w io.Writer, columns []Column[T], rows iter.Seq2[T, error]) error {
	return writeJSON(w, columns, rows, "", "", "")
}

// JSON writes all rows as one JSON array, with an object a line as [JSONL] writes it.
func JSON[T any](w io.Writer, columns []Column[T], rows iter.Seq2[T, error]) error {
	return writeJSON(w, columns, rows, "[", ",", "]\n")
}

func writeJSON[T any](w io.Writer, columns []Column[T], rows iter.Seq2[T, error], begin, between, end string) error {
	// An error of a buffered write comes back from Flush.
	buffer := bufio.NewWriter(w)
	buffer.WriteString(begin)
	before := ""
	for row, err := range rows {
		if err != nil {
			buffer.Flush()
			return fmt.Errorf("read what is to be exported: %w", err)
		}
		buffer.WriteString(before)
		if err := writeObject(buffer, columns, row); err != nil {
			return fmt.Errorf("write the export: %w", err)
		}
		before = between
	}
	buffer.WriteString(end)
	if err := buffer.Flush(); err != nil {
		return fmt.Errorf("write the export: %w", err)
	}
	return nil
}

// writeObject writes a row as a line. A map would lose the columns' order.
func writeObject[T any](w *bufio.Writer, columns []Column[T], row T) error {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	for i, c := range columns {
		separator := ","
		if i == 0 {
			separator = "{"
		}
		fmt.Fprintf(&line, "%s%q:", separator, c.Name)
		if err := encoder.Encode(c.Value(row)); err != nil {
			return err
		}
		line.Truncate(line.Len() - 1) // the encoder ends a value with a line break
	}
	line.WriteString("}\n")
	_, err := line.WriteTo(w)
	return err
}
