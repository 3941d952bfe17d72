package feedback

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"
)

// exportTime is RFC 3339 with milliseconds; times are UTC.
const exportTime = "2006-01-02T15:04:05.000Z07:00"

var exportColumns = []string{
	"article", "revision", "helpful", "rating", "reason", "step", "model", "firmware",
	"outcome", "comment", "status", "language", "given_at", "received_at",
}

// WriteCSV writes a line of column names and one record for each piece of
// feedback, and stops at the first error. helpful is yes or no; rating is empty
// on the scale of Yes and No. A cell that a spreadsheet would take for a formula
// gets a ' in front.
func WriteCSV(w io.Writer, all iter.Seq2[Feedback, error]) error {
	out := csv.NewWriter(w)
	// An error of the writer below stays in out and comes back from Error.
	_ = out.Write(exportColumns)
	for f, err := range all {
		if err != nil {
			out.Flush()
			return fmt.Errorf("read feedback for the export: %w", err)
		}
		if err := out.Write(record(f)); err != nil {
			return fmt.Errorf("write the export: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write the export: %w", err)
	}
	return nil
}

func record(f Feedback) []string {
	rating := ""
	if f.Verdict.Rating > 0 {
		rating = strconv.Itoa(f.Verdict.Rating)
	}
	cells := []string{
		f.Article, f.Revision, yesNo(f.Verdict.Helpful), rating, string(f.Reason), f.Step, f.Model, f.Firmware,
		string(f.Outcome), f.Comment, string(f.Status), f.Language, exported(f.GivenAt), exported(f.ReceivedAt),
	}
	for i, cell := range cells {
		cells[i] = SafeCell(cell)
	}
	return cells
}

// SafeCell gives a text for a cell of a CSV file: with a ' in front where a spreadsheet would take it for a formula.
func SafeCell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

// exportedRow has the columns of the export as a line of JSON.
type exportedRow struct {
	Article    string  `json:"article"`
	Revision   string  `json:"revision"`
	Helpful    string  `json:"helpful"`
	Rating     *int    `json:"rating"`
	Reason     Reason  `json:"reason"`
	Step       string  `json:"step"`
	Model      string  `json:"model"`
	Firmware   string  `json:"firmware"`
	Outcome    Outcome `json:"outcome"`
	Comment    string  `json:"comment"`
	Status     Status  `json:"status"`
	Language   string  `json:"language"`
	GivenAt    string  `json:"given_at"`
	ReceivedAt string  `json:"received_at"`
}

// WriteJSONL writes one JSON object a line for each piece of feedback, with the
// same fields as [WriteCSV], and stops at the first error. rating is a number,
// or null on the scale of Yes and No. Texts are as the reader wrote them.
func WriteJSONL(w io.Writer, all iter.Seq2[Feedback, error]) error {
	buffer := bufio.NewWriter(w)
	out := json.NewEncoder(buffer)
	out.SetEscapeHTML(false)
	for f, err := range all {
		if err != nil {
			return errors.Join(fmt.Errorf("read feedback for the export: %w", err), buffer.Flush())
		}
		if err := out.Encode(row(f)); err != nil {
			return fmt.Errorf("write the export: %w", err)
		}
	}
	if err := buffer.Flush(); err != nil {
		return fmt.Errorf("write the export: %w", err)
	}
	return nil
}

// WriteJSON writes all of it as one JSON array, with an object a line as [WriteJSONL] writes it, and stops at the first error.
func WriteJSON(w io.Writer, all iter.Seq2[Feedback, error]) error {
	buffer := bufio.NewWriter(w)
	out := json.NewEncoder(buffer)
	out.SetEscapeHTML(false)
	before := "["
	for f, err := range all {
		if err != nil {
			return errors.Join(fmt.Errorf("read feedback for the export: %w", err), buffer.Flush())
		}
		buffer.WriteString(before) // an error stays in buffer and comes back from Flush
		if err := out.Encode(row(f)); err != nil {
			return fmt.Errorf("write the export: %w", err)
		}
		before = ","
	}
	if before == "[" {
		buffer.WriteString(before)
	}
	buffer.WriteString("]\n")
	if err := buffer.Flush(); err != nil {
		return fmt.Errorf("write the export: %w", err)
	}
	return nil
}

func row(f Feedback) exportedRow {
	var rating *int
	if f.Verdict.Rating > 0 {
		rating = &f.Verdict.Rating
	}
	return exportedRow{
		Article: f.Article, Revision: f.Revision, Helpful: yesNo(f.Verdict.Helpful), Rating: rating,
		Reason: f.Reason, Step: f.Step, Model: f.Model, Firmware: f.Firmware, Outcome: f.Outcome,
		Comment: f.Comment, Status: f.Status, Language: f.Language,
		GivenAt: exported(f.GivenAt), ReceivedAt: exported(f.ReceivedAt),
	}
}

func yesNo(helpful bool) string {
	if helpful {
		return "yes"
	}
	return "no"
}

func exported(t time.Time) string { return t.UTC().Format(exportTime) }
