package article

import (
	"errors"
	"path"
	"strings"
)

const englishDir = "en"

// resolve turns a link as an author writes it into the site's address: "/lorex/x" stays, "x.md" and "../lorex/x.md" are
// taken from the file's own folder, so that links also work where the Markdown is read as files.
func (r *reader) resolve(dest string) (string, error) {
	target, fragment, found := strings.Cut(dest, "#")
	if found {
		fragment = "#" + fragment
	}
	if strings.HasPrefix(target, "/") {
		return path.Clean(target) + fragment, nil
	}
	name, isFile := strings.CutSuffix(target, ".md")
	joined := path.Join(path.Dir(r.file), name)
	below, inside := strings.CutPrefix(joined, englishDir+"/")
	if !isFile || !inside {
		return "", errors.New("write a link as /brand/article, as article.md, or with https://")
	}
	return "/" + below + fragment, nil
}
