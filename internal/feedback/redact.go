package feedback

import "pinhole/internal/redact"

// Redacted returns the details with every text that a reader typed redacted: model, firmware and
// comment, none longer than its limit. A step that contains a secret, which only one of an unknown
// revision can, is dropped. Other fields come from closed lists and are unchanged. Call it after
// parsing and before storing. The values that d points to are not modified.
func (d Details) Redacted(r *redact.Redactor) Details {
	d.Model = redactText(d.Model, MaxModel, r.Redact)
	d.Firmware = redactText(d.Firmware, MaxFirmware, r.RedactVersion)
	d.Comment = redactText(d.Comment, MaxComment, r.Redact)
	if d.Step != nil && r.Redact(*d.Step, maxName) != *d.Step {
		d.Step = nil
	}
	return d
}

func redactText(typed *string, limit int, redact func(string, int) string) *string {
	if typed == nil {
		return nil
	}
	text := redact(*typed, limit)
	return &text
}
