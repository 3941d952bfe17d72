package main_test

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
	"testing"
)

// row is a line of `pinhole feedback export --format jsonl`.
type row struct {
	Article    string `json:"article"`
	Revision   string `json:"revision"`
	Helpful    string `json:"helpful"`
	Rating     *int   `json:"rating"`
	Reason     string `json:"reason"`
	Step       string `json:"step"`
	Model      string `json:"model"`
	Firmware   string `json:"firmware"`
	Outcome    string `json:"outcome"`
	Comment    string `json:"comment"`
	Status     string `json:"status"`
	Language   string `json:"language"`
	GivenAt    string `json:"given_at"`
	ReceivedAt string `json:"received_at"`
	ID         string `json:"id"`
	Assignee   string `json:"assignee"`
	Reviewer   string `json:"reviewer"`
	Note       string `json:"note"`
	Reply      string `json:"reply"`
	Held       string `json:"held"`
	Path       string `json:"path"`
}

// rows exports what is stored, beside the running program or after its end.
func (p *program) rows() []row {
	p.t.Helper()
	lines := json.NewDecoder(strings.NewReader(p.export("jsonl")))
	lines.DisallowUnknownFields()
	var list []row
	for {
		var r row
		err := lines.Decode(&r)
		if err == io.EOF {
			return list
		}
		if err != nil {
			p.t.Fatal(err)
		}
		list = append(list, r)
	}
}

// onlyRow is the one piece of feedback that should be there.
func (p *program) onlyRow() row {
	p.t.Helper()
	list := p.rows()
	if len(list) != 1 {
		p.t.Fatalf("%d rows are stored, want 1: %+v", len(list), list)
	}
	return list[0]
}

func (p *program) export(format string) string {
	p.t.Helper()
	r := runCommand(p.t, p.folder, "feedback", "export", "--format", format, "--database="+p.database)
	if r.exit != 0 || r.errors != "" {
		p.t.Fatalf("the export ended with %d: %s", r.exit, r.errors)
	}
	return r.out
}

func TestExportFormats(t *testing.T) {
	t.Parallel()
	p := start(t)
	if got := p.export("jsonl"); got != "" {
		t.Errorf("nothing is stored, but the export says %q", got)
	}
	const comment = "=1+1 is \"a\" formula,\nbut <b>this</b> is not"
	p.client().receipt("no", "comment", comment, "step", "step-2", "reason", "did-not-work", "model", "N841", "firmware", "1.2", "outcome", "failed")

	if got := p.onlyRow(); got.Comment != comment {
		t.Errorf("JSON has the comment %q, want it as it was written: %q", got.Comment, comment)
	}
	text, marked := strings.CutPrefix(p.export("csv"), "\uFEFF")
	if !marked {
		t.Error("CSV begins without the byte order mark by which Excel knows UTF-8")
	}
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(records) != 2 {
		t.Fatalf("CSV has %d records (%v), want a head and one row", len(records), err)
	}
	const head = "article,revision,helpful,rating,reason,step,model,firmware,outcome,comment,status,language,given_at,received_at,id,assignee,reviewer,note,reply,held,path"
	if got := strings.Join(records[0], ","); got != head {
		t.Errorf("CSV begins with %s, want %s", got, head)
	}
	if got := records[1][9]; got != "'"+comment {
		t.Errorf("CSV has the comment %q, want it safe for spreadsheets", got)
	}
	if r := runCommand(t, p.folder, "feedback", "export", "--format", "xml"); r.exit != 1 || r.out != "" {
		t.Errorf("an unknown format ends with %d and %q", r.exit, r.out)
	}
}
