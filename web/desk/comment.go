package desk

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"

	"pinhole/internal/feedback"
	"pinhole/internal/insight"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
	"pinhole/web/view"
)

// commentViews shows comments to an editor.
type commentViews struct {
	l     *language.Locale
	texts *pastTexts
	from  string // the address of the list to which a comment's page leads back
}

func (c commentViews) view(item feedback.Item) page.Comment {
	v := page.Comment{
		Ref: c.ref(item), Path: itemPath(item.ID, c.from), Text: item.Comment, Lang: view.Foreign(c.l, item.Language),
		Status: statusWord(c.l, item.Status), StatusName: string(item.Status), Assignee: item.Assignee, Received: c.l.Day(item.ReceivedAt),
		Article: titleOf(c.texts.lib, item.Article), Model: item.Model, Helped: item.Verdict.Helpful, Noted: item.Note != "", Answered: item.Reply != "", Held: item.Held != feedback.Counted,
	}
	if item.Reason != "" {
		v.Reason = view.ReasonWord(c.l, item.Reason)
	}
	if item.Outcome != "" {
		v.Outcome = view.OutcomeWord(c.l, item.Outcome)
	}
	v.Step, v.StepLang = c.step(item.Article, item.Revision, item.Step)
	v.Change = c.change(item)
	return v
}

// ref names an item as it is seen here, with the revision that is served now: what an editor calls
// fixed is fixed in that one.
func (c commentViews) ref(item feedback.Item) string {
	now := ""
	if a, ok := c.texts.now(item.Article, item.Revision, item.Language); ok {
		now = a.Revision
	}
	return strings.Join([]string{item.ID.String(), strconv.FormatInt(item.Version, 10), now}, ".")
}

// step is a step in the words of its revision, with the language where that is not the page's.
func (c commentViews) step(id, name, step string) (words, lang string) {
	if step == "" {
		return "", ""
	}
	found, known := c.texts.find(id, name)
	for _, s := range found.Steps() {
		if known && s.Anchor == step {
			return c.l.T("desk.inbox.step-words", "Number", s.Number, "Words", s.Text), view.Foreign(c.l, found.Language)
		}
	}
	return step, ""
}

// change reports whether the comment is still about what readers see.
func (c commentViews) change(item feedback.Item) string {
	a, ok := c.texts.now(item.Article, item.Revision, item.Language)
	switch {
	case !ok:
		return c.l.T("desk.inbox.change.gone")
	case item.Held == feedback.HeldRevision:
		return c.l.T("desk.inbox.change.unknown")
	case a.Revision == item.Revision:
		return ""
	case c.texts.stepChanged(item.Article, item.Revision, item.Step):
		return c.l.T("desk.inbox.change.step")
	}
	return c.l.T("desk.inbox.change.article")
}

// groups clusters comments on the same article that say nearly the same; what is judged spam is
// clustered whatever article it is on.
func (c commentViews) groups(items []feedback.Item) []page.Group {
	var groups []page.Group
	for _, members := range clusters(items) {
		g := page.Group{Comment: c.view(items[members[0]])}
		for _, i := range members[1:] {
			g.Alike = append(g.Alike, c.view(items[i]))
		}
		groups = append(groups, g)
	}
	return groups
}

// clusters returns groups of places in a list, in its order.
func clusters(items []feedback.Item) [][]int {
	of := map[string][]int{} // an article's places
	var order []string
	for i, item := range items {
		about := item.Article
		if item.Status == feedback.Spam {
			about = ""
		}
		if of[about] == nil {
			order = append(order, about)
		}
		of[about] = append(of[about], i)
	}
	first := make([][]int, len(items)) // groups by their first place
	for _, about := range order {
		places := of[about]
		comments := make([]feedback.Feedback, len(places))
		for i, place := range places {
			comments[i] = items[place].Feedback
		}
		for _, group := range insight.Cluster(comments) {
			for i, at := range group {
				group[i] = places[at]
			}
			first[group[0]] = group
		}
	}
	groups := first[:0]
	for _, group := range first {
		if group != nil {
			groups = append(groups, group)
		}
	}
	return groups
}

// itemPath is the address of a comment's own page. The id is a hash of the reader's receipt: it
// opens nothing but this page.
func itemPath(id feedback.ID, from string) string {
	path := inboxPath + "/" + id.String()
	if from == "" || from == inboxPath {
		return path
	}
	return path + "?from=" + url.QueryEscape(from)
}

// wayToInbox is the list from which an editor came, or the inbox.
func wayToInbox(from string) string {
	if back := returnTo(from); back == inboxPath || strings.HasPrefix(back, inboxPath+"?") {
		return back
	}
	return inboxPath
}

func nameOrNobody(l *language.Locale, name string) string {
	return cmp.Or(name, l.T("desk.inbox.nobody"))
}
