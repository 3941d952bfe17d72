package article

import (
	"bytes"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"pinhole/internal/markdown"
)

// parsed is one file's own result, before the files are seen together. It is never changed.
type parsed struct {
	stamp       stamp
	sum         uint64 // of the file's bytes; 0: it could not be read
	frontMatter uint64 // of what other pages may show of it: an article's front matter, all of another file
	front       *front
	brand       *Brand
	site        *Site
	problems    Problems
	dated       []dated
	external    []ExternalLink
}

// look gives what a file holds: what it gave before, when it did not change since. Nil means that it was removed. The text is
// read into buffer, which nothing of the result refers to.
func (l *Loader) look(f file, old *parsed, buffer *bytes.Buffer) *parsed {
	info, err := fs.Stat(l.fsys, f.path) // of what a symbolic link leads to
	switch {
	case errors.Is(err, fs.ErrNotExist) && !f.link:
		return nil
	case err != nil:
		return unread(f, "this file cannot be read: %v", reason(err))
	case !info.Mode().IsRegular():
		return unread(f, "this is no file; move it out of the content folder")
	case info.Size() > maxFile:
		return unread(f, "this file is larger than 1 MiB; split it")
	}
	stamp := stampOf(info)
	if old != nil && old.stamp.tells(stamp) {
		return old
	}
	if err := l.readInto(buffer, f.path); err != nil {
		return unread(f, "this file cannot be read: %v", reason(err))
	}
	return l.parse(f, stamp, old, buffer.Bytes())
}

func (l *Loader) readInto(buffer *bytes.Buffer, name string) error {
	in, err := l.fsys.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	buffer.Reset()
	_, err = buffer.ReadFrom(io.LimitReader(in, maxFile))
	return err
}

// unread is the result of a file that is not read.
func unread(f file, format string, args ...any) *parsed {
	return &parsed{problems: Problems{{File: f.path, Line: 1, Message: fmt.Sprintf(format, args...)}}}
}

// parse reads the text of one file. A file that was only touched gives what it gave before.
func (l *Loader) parse(f file, stamp stamp, old *parsed, text []byte) *parsed {
	p := &parsed{}
	sum := maphash.Bytes(seed, text)
	if old != nil && old.sum == sum {
		*p = *old
	} else {
		head := p.read(f, unixLines(text), l.options.Pictures)
		p.sum, p.frontMatter = sum, maphash.Bytes(seed, head)
	}
	p.stamp = stamp
	return p
}

// unixLines takes byte order marks and carriage returns away. A file without any newline has those of old Macs.
func unixLines(text []byte) []byte {
	for bytes.HasPrefix(text, []byte("\ufeff")) { // joining two files leaves two
		text = text[len("\ufeff"):]
	}
	switch {
	case bytes.IndexByte(text, '\r') < 0:
		return text
	case bytes.IndexByte(text, '\n') < 0:
		return bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
}

// read gives back what other pages may show of the file.
func (p *parsed) read(f file, text []byte, pictures map[string]Picture) (frontMatter []byte) {
	r := &reader{file: f.path, language: English, lines: 1 + bytes.Count(text, []byte("\n")), pictures: pictures}
	slug := strings.TrimSuffix(path.Base(f.path), path.Ext(f.path))
	if isUTF16(text) {
		r.lines = 1
		r.fail(1, "this file is UTF-16; save it as UTF-8")
		p.problems = r.problems
		return text
	}
	switch f.kind {
	case siteFile:
		p.site = r.site(text)
	case brandFile:
		p.brand = r.brand(slug, text)
	case articleFile:
		p.front = r.article(slug, text)
	case translationFile:
		r.language = languageOf(f.path)
		p.front = r.translation(slug, text)
	}
	p.problems, p.dated, p.external = r.problems, r.dated, r.external
	if head, _, _, ok := splitFront(text); ok && p.front != nil {
		return head
	}
	return text
}

// article reads an article's file; nil when its front matter cannot be read.
func (r *reader) article(slug string, text []byte) *front {
	head, body, bodyLine, ok := r.split(text)
	if !ok {
		return nil
	}
	f := r.front(head)
	if f == nil {
		return nil
	}
	if folder := path.Base(path.Dir(r.file)); f.brand != "" && f.brand != folder {
		r.fail(f.lines["brand"], "brand %q stands in the folder %q; move the file or correct the brand", f.brand, folder)
	}
	r.body(f, r.fill(f.article, slug, body, bodyLine), bodyLine)
	f.article.Revision = revision(f.article)
	return f
}

// split cuts a file into front matter and body, or notes that there is no front matter.
func (r *reader) split(text []byte) (head, body []byte, bodyLine int, ok bool) {
	r.before = 1
	head, body, bodyLine, ok = splitFront(text)
	if !ok {
		line, trouble := frameTrouble(text)
		r.fail(line-r.before, "%s", trouble)
	}
	return head, body, bodyLine, ok
}

// fill checks a body, and notes a file name that cannot be an address.
func (r *reader) fill(a *Article, slug string, text []byte, bodyLine int) markdown.Document {
	a.File, a.Slug, a.Language, a.Markdown = r.file, slug, r.language, bytes.Clone(text)
	a.body = &body{source: a.Markdown, sum: maphash.Bytes(seed, a.Markdown), firstLine: bodyLine, reader: reader{file: r.file, language: r.language, pictures: r.pictures}}
	if !validSlug(slug) {
		r.fail(0, "the file name %q is not usable as an address; use small letters, digits and single hyphens", slug)
	}
	options := r.reading(bodyLine)
	options.OutlineOnly = true
	doc := r.markdown(a.Markdown, options)
	a.body.outline = outlineOf(&doc)
	return doc
}

// body notes what an article of this goal and confidence lacks in its text.
func (r *reader) body(f *front, doc markdown.Document, bodyLine int) {
	a := f.article
	has := func(k markdown.Kind) bool {
		return slices.ContainsFunc(doc.Sections, func(s markdown.Section) bool { return s.Kind == k })
	}
	switch {
	case a.Goal != "" && a.Goal.Procedure() && !has(markdown.Steps):
		r.fail(bodyLine-r.before, "a procedure needs its steps: add a heading \"## Steps\" with a numbered list")
	case len(doc.Sections) == 0:
		r.fail(bodyLine-r.before, "the article has no text; write it below the front matter")
	}
	if a.Confidence == "conflicting" && !has(markdown.Disagree) {
		r.fail(f.lines["confidence"], "sources conflict: add a section \"## Where sources disagree\" that says what each says and which to try first")
	}
}
