package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"pinhole/internal/editor"
	"pinhole/internal/store"
)

type editorCommand struct {
	Add           editorAdd    `cmd:"" help:"Add an editor. The first one becomes the owner."`
	List          editorList   `cmd:"" help:"List the editors."`
	SetRole       editorRole   `cmd:"" help:"Make somebody an owner, or an editor again."`
	Remove        editorRemove `cmd:"" help:"Remove an editor and end all sessions of this editor."`
	ResetPassword editorReset  `cmd:"" help:"Set a new password and end all sessions of this editor."`
}

type editorAdd struct {
	databaseFlag
	passwordFlag
	Name string `arg:"" help:"Name to log in with: 2 to 32 of a-z, 0-9, dot, hyphen, underscore, beginning with a letter."`
	Role string `enum:"owner,editor" default:"editor" env:"-" help:"editor works with what readers said; owner also sees who else there is and what they did, and sets webhooks."`
}

// Run adds an account. There is no default password.
func (c editorAdd) Run(ctx context.Context, t terminal) error {
	name, hash, err := c.hashed(ctx, t, c.Name)
	if err != nil {
		return err
	}
	return withStore(ctx, c.databaseFlag, t, func(st *store.Store) error {
		a, err := st.AddEditor(ctx, editor.Console, name, editor.Role(c.Role), hash)
		switch {
		case errors.Is(err, editor.ErrTaken):
			return fmt.Errorf("there is an editor %s already: set a new password with pinhole editor reset-password %s, or choose another name", name, name)
		case err != nil:
			return err
		}
		fmt.Fprintf(t.out, "Added %s as %s in %s.\n", a.Name, a.Role, withoutPassword(c.Database))
		return nil
	})
}

type editorList struct{ databaseFlag }

// Run prints one line for each account.
func (c editorList) Run(ctx context.Context, t terminal) error {
	return withStore(ctx, c.databaseFlag, t, func(st *store.Store) error {
		list, err := st.Editors(ctx)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			fmt.Fprintf(t.err, "There is no editor yet in %s. Add the first one, who becomes the owner: pinhole editor add NAME\n", withoutPassword(c.Database))
		}
		out := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
		for _, a := range list {
			fmt.Fprintf(out, "%s\t%s\tadded %s\n", a.Name, a.Role, a.AddedAt.Format(time.DateOnly))
		}
		return out.Flush()
	})
}

type editorRemove struct {
	databaseFlag
	Name  string `arg:"" help:"Name of the editor."`
	Force bool   `env:"-" help:"Remove the last owner too. Then the desk is closed until an editor is added."`
}

// Run removes an account. What the editor did stays in the audit trail.
func (c editorRemove) Run(ctx context.Context, t terminal) error {
	name, err := editor.CleanName(c.Name)
	if err != nil {
		return err
	}
	return withStore(ctx, c.databaseFlag, t, func(st *store.Store) error {
		err := st.RemoveEditor(ctx, editor.Console, name, c.Force)
		switch {
		case errors.Is(err, editor.ErrLastOwner):
			return fmt.Errorf("%s is the last owner: add another one first, or close the desk with --force", name)
		case err != nil:
			return unknownEditor(err, name)
		}
		fmt.Fprintf(t.out, "Removed %s.\n", name)
		return nil
	})
}

type editorRole struct {
	databaseFlag
	Name string `arg:"" help:"Name of the editor."`
	Role string `arg:"" enum:"owner,editor" help:"owner or editor."`
}

// Run changes what an editor may do, from the next request on.
func (c editorRole) Run(ctx context.Context, t terminal) error {
	name, err := editor.CleanName(c.Name)
	if err != nil {
		return err
	}
	return withStore(ctx, c.databaseFlag, t, func(st *store.Store) error {
		err := st.SetRole(ctx, editor.Console, name, editor.Role(c.Role))
		switch {
		case errors.Is(err, editor.ErrLastOwner):
			return fmt.Errorf("%s is the last owner: make another one first", name)
		case err != nil:
			return unknownEditor(err, name)
		}
		fmt.Fprintf(t.out, "%s is %s now.\n", name, c.Role)
		return nil
	})
}

type editorReset struct {
	databaseFlag
	passwordFlag
	Name string `arg:"" help:"Name of the editor."`
}

// Run sets a password.
func (c editorReset) Run(ctx context.Context, t terminal) error {
	name, hash, err := c.hashed(ctx, t, c.Name)
	if err != nil {
		return err
	}
	return withStore(ctx, c.databaseFlag, t, func(st *store.Store) error {
		if err := st.SetPassword(ctx, editor.Console, name, hash); err != nil {
			return unknownEditor(err, name)
		}
		fmt.Fprintf(t.out, "The password of %s is set, and all sessions of %s are ended.\n", name, name)
		return nil
	})
}

func unknownEditor(err error, name string) error {
	if errors.Is(err, editor.ErrUnknown) {
		return fmt.Errorf("there is no editor %s: see pinhole editor list", name)
	}
	return err
}
