package feedback

import "strconv"

// submittedVerdict reads the verdict, which a submission must have.
func (f *parser) submittedVerdict() Verdict {
	v, given := f.verdict()
	if !given && !f.hasStep() {
		f.problems.add("helpful", NoVerdict)
	}
	return v
}

// changedVerdict reads the verdict, which is optional in a change.
func (f *parser) changedVerdict(current Verdict) *Verdict {
	v, given := f.verdict()
	switch {
	case given:
		return &v
	case !f.hasStep():
		return nil
	case current.Helpful:
		return &Verdict{}
	default:
		return &current
	}
}

// verdict reads helpful and rating. An invalid one is a problem and counts as given, so that it is
// not also reported as missing.
func (f *parser) verdict() (v Verdict, given bool) {
	helpful, rating := f.form.Get("helpful"), f.form.Get("rating")
	switch helpful {
	case "yes", "no":
		v = Answer(helpful == "yes")
	case "":
	default:
		f.problems.add("helpful", NoVerdict)
		return Verdict{}, true
	}
	if rating == "" {
		return v, helpful != ""
	}
	rated, ok := parseRating(rating)
	switch {
	case !ok:
		f.problems.add("rating", NoStars)
	case helpful != "" && rated.Helpful != v.Helpful:
		f.problems.add("rating", Contradiction)
	}
	return rated, true
}

func parseRating(text string) (Verdict, bool) {
	// One digit only: Atoi would take "+4" and "04" as well.
	if len(text) != 1 {
		return Verdict{}, false
	}
	stars, err := strconv.Atoi(text)
	if err != nil {
		return Verdict{}, false
	}
	return Rate(stars)
}
