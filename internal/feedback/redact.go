package feedback

import "pinhole/internal/redact"

// Redacted returns the details with every text that a reader typed redacted:
// model, firmware and comment. The others come from lists and stay. It is to be
// called after parsing and before storing. Nothing that d points to is changed.
func (d Details) Redacted(r *redact.Redactor) Details {
	d.Model = redacted(d.Model, r.Redact)
	d.Firmware = redacted(d.Firmware, r.RedactVersion)
	d.Comment = redacted(d.Comment, r.Redact)
	return d
}

func redacted(typed *string, redact func(string) string) *string {
	if typed == nil {
		return nil
	}
	text := redact(*typed)
	return &text
}
