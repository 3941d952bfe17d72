package desk

import (
	"cmp"
	"context"
	"slices"

	"pinhole/internal/feedback"
	"pinhole/web/desk/page"
)

// How many steps are brought up because they have changed, those with most open comments; how many
// comments are read to find those on them; and how many of each are shown.
const (
	maxChangedSteps    = 5
	maxChangedRead     = 500
	maxChangedComments = 20
)

// changedSteps brings up the open comments on steps that say something else now: they are perhaps
// settled.
type changedSteps struct {
	store  inboxStore
	ctx    context.Context
	views  commentViews
	filter feedback.Filter
	shown  map[feedback.ID]bool // the comments that were brought up
}

// fill puts them into the page, unless it shows what is settled, or one revision alone.
func (c *changedSteps) fill(v *page.Inbox) error {
	c.shown = map[feedback.ID]bool{}
	open := slices.Contains(c.filter.Statuses, feedback.New) || slices.Contains(c.filter.Statuses, feedback.Accepted)
	if !open || c.filter.Revision != "" {
		return nil
	}
	steps, err := c.steps()
	if err != nil || len(steps) == 0 {
		return err
	}
	items, err := c.items(steps)
	for _, s := range steps {
		c.add(v, s, items)
	}
	return err
}

// items are the comments on the articles that have the steps: one question for all of them.
func (c *changedSteps) items(steps []feedback.StepCount) ([]feedback.Item, error) {
	f := c.filter
	f.Articles = nil
	for _, s := range steps {
		if !slices.Contains(f.Articles, s.Article) {
			f.Articles = append(f.Articles, s.Article)
		}
	}
	return c.store.Items(c.ctx, f, feedback.Cursor{}, maxChangedRead)
}

// steps are those that have changed and have most open comments.
func (c *changedSteps) steps() ([]feedback.StepCount, error) {
	all, err := c.store.OpenSteps(c.ctx)
	if err != nil {
		return nil, err
	}
	changed := slices.DeleteFunc(all, func(s feedback.StepCount) bool {
		return c.filter.Articles != nil && !slices.Contains(c.filter.Articles, s.Article) ||
			c.filter.Step != "" && c.filter.Step != s.Step || !c.views.texts.stepChanged(s.Article, s.Revision, s.Step)
	})
	slices.SortStableFunc(changed, func(a, b feedback.StepCount) int { return cmp.Compare(b.Comments, a.Comments) })
	return changed[:min(len(changed), maxChangedSteps)], nil
}

func (c *changedSteps) add(v *page.Inbox, s feedback.StepCount, all []feedback.Item) {
	var items []feedback.Item
	for _, item := range all {
		if item.Article == s.Article && item.Revision == s.Revision && item.Step == s.Step && len(items) < maxChangedComments {
			items = append(items, item)
		}
	}
	if len(items) == 0 {
		return
	}
	shown := page.Changed{Article: titleOf(c.views.texts.lib, s.Article), Groups: c.views.groups(items)}
	shown.Then, shown.ThenLang = c.views.step(s.Article, s.Revision, s.Step)
	if a, ok := c.views.texts.now(s.Article, s.Revision, ""); ok {
		shown.Now, shown.NowLang = c.views.step(s.Article, a.Revision, s.Step)
		shown.Path = a.Path()
		if shown.Now == s.Step {
			shown.Now = c.views.l.T("desk.inbox.changed.gone")
		}
	}
	if len(items) < s.Comments {
		shown.More = inboxQuery{"article": s.Article, "revision": s.Revision, "step": s.Step}.address()
	}
	for _, item := range items {
		c.shown[item.ID] = true
	}
	v.Changed = append(v.Changed, shown)
}
