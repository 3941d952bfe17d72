package desk

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
)

const inboxPath = deskPath + "/inbox"

// inboxQuery is what the inbox is to show, as its address says it. Only what deviates from the
// usual stands in it, so that the same choice always has the same address.
type inboxQuery map[string]string

// inboxKeys are the fields of the inbox's form.
var inboxKeys = []string{"status", "brand", "article", "revision", "step", "reason", "model", "assignee", "days", "q"}

// nobodyAssigned stands for nobody where an editor's name may stand; it is no name.
const nobodyAssigned = "-"

// The choices of the inbox's statuses: what waits for an editor, which is the usual one, and all
// but spam.
const (
	openComments = "open"
	allComments  = "all"
)

// inboxStatuses are the statuses that comments can have at the desk, in the order in which they are
// shown.
var inboxStatuses = []feedback.Status{feedback.New, feedback.Accepted, feedback.Fixed, feedback.Declined, feedback.Spam}

func readInboxQuery(values url.Values) inboxQuery {
	q := inboxQuery{}
	for _, key := range inboxKeys {
		q.set(key, values.Get(key))
	}
	return q
}

// set sets a field; what cannot be meant is as if it had not been said.
func (q inboxQuery) set(key, value string) {
	delete(q, key)
	switch key {
	case "status":
		if value != allComments && !slices.Contains(inboxStatuses, feedback.Status(value)) {
			return
		}
	case "reason":
		if !feedback.Reason(value).Known() {
			return
		}
	case "days":
		if days, err := strconv.Atoi(value); err != nil || !slices.Contains(periods, days) {
			return
		}
	}
	if value != "" {
		q[key] = value
	}
}

// with is the query with another value in a field; an empty one takes the field out.
func (q inboxQuery) with(key, value string) inboxQuery {
	other := maps.Clone(q)
	other.set(key, value)
	return other
}

func (q inboxQuery) without(keys ...string) inboxQuery {
	other := maps.Clone(q)
	for _, key := range keys {
		delete(other, key)
	}
	return other
}

// status is the chosen tab.
func (q inboxQuery) status() string { return cmp.Or(q["status"], openComments) }

func (q inboxQuery) values() url.Values {
	values := url.Values{}
	for key, value := range q {
		values.Set(key, value)
	}
	return values
}

// address is where the inbox shows this.
func (q inboxQuery) address() string { return addressOf(inboxPath, q.values()) }

func addressOf(path string, values url.Values) string {
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

// filter is the query as the store knows it.
func (q inboxQuery) filter(lib *article.Library, today time.Time) feedback.Filter {
	f := feedback.Filter{
		Commented: true, Statuses: q.statuses(), Articles: q.articles(lib), Revision: q["revision"], Reason: feedback.Reason(q["reason"]),
		Step: q["step"], Model: q["model"], Assignee: q["assignee"], Text: q["q"],
	}
	if f.Assignee == nobodyAssigned {
		f.Assignee, f.Unassigned = "", true
	}
	if days, err := strconv.Atoi(q["days"]); err == nil {
		f.Period.From = today.AddDate(0, 0, 1-days)
	}
	return f
}

func (q inboxQuery) statuses() []feedback.Status {
	switch status := q.status(); status {
	case openComments:
		return []feedback.Status{feedback.New, feedback.Accepted}
	case allComments:
		return nil
	default:
		return []feedback.Status{feedback.Status(status)}
	}
}

// articles are those that are chosen by themselves or by their brand; nil means all.
func (q inboxQuery) articles(lib *article.Library) []string {
	if id := q["article"]; id != "" {
		return []string{id}
	}
	brand := q["brand"]
	if brand == "" {
		return nil
	}
	ids := []string{}
	for _, a := range lib.InBrand(brand) {
		ids = append(ids, a.ID)
	}
	return ids
}
