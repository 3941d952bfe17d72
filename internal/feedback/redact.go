package feedback

import "pinhole/internal/redact"

// Redacted returns the details with every text that a reader typed redacted: model, firmware and
// comment, none longer than its limit. A step that holds a secret, as only one of an unknown revision
// can, is left out. The others come from lists and stay. It is to be called after parsing and before
// storing. Nothing that d points to is changed.
func (d Details) Redacted(r *redact.Redactor) Details {
	d.Model = redacted(d.Model, MaxModel, r.Redact)
	d.Firmware = redacted(d.Firmware, MaxFirmware, r.RedactVersion)
	d.Comment = redacted(d.Comment, MaxComment, r.Redact)
	if d.Step != nil && r.Redact(*d.Step, maxName) != *d.Step {
		d.Step = nil
	}
	return d
}

func redacted(typed *string, limit int, redact func(string, int) string) *string {
	if typed == nil {
		return nil
	}
	text := redact(*typed, limit)
	return &text
}
