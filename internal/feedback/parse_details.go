package feedback

import "unicode/utf8"

// details reads the follow-up's fields: nil for a missing one. With a verdict of helpful, reason
// and step are ignored: a radio button may still be set from before.
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
	if !isBlank(reason) && !reason.Known() {
		f.problems.add("reason", NoSuchReason)
	}
	return reason
}

// outcome reads the outcome. asked=outcome says that the question with Yes and No was whether the
// steps worked, so that these answer it as well.
func (f *parser) outcome() *Outcome {
	if _, given := f.form["outcome"]; !given && f.form.Get("asked") == "outcome" {
		switch worked, failed := Worked, Failed; f.form.Get("helpful") {
		case "yes":
			return &worked
		case "no":
			return &failed
		}
	}
	outcome := (*Outcome)(f.field("outcome", cleanLine))
	if !isBlank(outcome) && !outcome.Known() {
		f.problems.add("outcome", NoSuchOutcome)
	}
	return outcome
}

// dropBlank makes blank details nil.
func (d *Details) dropBlank() {
	clearBlank(&d.Reason)
	clearBlank(&d.Step)
	clearBlank(&d.Model)
	clearBlank(&d.Firmware)
	clearBlank(&d.Outcome)
	clearBlank(&d.Comment)
	clearBlank(&d.Path)
}

func clearBlank[T ~string](detail **T) {
	if isBlank(*detail) {
		*detail = nil
	}
}

// clears reports whether d clears a detail that is set.
func (d Details) clears(current Feedback) bool {
	return isCleared(d.Reason, current.Reason) || isCleared(d.Step, current.Step) ||
		isCleared(d.Model, current.Model) || isCleared(d.Firmware, current.Firmware) ||
		isCleared(d.Outcome, current.Outcome) || isCleared(d.Comment, current.Comment)
}

func isCleared[T ~string](detail *T, before T) bool {
	return detail != nil && *detail == "" && before != ""
}
