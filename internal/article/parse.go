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

// parsed is the result of parsing one file, before references to others are resolved. It is
// immutable.
type parsed struct {
	stamp       stamp
	sum         uint64 // of the file's bytes; 0: it could not be read
	frontMatter uint64 // of the part that other pages may show: an article's front matter, or any other file as a whole
	front       *front
	brand       *Brand
	families    *familyFile
	others      []OtherBrand
	site        *Site
	questions   *QuestionTree
	problems    Problems
	dated       []dated
	external    []ExternalLink
}

// loadFile parses a file, or returns old if the file has not changed. It returns nil for a removed
// file. The text is read into buffer, which the result does not reference.
func (l *Loader) loadFile(f file, old *parsed, buffer *bytes.Buffer) *parsed {
	info, err := fs.Stat(l.fsys, f.path) // follows symbolic links
	switch {
	case errors.Is(err, fs.ErrNotExist) && !f.link:
		return nil
	case err != nil:
		return unreadable(f, "this file cannot be read: %v", reason(err))
	case !info.Mode().IsRegular():
		return unreadable(f, "this is no file; move it out of the content folder")
	case info.Size() > maxFile:
		return unreadable(f, "this file is larger than 1 MiB; split it")
	}
	stamp := stampOf(info)
	if old != nil && old.stamp.sameFile(stamp) {
		return old
	}
	if err := l.readInto(buffer, f.path); err != nil {
		return unreadable(f, "this file cannot be read: %v", reason(err))
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

// unreadable returns the result for a file that cannot be read.
func unreadable(f file, format string, args ...any) *parsed {
	return &parsed{problems: Problems{{File: f.path, Line: 1, Message: fmt.Sprintf(format, args...)}}}
}

// parse parses the text of one file. It reuses the old result if only the modification time
// changed.
func (l *Loader) parse(f file, stamp stamp, old *parsed, text []byte) *parsed {
	p := &parsed{}
	sum := maphash.Bytes(seed, text)
	if old != nil && old.sum == sum {
		*p = *old
	} else {
		head := p.parseContent(f, unixLines(text), l.options.Pictures)
		p.sum, p.frontMatter = sum, maphash.Bytes(seed, head)
	}
	p.stamp = stamp
	return p
}

// unixLines strips byte order marks and normalizes line endings, including the lone CR of old Macs.
func unixLines(text []byte) []byte {
	for bytes.HasPrefix(text, []byte("\ufeff")) { // concatenated files have several
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

// parseContent parses a file by its kind. It returns the part that other pages may show.
func (p *parsed) parseContent(f file, text []byte, pictures map[string]Picture) (frontMatter []byte) {
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
		p.site = readSite(r, text)
	case brandFile:
		p.brand = readBrand(r, slug, text)
	case familiesFile:
		p.families = readFamilies(r, slug, text)
	case otherBrandsFile:
		p.others = readOtherBrands(r, text)
	case articleFile:
		p.front = r.article(slug, text)
	case translationFile:
		r.language = languageOf(f.path)
		p.front = r.translation(slug, text)
	case questionFile:
		r.language = languageOf(f.path)
		p.questions = treeReader{r}.tree(slug, text)
	}
	p.problems, p.dated, p.external = r.problems, r.dated, r.external
	if f.kind == questionFile {
		return nil // no article's page shows it
	}
	if head, _, _, ok := splitFront(text); ok && p.front != nil {
		return head
	}
	return text
}

// article parses an article's file; it returns nil for invalid front matter.
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
	r.checkBody(f, r.parseBody(f.article, slug, body, bodyLine), bodyLine)
	f.article.Revision = revision(f.article)
	return f
}

// split splits a file into front matter and body, or reports that there is no front matter.
func (r *reader) split(text []byte) (head, body []byte, bodyLine int, ok bool) {
	r.before = 1
	head, body, bodyLine, ok = splitFront(text)
	if !ok {
		line, problem := frameProblem(text)
		r.fail(line-r.before, "%s", problem)
	}
	return head, body, bodyLine, ok
}

// parseBody parses a body into a and reports a file name that is not a valid address.
func (r *reader) parseBody(a *Article, slug string, text []byte, bodyLine int) markdown.Document {
	a.File, a.Slug, a.Language, a.Markdown = r.file, slug, r.language, bytes.Clone(text)
	a.body = &body{source: a.Markdown, sum: maphash.Bytes(seed, a.Markdown), firstLine: bodyLine, reader: reader{file: r.file, language: r.language, pictures: r.pictures}}
	if !validSlug(slug) {
		r.fail(0, "the file name %q is not usable as an address; use small letters, digits and single hyphens", slug)
	}
	options := bodyOptions(r, bodyLine)
	options.OutlineOnly = true
	doc := parseMarkdown(r, a.Markdown, options)
	a.body.outline = outlineOf(&doc)
	return doc
}

// checkBody reports what an article of this goal and confidence lacks in its text.
func (r *reader) checkBody(f *front, doc markdown.Document, bodyLine int) {
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
	r.checkWays(f, doc)
	if a.Confidence == "conflicting" && !has(markdown.Disagree) {
		r.fail(f.lines["confidence"], "sources conflict: add a section \"## Where sources disagree\" that says what each says and which to try first")
	}
}
