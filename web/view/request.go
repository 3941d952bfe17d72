package view

import (
	"context"
	"strings"

	"pinhole/internal/article"
)

type libraryKey struct{}

// WithLibrary returns a context with the request's Library: it is fixed once, so that a reload
// never mixes two in one page.
func WithLibrary(ctx context.Context, lib *article.Library) context.Context {
	return context.WithValue(ctx, libraryKey{}, lib)
}

// LibraryOf returns the Library of a request, in its source language. It is nil without
// [WithLibrary].
func LibraryOf(ctx context.Context) *article.Library {
	lib, _ := ctx.Value(libraryKey{}).(*article.Library)
	return lib
}

// For returns the Site of a request for a path.
func (s *Settings) For(ctx context.Context, path string) Site {
	l, _ := s.LocaleOf(path)
	return s.Site(LibraryOf(ctx), l)
}

// CutEnding splits the address of an article's Markdown or picture into its page's address and the
// extension.
func CutEnding(address string) (path, ending string) {
	for _, ending := range []string{".md", ".png"} {
		if plain, found := strings.CutSuffix(address, ending); found {
			return plain, ending
		}
	}
	return address, ""
}
