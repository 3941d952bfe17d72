package feedback

// Details returns the details with every text that a reader typed redacted:
// model, firmware and comment. The others come from lists and stay. It is to be
// called after parsing and before storing:
//
//	submission.Details = redactor.Details(submission.Details)
//
// Nothing that d points to is changed.
func (r *Redactor) Details(d Details) Details {
	d.Model = redacted(d.Model, r.Redact)
	d.Firmware = redacted(d.Firmware, r.redactVersion)
	d.Comment = redacted(d.Comment, r.Redact)
	return d
}

func (r *Redactor) redactVersion(firmware string) string { return r.redact(firmware, true) }

func redacted(typed *string, redact func(string) string) *string {
	if typed == nil {
		return nil
	}
	text := redact(*typed)
	return &text
}
