package article

import (
	"errors"
	"path"
	"strings"
)

func (r *reader) size(address string) (width, height int) {
	p := r.pictures[address]
	return p.Width, p.Height
}

// resolve converts an author's link into an address of the site: "/lorex/x" is unchanged, "x.md"
// and "../lorex/x.md" are relative to the file's folder, so that links also work in the source
// files. Links of a translation lead to pages in its language.
func (r *reader) resolve(dest string) (string, error) {
	target, fragment, found := strings.Cut(dest, "#")
	if found {
		fragment = "#" + fragment
	}
	if strings.HasPrefix(target, "/") {
		return InLanguage(path.Clean(target), r.language) + fragment, nil
	}
	name, isFile := strings.CutSuffix(target, ".md")
	joined := path.Join(path.Dir(r.file), name)
	folder, below, _ := strings.Cut(joined, "/")
	if _, translated := locales[folder]; !isFile || (!translated && folder != English) {
		return "", errors.New("write a link as /brand/article, as article.md, or with https://")
	}
	if folder == English {
		folder = r.language // every page has an address in every language
	}
	return InLanguage("/"+below, folder) + fragment, nil
}
