package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/alecthomas/kong"

	"pinhole/internal/article"
	"pinhole/internal/demo"
	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/internal/store"
)

type demoCommand struct {
	contentFlag
	Database string `default:"data/demo.db" env:"-" help:"Database for what is made up: a new file, or that of an earlier demo."`
	Addr     string `default:":8080" help:"Address for readers."`
	OpsAddr  string `default:"127.0.0.1:8081" help:"Address for /healthz and /readyz; empty for none."`
}

// The editors of a demo. The first one is the owner, whose password is printed; nobody knows the
// other's.
var demoEditors = []string{"demo", "robin"}

// Run makes half a year of feedback up in a database of its own, and serves it.
func (c demoCommand) Run(ctx context.Context, t terminal) error {
	password, err := c.prepare(ctx, t)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "All answers in %s are made up. Open /desk with the name %s and the password %s\n", c.Database, demoEditors[0], password)
	var serve serveCommand
	if err := kong.ApplyDefaults(&serve); err != nil {
		return err
	}
	serve.contentFlag, serve.Database, serve.Addr, serve.OpsAddr = c.contentFlag, c.Database, c.Addr, c.OpsAddr
	return serve.Run(ctx, t)
}

// prepare fills the database where it is new, and gives a new password for the owner.
func (c demoCommand) prepare(ctx context.Context, t terminal) (password string, err error) {
	loader, err := c.loader()
	if err != nil {
		return "", err
	}
	lib, problems := loader.Load()
	if lib == nil {
		return "", contentError(c.Content, problems)
	}
	clock := time.Now()
	st, err := store.Open(ctx, store.Config{Database: c.Database, Logger: slog.New(slog.NewTextHandler(t.err, nil)), Now: func() time.Time { return clock }})
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	made, err := st.Demo(ctx)
	if err != nil {
		return "", err
	}
	if !made {
		fmt.Fprintf(t.err, "Making half a year of answers up in %s …\n", c.Database)
		if err := c.fill(ctx, st, lib, &clock); err != nil {
			return "", err
		}
	}
	password = rand.Text()
	hash, err := editor.NewHasher().Hash(ctx, password)
	if err == nil {
		err = st.SetPassword(ctx, editor.Console, demoEditors[0], hash)
	}
	if errors.Is(err, editor.ErrUnknown) {
		err = fmt.Errorf("the demo in %s was not finished: remove it and start again", c.Database)
	}
	return password, err
}

// fill carries a plan out. The editors come last, so that an unfinished demo can be told.
func (c demoCommand) fill(ctx context.Context, st *store.Store, lib *article.Library, clock *time.Time) error {
	end := *clock
	err := st.MakeDemo(ctx)
	if errors.Is(err, store.ErrInUse) {
		return fmt.Errorf("%s holds what people said, and a demo would mix made-up answers into it: name another file with --database", c.Database)
	}
	if err != nil {
		return err
	}
	plan := demo.Make(lib, end.UTC().Truncate(24*time.Hour), demoEditors)
	for _, r := range plan.Revisions {
		*clock = r.Since
		kept := store.Revision{Article: r.Article.ID, Revision: r.Revision, Language: r.Article.Language, Title: r.Article.Title, Markdown: r.Markdown}
		if err := st.RecordRevisions(ctx, []store.Revision{kept}); err != nil {
			return err
		}
	}
	if err := seed(ctx, st, plan); err != nil {
		return err
	}
	for _, j := range plan.Judged {
		*clock = j.At
		if err := judge(ctx, st, j); err != nil {
			return err
		}
	}
	*clock = end
	return addDemoEditors(ctx, st)
}

func seed(ctx context.Context, st *store.Store, plan demo.Plan) error {
	seeds := make([]store.Seed, len(plan.Feedback))
	for i, f := range plan.Feedback {
		seeds[i] = store.Seed(f)
	}
	searches := make([]store.Search, len(plan.Searches))
	for i, s := range plan.Searches {
		searches[i] = store.Search{Day: s.Day.Format(time.DateOnly), Query: s.Query, Times: s.Times, Results: s.Results, Missed: s.Missed}
	}
	if err := st.SeedDemo(ctx, seeds); err != nil {
		return err
	}
	return st.AddSearches(ctx, searches)
}

func judge(ctx context.Context, st *store.Store, j demo.Judged) error {
	item, err := st.Item(ctx, j.ID)
	if err == nil {
		_, err = st.Triage(ctx, j.Editor, []feedback.Ref{item.Ref()}, j.Triage)
	}
	return err
}

func addDemoEditors(ctx context.Context, st *store.Store) error {
	for _, name := range demoEditors {
		hash, err := editor.NewHasher().Hash(ctx, rand.Text())
		if err != nil {
			return err
		}
		if _, err := st.AddEditor(ctx, editor.Console, name, editor.Editor, hash); err != nil {
			return err
		}
	}
	return nil
}
