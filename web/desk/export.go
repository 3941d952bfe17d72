package desk

import (
	"io"
	"iter"
	"net/http"
	"time"

	"pinhole/internal/editor"
	"pinhole/internal/export"
	"pinhole/internal/feedback"
	"pinhole/internal/httplog"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// exportLimit is how long an export may take; other answers have the server's own limit.
const exportLimit = 30 * time.Minute

// exports are the formats in which the inbox's comments can be had.
var exports = map[string]struct {
	mediaType string
	write     func(io.Writer, []export.Column[feedback.Exported], iter.Seq2[feedback.Exported, error]) error
}{
	"csv":  {"text/csv; charset=utf-8", export.CSV[feedback.Exported]},
	"json": {"application/json", export.JSON[feedback.Exported]},
}

// export returns all that a filter shows as a file, while it is read. An error in the middle breaks
// the connection off, so that nobody takes half a file for a whole one.
func (d *inbox) export(w http.ResponseWriter, r *http.Request) error {
	name := r.URL.Query().Get("format")
	format, known := exports[name]
	if !known {
		return respond.Refuse(http.StatusNotFound, "desk.refusal.not-found")
	}
	query := readInboxQuery(r.URL.Query())
	if err := d.store.AddAudit(r.Context(), editorOf(r).Name, editor.Exported, "comments", addressOf(name, query.without("q").values())); err != nil {
		return err
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(exportLimit)) // a test's recorder has none
	h := w.Header()
	h.Set("Content-Type", format.mediaType)
	h.Set("Content-Disposition", `attachment; filename="comments-`+d.today().Format(time.DateOnly)+"."+name+`"`)
	all := d.store.ChosenFeedback(r.Context(), query.filter(view.LibraryOf(r.Context()), d.today()))
	if err := format.write(w, feedback.ExportColumns(), all); err != nil {
		if r.Context().Err() == nil {
			d.logger.Error("an export broke off", "request", respond.RequestID(w), "error", httplog.Redact(err.Error()))
		}
		panic(http.ErrAbortHandler)
	}
	return nil
}
