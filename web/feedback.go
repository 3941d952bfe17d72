package web

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"time"

	"github.com/go-chi/chi/v5"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/internal/spam"
	"pinhole/web/page"
)

const (
	maxForm   = 64 << 10  // bytes of a form that is taken
	maxEchoed = 512 << 10 // bytes of a form that is too large to be taken, but is given back to its writer

	cookieAge = 400 * 24 * time.Hour // the longest that browsers keep one

	plainCookie  = "pinhole"
	secureCookie = "__Secure-" + plainCookie // over https: no page that came over http can set it; its path rules __Host- out
)

// feedbackHome is where a reader lands who reloads or edits the address of the form.
func (s *Server) feedbackHome(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, "/", http.StatusFound)
	return nil
}

// addFeedback takes a verdict: it is in the store before the answer leaves.
func (s *Server) addFeedback(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	lib := s.Library()
	known := s.revisions(r.Context(), lib)
	submission, err := feedback.ParseSubmission(form, s.Now(), known.steps)
	if err != nil {
		return s.invalid(err, form, "/feedback", s.backTo(lib, form))
	}
	a, ok := lib.ArticleByID(submission.Article)
	if !ok {
		return s.unknownArticle(form)
	}
	l := s.answered(form, a.Language)
	submission.Details = submission.Redacted(s.secrets.of(lib))
	browser := s.sender(r, submission)
	revision := submission.Revision
	if revision == "" {
		revision = a.Revision
	}
	receipt := browser.Receipt(a.ID, revision)
	judged, served := known.find(a.ID, revision)
	entry := submission.Entry(receipt.ID(), revision, served, cmp.Or(judged.language, article.English))
	entry.Spam = s.spam(entry.ID, submission.Signals, entry.Details)
	err = known.failed
	if err == nil {
		err = s.Feedback.AddFeedback(r.Context(), entry)
	}
	said := saidBy(submission.Withdraw, &submission.Verdict)
	if err != nil {
		s.Observer.Feedback(said, Unavailable)
		return &refusal{status: http.StatusInternalServerError, cause: err, form: again("/feedback", form), words: l, back: l.Path(a.Path()), message: notStored}
	}
	s.Observer.Feedback(said, result(entry.Spam))
	s.remember(w, browser)
	return s.stored(w, r, receiptPath(receipt, l, entry.Language), receipt, http.StatusCreated)
}

// changeFeedback takes what comes after the verdict: details, a changed mind, or a withdrawal.
func (s *Server) changeFeedback(w http.ResponseWriter, r *http.Request) error {
	receipt, current, err := s.receipt(r)
	if err != nil {
		return err
	}
	form, err := readForm(r)
	if err != nil {
		return err
	}
	lib := s.Library()
	l := s.receiptLanguage(r, current)
	change, err := feedback.ParseChange(form, current, s.revisions(r.Context(), lib).steps)
	if err != nil {
		return s.invalidChange(w, r, receipt, current, form, err)
	}
	change.Details = change.Redacted(s.secrets.of(lib))
	change.Spam = s.spam(receipt.ID(), change.Signals, change.Details)
	said := saidBy(change.Withdraw, change.Verdict)
	if err := s.Feedback.ChangeFeedback(r.Context(), receipt.ID(), change); err != nil {
		s.Observer.Feedback(said, Unavailable)
		return &refusal{status: http.StatusInternalServerError, cause: err, form: again(receiptPath(receipt, l, current.Language), form), words: l, message: notStored}
	}
	s.Observer.Feedback(said, result(change.Spam))
	return s.stored(w, r, receiptPath(receipt, l, current.Language), receipt, http.StatusOK)
}

func result(spam bool) Result {
	if spam {
		return StoredSpam
	}
	return Stored
}

const notStored = "refusal.not-stored"

// spam judges what came in. Spam is stored apart and answered like everything else, so that nobody learns how to get round it.
func (s *Server) spam(id feedback.ID, signals spam.Signals, d feedback.Details) bool {
	others := 0
	if d.Comment != nil {
		others = s.repeats.Others(id, *d.Comment)
	}
	judged, why := spam.Judge(signals, d.Text(), others)
	if judged {
		s.Logger.Info("feedback was judged spam; it is kept apart", "why", why)
	}
	return judged
}

// receiptLanguage is the language of a receipt's page: that of the text that was judged, unless the address names another. An
// article that is not translated is read in English on a page in another language.
func (s *Server) receiptLanguage(r *http.Request, f feedback.Feedback) *language.Locale {
	if l, ok := s.Languages.Locale(r.URL.Query().Get("language")); ok {
		return l
	}
	return s.spoken(f.Language)
}

// receiptPath is the address of a receipt's page in a language; judged is that of the text that was judged.
func receiptPath(receipt feedback.Receipt, l *language.Locale, judged string) string {
	address := "/feedback/" + receipt.String()
	if l.Tag() != judged {
		address += "?language=" + l.Tag()
	}
	return address
}

// stored answers a form that is safe by now.
func (s *Server) stored(w http.ResponseWriter, r *http.Request, address string, receipt feedback.Receipt, status int) error {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	if !wantsJSON(r) {
		withoutBody(h)
		h.Set("Location", address)
		w.WriteHeader(http.StatusSeeOther)
		return nil
	}
	if status == http.StatusCreated {
		h.Set("Location", address)
	}
	body, err := json.Marshal(map[string]string{"receipt": receipt.String(), "url": address})
	if err != nil {
		return err
	}
	return s.write(w, status, "application/json", body)
}

