package respond

import (
	"io"
	"mime"
	"net/http"
	"net/url"

	"pinhole/internal/feedback"
	"pinhole/web/page"
)

const (
	maxForm   = 64 << 10  // bytes of an accepted form
	maxEchoed = 512 << 10 // bytes of a form that is rejected as too large, but returned to its writer
)

// ReadForm parses a form of up to 64 KiB. A form of up to 512 KiB is refused but returned to its
// writer. The error is a [*Refusal].
func ReadForm(r *http.Request) (url.Values, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" || r.Header.Get("Content-Encoding") != "" {
		return nil, Refuse(http.StatusUnsupportedMediaType, "refusal.media-type")
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxEchoed+1))
	if err != nil {
		return nil, &Refusal{Status: http.StatusBadRequest, Message: "refusal.cut-short", Cause: err}
	}
	form, err := url.ParseQuery(string(body))
	switch {
	case len(body) > maxEchoed:
		return nil, Refuse(http.StatusRequestEntityTooLarge, "refusal.far-too-large", "Limit", feedback.MaxComment)
	case len(body) > maxForm:
		return nil, &Refusal{Status: http.StatusRequestEntityTooLarge, Form: FormAgain(r.URL.Path, form),
			Message: "refusal.too-large", Args: []any{"Limit", feedback.MaxComment}}
	case err != nil:
		return nil, &Refusal{Status: http.StatusBadRequest, Message: "refusal.unreadable", Cause: err}
	}
	return form, nil
}

// FormAgain returns a form with everything that was sent, for a retry by the reader.
func FormAgain(action string, form url.Values) *page.Again {
	a := &page.Again{Action: action, Comment: form.Get("comment"), Asked: form.Has("comment"), Max: feedback.MaxComment}
	for _, name := range []string{"article", "revision", "language", "helpful", "rating", "reason", "step", "model", "firmware", "outcome", "path"} {
		if form.Has(name) {
			a.Hidden = append(a.Hidden, page.Field{Name: name, Value: form.Get(name)})
		}
	}
	return a
}
