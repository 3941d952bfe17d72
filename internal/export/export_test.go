package export_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"strings"
	"testing"

	"pinhole/internal/export"
)

type line struct {
	text  string
	count int
	rated bool
}

var columns = []export.Column[line]{
	{Name: "text", Value: func(l line) any { return l.text }},
	{Name: "count", Value: func(l line) any { return l.count }},
	{Name: "rating", Value: func(l line) any {
		if !l.rated {
			return nil
		}
		return -1
	}},
}

func rows(end error, list ...line) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		for _, l := range list {
			if !yield(l, nil) {
				return
			}
		}
		if end != nil {
			yield(line{}, end)
		}
	}
}

func TestFormats(t *testing.T) {
	t.Parallel()
	all := rows(nil, line{"señal \"a\"\n<b>", 3, false}, line{"=1+1", -4, true})
	for name, c := range map[string]struct {
		write func(io.Writer, []export.Column[line], iter.Seq2[line, error]) error
		rows  iter.Seq2[line, error]
		want  string
	}{
		"csv":          {export.CSV[line], all, "\uFEFFtext,count,rating\n\"señal \"\"a\"\"\n<b>\",3,\n'=1+1,-4,-1\n"},
		"csv of none":  {export.CSV[line], rows(nil), "\uFEFFtext,count,rating\n"},
		"jsonl":        {export.JSONL[line], all, `{"text":"señal \"a\"\n<b>","count":3,"rating":null}` + "\n" + `{"text":"=1+1","count":-4,"rating":-1}` + "\n"},
		"no jsonl":     {export.JSONL[line], rows(nil), ""},
		"json":         {export.JSON[line], all, `[{"text":"señal \"a\"\n<b>","count":3,"rating":null}` + "\n" + `,{"text":"=1+1","count":-4,"rating":-1}` + "\n]\n"},
		"json of none": {export.JSON[line], rows(nil), "[]\n"},
	} {
		var out bytes.Buffer
		if err := c.write(&out, columns, c.rows); err != nil || out.String() != c.want {
			t.Errorf("%s: %v\n%q, want\n%q", name, err, out.String(), c.want)
		}
	}
}

// A spreadsheet takes a cell for a formula by its first character.
func TestFormulasAreDefused(t *testing.T) {
	t.Parallel()
	for text, safe := range map[string]bool{
		"=1+1": false, "+1": false, "-1": false, "@SUM(1)": false, "\t=1": false, "\tx": false, "\rx": false, "\n=1+1": false, "\nfine": false,
		"\r\n=1+1": false, "  =1+1": false, "\u00A0\n =1": false, "\u200B=1": false, "\uFEFF@x": false, "＝1+1": false, "＋1": false, "－1": false, "＠SUM(1)": false,
		"\n ＝1": false, "": true, "fine": true, " fine": true, "1-1": true, "'=1": true, "a\n=1": true, "–1": true,
	} {
		var out bytes.Buffer
		if err := export.CSV(&out, columns[:1], rows(nil, line{text: text})); err != nil {
			t.Fatal(err)
		}
		want := text
		if !safe {
			want = "'" + text
		}
		// The reader of the standard library reads \r\n within a cell as \n.
		record := strings.TrimSuffix(strings.TrimPrefix(out.String(), "\uFEFFtext\n"), "\n")
		if got := unquoted(t, record); got != strings.ReplaceAll(want, "\r\n", "\n") {
			t.Errorf("%q is written %q", text, got)
		}
	}
}

func unquoted(t *testing.T, record string) string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(record))
	cells, err := r.Read()
	if err == io.EOF {
		return ""
	}
	if err != nil {
		t.Fatal(err)
	}
	return cells[0]
}

var errDiskFull = errors.New("disk full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errDiskFull }

func TestExportsStopAtAnError(t *testing.T) {
	t.Parallel()
	gone := errors.New("gone")
	for name, write := range map[string]func(io.Writer, []export.Column[line], iter.Seq2[line, error]) error{
		"csv": export.CSV[line], "jsonl": export.JSONL[line], "json": export.JSON[line],
	} {
		var out bytes.Buffer
		if err := write(&out, columns, rows(gone, line{text: "fine"})); !errors.Is(err, gone) || !strings.Contains(out.String(), "fine") {
			t.Errorf("%s: %v after %q", name, err, &out)
		}
		if err := write(fullDisk{}, columns, rows(nil, line{text: "fine"})); !errors.Is(err, errDiskFull) {
			t.Errorf("%s on a full disk: %v", name, err)
		}
	}
}
