package web

import (
	"cmp"
	"context"
	"slices"

	"pinhole/internal/feedback"
	"pinhole/web/page"
)

// How many steps are brought up because they have changed, those with most open comments, and how many comments of each.
const (
	maxChangedSteps    = 5
	maxChangedComments = 20
)

// changedSteps brings up the open comments on steps that say something else now: they are perhaps settled.
type changedSteps struct {
	d      *deskPages
	ctx    context.Context
	views  commentViews
	filter feedback.Filter
	shown  map[feedback.ID]bool // the comments that were brought up
}

// fill puts them into the page, unless it shows what is settled, or one revision alone.
func (c *changedSteps) fill(v *page.DeskInbox) error {
	c.shown = map[feedback.ID]bool{}
	open := slices.Contains(c.filter.Statuses, feedback.New) || slices.Contains(c.filter.Statuses, feedback.Accepted)
	if !open || c.filter.Revision != "" {
		return nil
	}
	steps, err := c.steps()
	if err != nil {
		return err
	}
	for _, s := range steps {
		if len(v.Changed) == maxChangedSteps {
			return nil
		}
		if err := c.add(v, s); err != nil {
			return err
		}
	}
	return nil
}

// steps are those that have changed, with most open comments first.
func (c *changedSteps) steps() ([]feedback.StepCount, error) {
	all, err := c.d.Store.OpenSteps(c.ctx)
	if err != nil {
		return nil, err
	}
	changed := slices.DeleteFunc(all, func(s feedback.StepCount) bool {
		return c.filter.Articles != nil && !slices.Contains(c.filter.Articles, s.Article) ||
			c.filter.Step != "" && c.filter.Step != s.Step || !c.views.texts.stepChanged(s.Article, s.Revision, s.Step)
	})
	slices.SortStableFunc(changed, func(a, b feedback.StepCount) int { return cmp.Compare(b.Comments, a.Comments) })
	return changed, nil
}

func (c *changedSteps) add(v *page.DeskInbox, s feedback.StepCount) error {
	f := c.filter
	f.Articles, f.Revision, f.Step = []string{s.Article}, s.Revision, s.Step
	items, err := c.d.Store.Items(c.ctx, f, feedback.Cursor{}, maxChangedComments)
	if err != nil || len(items) == 0 {
		return err
	}
	shown := page.DeskChanged{Article: titleOf(c.views.texts.lib, s.Article), Groups: c.views.groups(items)}
	shown.Then, shown.ThenLang = c.views.step(s.Article, s.Revision, s.Step)
	if a, ok := c.views.texts.now(s.Article, s.Revision, ""); ok {
		shown.Now, shown.NowLang = c.views.step(s.Article, a.Revision, s.Step)
		shown.Path = a.Path()
		if shown.Now == s.Step {
			shown.Now = c.views.l.T("desk.inbox.changed.gone")
		}
	}
	if len(items) == maxChangedComments {
		shown.More = inboxQuery{"article": s.Article, "revision": s.Revision, "step": s.Step}.address()
	}
	for _, item := range items {
		c.shown[item.ID] = true
	}
	v.Changed = append(v.Changed, shown)
	return nil
}
