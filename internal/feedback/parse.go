package feedback

import (
	"net/url"
	"slices"
	"strconv"
	"time"
)

// Steps returns the anchors of an article's steps in a revision ("" is the current one); known is
// false if there is no such revision.
type Steps func(article, revision string) (anchors []string, known bool)

// ParseSubmission parses a form of POST /feedback. The error is [Problems].
//
// It takes the first value of each field, ignores unknown fields, and cleans texts instead of
// rejecting them: see [Submission]. A step without a verdict means that the article did not help;
// reason and step are ignored with a verdict of helpful. A step must be one of the revision's; for
// an unknown revision any anchor of at most 80 characters is accepted. given_at is only used with a
// browser-key; if it is invalid, older than 30 days or in the future, the time is now. sent_at is
// the same clock at the time of sending, and corrects a clock that is off by more than a minute.
// website and elapsed become the [spam.Signals]. path is not checked: the caller drops one that its
// library does not know. With asked=outcome and without an outcome, helpful is the outcome too.
func ParseSubmission(form url.Values, now time.Time, steps Steps) (Submission, error) {
	f := parser{form: form, steps: steps}
	s := Submission{
		Article:  f.article(),
		Revision: f.revision(),
		Withdraw: f.withdraw(),
		Browser:  f.browser(),
		Signals:  f.signals(),
	}
	s.Verdict = f.submittedVerdict()
	s.Details = f.details(s.Verdict.Helpful, s.Article, s.Revision)
	s.Path = f.field("path", cleanLine)
	s.dropBlank()
	if s.Browser != nil {
		s.GivenAt = f.givenAt(now)
	}
	if err := f.problems.err(); err != nil {
		return Submission{}, err
	}
	return s, nil
}

// ParseChange parses a form of POST /feedback/{receipt} that changes the current feedback. The
// error is [Problems].
//
// It reads fields as [ParseSubmission] does, but a blank field clears the stored value. With
// withdraw=1 all other fields are ignored. A step without a verdict repeats a verdict of not
// helpful and changes one of helpful to No; so does a reason that comes alone, from a page that does
// not know of a later Yes. A form without any change is a problem of the comment; one with details
// only is a problem of the verdict if the feedback is withdrawn.
func ParseChange(form url.Values, current Feedback, steps Steps) (Change, error) {
	f := parser{form: form, steps: steps}
	if f.withdraw() {
		return Change{Withdraw: true}, nil
	}
	c := Change{Verdict: f.changedVerdict(current.Verdict), Signals: f.signals()}
	verdict := current.Verdict
	if c.Verdict != nil {
		verdict = *c.Verdict
	}
	c.Details = f.details(verdict.Helpful, current.Article, current.Revision)
	if len(f.problems) == 0 && c.Blank() && verdict.Helpful && cleanLine(f.form.Get("reason")) != "" {
		c.Verdict = &Verdict{}
		c.Details = f.details(false, current.Article, current.Revision)
	}
	if c.Details.Outcome != nil && *c.Details.Outcome == current.Outcome {
		c.Details.Outcome = nil // the form sends what was given before
	}
	if len(f.problems) == 0 && c.Blank() && !c.clears(current) {
		f.problems.add("comment", NothingSaid)
	}
	if current.Status == Withdrawn && c.Verdict == nil && !c.Blank() {
		f.problems.add("helpful", TakenBack)
	}
	if err := f.problems.err(); err != nil {
		return Change{}, err
	}
	return c, nil
}

// parser reads fields and collects their problems.
type parser struct {
	form     url.Values
	steps    Steps
	problems Problems
}

func (f *parser) article() string {
	id := f.form.Get("article")
	if !isArticleID(id) {
		f.problems.add("article", NoArticle)
	}
	return id
}

func (f *parser) revision() string {
	revision := f.form.Get("revision")
	if revision != "" && !isRevision(revision) {
		f.problems.add("revision", Damaged)
	}
	return revision
}

func (f *parser) browser() *Browser {
	key := f.form.Get("browser-key")
	if key == "" {
		return nil
	}
	b, err := BrowserFromKey(key)
	if err != nil {
		f.problems.add("browser-key", Damaged)
		return nil
	}
	return &b
}

func (f *parser) givenAt(now time.Time) time.Time {
	text := f.form.Get("given_at")
	if text == "" {
		return time.Time{}
	}
	now = now.UTC().Truncate(time.Millisecond)
	ms, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return now
	}
	// Compared as numbers, because time.Time overflows for extreme values.
	if sent, err := strconv.ParseInt(f.form.Get("sent_at"), 10, 64); err == nil {
		if wrong := sent - now.UnixMilli(); max(wrong, -wrong) > trustedClock.Milliseconds() {
			ms -= wrong
		}
	}
	if ms < now.Add(-maxAge).UnixMilli() || ms > now.UnixMilli() {
		return now
	}
	return time.UnixMilli(ms).UTC()
}

func (f *parser) withdraw() bool {
	switch f.form.Get("withdraw") {
	case "1":
		return true
	case "":
	default:
		f.problems.add("withdraw", DamagedWithdrawal)
	}
	return false
}

// hasStep reports whether the form names a step, valid or not.
func (f *parser) hasStep() bool { return cleanLine(f.form.Get("step")) != "" }

// step reads a step and checks it against the revision's steps.
func (f *parser) step(article, revision string) *string {
	anchor := f.field("step", cleanLine)
	if isBlank(anchor) {
		return anchor
	}
	anchors, known := f.steps(article, revision)
	if known && !slices.Contains(anchors, *anchor) || !known && !isAnchor(*anchor) {
		f.problems.add("step", NoSuchStep)
	}
	return anchor
}
