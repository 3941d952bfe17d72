package feedback

import "unicode/utf8"

// details reads the follow-up's fields: nil for one that the form does not have.
// Beside a verdict of helpful there is no reason and no step, whatever a radio
// button from before still says.
func (f *parser) details(helpful bool, article, revision string) Details {
	var d Details
	if !helpful {
		d.Reason = f.reason()
		d.Step = f.step(article, revision)
	}
	d.Model = f.text("model", MaxModel, cleanLine)
	d.Firmware = f.text("firmware", MaxFirmware, cleanLine)
	d.Outcome = f.outcome()
	d.Comment = f.text("comment", MaxComment, cleanText)
	return d
}

func (f *parser) field(name string, clean func(string) string) *string {
	values := f.form[name]
	if len(values) == 0 {
		return nil
	}
	text := clean(values[0])
	return &text
}

func (f *parser) text(name string, limit int, clean func(string) string) *string {
	text := f.field(name, clean)
	if text != nil {
		if count := utf8.RuneCountInString(*text); count > limit {
			f.problems = append(f.problems, Problem{Field: name, Code: TooLong, Count: count, Limit: limit})
		}
	}
	return text
}

func (f *parser) reason() *Reason {
	reason := (*Reason)(f.field("reason", cleanLine))
	if !blank(reason) && !reason.Known() {
		f.problems.add("reason", NoSuchReason)
	}
	return reason
}

func (f *parser) outcome() *Outcome {
	outcome := (*Outcome)(f.field("outcome", cleanLine))
	if !blank(outcome) && !outcome.Known() {
		f.problems.add("outcome", NoSuchOutcome)
	}
	return outcome
}

// dropBlank makes blank details nil.
func (d *Details) dropBlank() {
	drop(&d.Reason)
	drop(&d.Step)
	drop(&d.Model)
	drop(&d.Firmware)
	drop(&d.Outcome)
	drop(&d.Comment)
}

func drop[T ~string](detail **T) {
	if blank(*detail) {
		*detail = nil
	}
}

// clears reports whether a cleared detail was there before.
func (d Details) clears(current Feedback) bool {
	return cleared(d.Reason, current.Reason) || cleared(d.Step, current.Step) ||
		cleared(d.Model, current.Model) || cleared(d.Firmware, current.Firmware) ||
		cleared(d.Outcome, current.Outcome) || cleared(d.Comment, current.Comment)
}

func cleared[T ~string](detail *T, before T) bool {
	return detail != nil && *detail == "" && before != ""
}
