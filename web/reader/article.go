package reader

import (
	"net/http"
	"strings"

	"pinhole/web/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

func (p *Reader) article(w http.ResponseWriter, r *http.Request) error {
	return p.showArticle(w, r, "")
}

// articleFrom serves an article to a reader whom a tree of questions led there (?from=BRANCH): the
// form under it then holds the branch. All other requests go to cached.
func (p *Reader) articleFrom(cached http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		branch := ""
		if r.URL.RawQuery != "" {
			branch = view.Branch(view.LibraryOf(r.Context()), r.URL.Query().Get(view.FromField))
		}
		if branch == "" {
			cached(w, r)
			return
		}
		p.Respond.Handle(func(w http.ResponseWriter, r *http.Request) error { return p.showArticle(w, r, branch) })(w, r)
	}
}

func (p *Reader) showArticle(w http.ResponseWriter, r *http.Request, branch string) error {
	site := p.site(r)
	path, ending := p.cutEnding(r)
	a, ok := site.Library.Article(path)
	if !ok {
		return p.moved(w, r)
	}
	switch ending {
	case ".md":
		return writeMarkdown(w, site.Origin+site.Locale.Path(a.Path()), site.ArticleMarkdown(a))
	case ".png":
		return picture(w, r, site, a)
	}
	v, err := site.Article(a)
	if err != nil {
		return err
	}
	v.Feedback.Path = branch
	return respond.Render(w, r, http.StatusOK, page.ArticlePage(v))
}

// cutEnding splits a request's path, without its language, into the page's path and the extension
// of an article's Markdown or picture.
func (p *Reader) cutEnding(r *http.Request) (path, ending string) {
	_, address := p.Settings.LocaleOf(r.URL.Path)
	return view.CutEnding(address)
}

// moved redirects an old address permanently, and one with capital letters to that in small ones;
// it returns 404 for everything else.
func (p *Reader) moved(w http.ResponseWriter, r *http.Request) error {
	site := p.site(r)
	path, ending := p.cutEnding(r)
	a, ok := site.Library.Alias(path)
	if lower := strings.ToLower(path); !ok && lower != path {
		if a, ok = site.Library.Article(lower); !ok {
			if b, isBrand := site.Library.Brand(strings.TrimPrefix(lower, "/")); isBrand {
				http.Redirect(w, r, site.Locale.Path(b.Path()+ending), http.StatusMovedPermanently)
				return nil
			}
		}
	}
	if !ok {
		return notFound()
	}
	http.Redirect(w, r, site.Locale.Path(a.Path()+ending), http.StatusMovedPermanently)
	return nil
}