func (s *Server) cookieName() string {
	if s.secure {
		return secureCookie
	}
	return plainCookie
}

// sender finds out which browser answers: by its cookie, else by the key that its script made, else it is new. Over https,
// browsers that answered before its cookie had its name there have one of the plain name: theirs is read as long as such a
// cookie lasts, so that nobody counts twice.
func (s *Server) sender(r *http.Request, submission feedback.Submission) feedback.Browser {
	for _, name := range []string{s.cookieName(), plainCookie} {
		if c, err := r.Cookie(name); err == nil {
			if b, err := feedback.ParseBrowser(c.Value); err == nil {
				return b
			}
		}
	}
	if submission.Browser != nil {
		return *submission.Browser
	}
	return feedback.NewBrowser()
}

func (s *Server) remember(w http.ResponseWriter, b feedback.Browser) {
	http.SetCookie(w, &http.Cookie{
		Name: s.cookieName(), Value: b.String(), Path: "/feedback", MaxAge: int(cookieAge.Seconds()),
		HttpOnly: true, Secure: s.secure, SameSite: http.SameSiteLaxMode,
	})
}

// readForm reads a form whose body is bounded. A form that is too large is still given back, up to a limit of its own.
func readForm(r *http.Request) (url.Values, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" || r.Header.Get("Content-Encoding") != "" {
		return nil, refuse(http.StatusUnsupportedMediaType, "refusal.media-type")
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxEchoed+1))
	if err != nil {
		return nil, &refusal{status: http.StatusBadRequest, message: "refusal.cut-short", cause: err}
	}
	form, err := url.ParseQuery(string(body))
	switch {
	case len(body) > maxEchoed:
		return nil, refuse(http.StatusRequestEntityTooLarge, "refusal.far-too-large", "Limit", feedback.MaxComment)
	case len(body) > maxForm:
		return nil, &refusal{status: http.StatusRequestEntityTooLarge, form: again(r.URL.Path, form),
			message: "refusal.too-large", args: []any{"Limit", feedback.MaxComment}}
	case err != nil:
		return nil, &refusal{status: http.StatusBadRequest, message: "refusal.unreadable", cause: err}
	}
	return form, nil
}

// again is a form with everything that was sent, for the reader to send once more.
func again(action string, form url.Values) *page.Again {
	a := &page.Again{Action: action, Comment: form.Get("comment"), Asked: form.Has("comment"), Max: feedback.MaxComment}
	for _, name := range []string{"article", "revision", "language", "helpful", "rating", "reason", "step", "model", "firmware", "outcome"} {
		if form.Has(name) {
			a.Hidden = append(a.Hidden, page.Field{Name: name, Value: form.Get(name)})
		}
	}
	return a
}

// keepText adds the form of a request to a refusal that comes before the form was read.
func (s *Server) keepText(r *http.Request, e *refusal) error {
	if form, err := readForm(r); err == nil {
		e.form, e.words = again(r.URL.Path, form), s.answered(form, s.words(r).Tag())
	}
	return e
}

// invalid refuses a form whose fields are wrong.
func (s *Server) invalid(err error, form url.Values, action, back string) *refusal {
	e := &refusal{status: http.StatusUnprocessableEntity, message: "refusal.invalid", cause: err, back: back, words: s.answered(form, language.Source)}
	errors.As(err, &e.fields)
	e.form = again(action, form)
	if back != "" && !form.Has("comment") {
		e.form = nil // nothing was typed: answering on the article again is easier
		e.message = "refusal.invalid-verdict"
	}
	return e
}

// answered is the language of the page on which a form was filled in.
func (s *Server) answered(form url.Values, otherwise string) *language.Locale {
	if l, ok := s.Languages.Locale(form.Get("language")); ok {
		return l
	}
	return s.spoken(otherwise)
}

func (s *Server) backTo(lib *article.Library, form url.Values) string {
	if a, ok := lib.ArticleByID(form.Get("article")); ok {
		return s.answered(form, a.Language).Path(a.Path())
	}
	return ""
}

// receipt finds the feedback that an address names.
func (s *Server) receipt(r *http.Request) (feedback.Receipt, feedback.Feedback, error) {
	receipt, err := feedback.ParseReceipt(chi.URLParam(r, "receipt"))
	if err != nil {
		return receipt, feedback.Feedback{}, s.noReceipt(r, err)
	}
	f, err := s.Feedback.Feedback(r.Context(), receipt.ID())
	if errors.Is(err, feedback.ErrNotFound) {
		return receipt, f, s.noReceipt(r, err)
	}
	if err != nil && r.Method == http.MethodPost {
		return receipt, f, s.keepText(r, &refusal{status: http.StatusInternalServerError, cause: err, message: notStored})
	}
	return receipt, f, err
}

// unknownArticle refuses an answer about an article that is not here, and gives the words back.
func (s *Server) unknownArticle(form url.Values) error {
	e := refuse(http.StatusNotFound, "refusal.no-article")
	e.words = s.answered(form, language.Source)
	if form.Has("comment") {
		e.form = again("/feedback", form)
		e.message = "refusal.no-article-comment"
	}
	return e
}

func (s *Server) noReceipt(r *http.Request, cause error) error {
	e := &refusal{status: http.StatusNotFound, cause: cause,
		message: "refusal.no-receipt"}
	if r.Method != http.MethodPost {
		return e
	}
	if form, err := readForm(r); err == nil && form.Has("comment") {
		e.form = again("/feedback", form)
		e.message = "refusal.no-receipt-comment"
	}
	return e
}
