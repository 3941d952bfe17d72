package verdict

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/go-chi/chi/v5"

	"pinhole/internal/article"
	"pinhole/internal/clientip"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/internal/spam"
	"pinhole/web/respond"
	"pinhole/web/revision"
	"pinhole/web/view"
)

const (
	cookieAge = 400 * 24 * time.Hour // the maximum that browsers allow

	plainCookie  = "pinhole"
	secureCookie = "__Secure-" + plainCookie // over https: pages over http cannot set it; __Host- is impossible because of its path
)

// home redirects readers who reload or edit the address of the form.
func (v *Verdicts) home(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, "/", http.StatusFound)
	return nil
}

// Add handles a verdict. It is stored before the response is written.
func (v *Verdicts) Add(w http.ResponseWriter, r *http.Request) error {
	form, err := respond.ReadForm(r)
	if err != nil {
		return err
	}
	lib := view.LibraryOf(r.Context())
	known := revision.NewFinder(r.Context(), lib, v.Store)
	submission, err := feedback.ParseSubmission(form, v.Now(), known.Steps)
	if err != nil {
		return v.invalid(err, form, "/feedback", v.backTo(lib, form))
	}
	a, ok := lib.ArticleByID(submission.Article)
	if !ok {
		return v.unknownArticle(form)
	}
	l := v.formLocale(form, a.Language)
	submission.Details = submission.Redacted(v.Redactor(lib))
	submission.Path = knownPath(lib, submission.Path)
	client := clientip.From(r.Context())
	browser := v.sender(r, submission, client, form)
	rev := cmp.Or(submission.Revision, a.Revision)
	receipt := browser.Receipt(a.ID, rev)
	judged, served := known.Find(a.ID, rev)
	entry := submission.Entry(receipt.ID(), rev, served, cmp.Or(judged.Language, article.English))
	entry.Spam = v.spam(entry.ID, submission.Signals, entry.Details)
	entry.Network = spam.Network(client)
	if v.Answered(a.ID) && entry.Held == feedback.Counted {
		entry.Held = feedback.HeldBurst
	}
	err = known.Err()
	if err == nil {
		err = v.Store.AddFeedback(r.Context(), entry)
	}
	kind := postKind(submission.Withdraw, &submission.Verdict)
	if err != nil {
		v.Posted(kind, Unavailable)
		return &respond.Refusal{Status: http.StatusInternalServerError, Cause: err, Form: respond.FormAgain("/feedback", form), Locale: l, Back: l.Path(a.Path()), Message: notStored}
	}
	v.Posted(kind, result(entry.Spam))
	v.setCookie(w, browser)
	return v.stored(w, r, receiptPath(receipt, l, entry.Language), receipt, http.StatusCreated)
}

// change handles changes of a verdict: details, another verdict, or a withdrawal.
func (v *Verdicts) change(w http.ResponseWriter, r *http.Request) error {
	receipt, current, err := v.receipt(r)
	if err != nil {
		return err
	}
	form, err := respond.ReadForm(r)
	if err != nil {
		return err
	}
	lib := view.LibraryOf(r.Context())
	l := v.receiptLanguage(r, current)
	change, err := feedback.ParseChange(form, current, revision.NewFinder(r.Context(), lib, v.Store).Steps)
	if err != nil {
		return v.invalidChange(w, r, receipt, current, form, err)
	}
	change.Details = change.Redacted(v.Redactor(lib))
	change.Spam = v.spam(receipt.ID(), change.Signals, change.Details)
	kind := postKind(change.Withdraw, change.Verdict)
	if err := v.Store.ChangeFeedback(r.Context(), receipt.ID(), change); err != nil {
		v.Posted(kind, Unavailable)
		return &respond.Refusal{Status: http.StatusInternalServerError, Cause: err, Form: respond.FormAgain(receiptPath(receipt, l, current.Language), form), Locale: l, Message: notStored}
	}
	v.Posted(kind, result(change.Spam))
	return v.stored(w, r, receiptPath(receipt, l, current.Language), receipt, http.StatusOK)
}

// knownPath returns the branch of questions that a form names, or nil for one that the library does
// not have: a stranger's text is never stored.
func knownPath(lib *article.Library, path *string) *string {
	if path == nil || view.Branch(lib, *path) == "" {
		return nil
	}
	return path
}

func result(spam bool) Result {
	if spam {
		return StoredSpam
	}
	return Stored
}

const notStored = "refusal.not-stored"

// spam classifies feedback. Spam is stored separately and gets the same response, so that senders
// cannot adapt to the filter.
func (v *Verdicts) spam(id feedback.ID, signals spam.Signals, d feedback.Details) bool {
	others := 0
	if d.Comment != nil {
		others = v.repeats.Others(id, *d.Comment)
	}
	isSpam, suspicions := spam.Judge(signals, d.Text(), others)
	if isSpam {
		v.Logger.Info("feedback was judged spam; it is kept apart", "why", suspicions)
	}
	return isSpam
}

// receiptLanguage returns the language of a receipt's page: that of the address, else that of the
// article's text. An untranslated article is shown in English on a page in another language.
func (v *Verdicts) receiptLanguage(r *http.Request, f feedback.Feedback) *language.Locale {
	if l, ok := v.Settings.Locales.Locale(r.URL.Query().Get("language")); ok {
		return l
	}
	return v.Settings.LocaleOrSource(f.Language)
}

// receiptPath returns the address of a receipt's page in a language; textLanguage is that of the
// article's text.
func receiptPath(receipt feedback.Receipt, l *language.Locale, textLanguage string) string {
	address := "/feedback/" + receipt.String()
	if l.Tag() != textLanguage {
		address += "?language=" + l.Tag()
	}
	return address
}

// stored responds to a form that was stored.
func (v *Verdicts) stored(w http.ResponseWriter, r *http.Request, address string, receipt feedback.Receipt, status int) error {
	h := w.Header()
	if !respond.WantsJSON(r) {
		respond.WithoutBody(h) // first: with more than eight headers the map would grow
		h.Set("Cache-Control", "no-store")
		h.Set("Location", address)
		w.WriteHeader(http.StatusSeeOther)
		return nil
	}
	h.Set("Cache-Control", "no-store")
	if status == http.StatusCreated {
		h.Set("Location", address)
	}
	body, err := json.Marshal(map[string]string{"receipt": receipt.String(), "url": address})
	if err != nil {
		return err
	}
	respond.Write(w, status, "application/json", body)
	return nil
}

func (v *Verdicts) cookieName() string {
	if v.Secure {
		return secureCookie
	}
	return plainCookie
}

// sender returns the secret of the browser: from its cookie, else from its script's key, else a new
// one, unless it has just sent the same form. Over https the plain cookie name of earlier versions
// is still read, so that nobody counts twice.
func (v *Verdicts) sender(r *http.Request, submission feedback.Submission, client netip.Addr, form url.Values) feedback.Browser {
	sent := false
	for _, name := range []string{v.cookieName(), plainCookie} {
		if c, err := r.Cookie(name); err == nil {
			sent = true
			if b, err := feedback.ParseBrowser(c.Value); err == nil {
				return b
			}
		}
	}
	switch {
	case submission.Browser != nil:
		return *submission.Browser
	case sent: // an invalid one
		return feedback.NewBrowser()
	}
	return v.doubles.browser(client, form, v.Now())
}

func (v *Verdicts) setCookie(w http.ResponseWriter, b feedback.Browser) {
	http.SetCookie(w, &http.Cookie{
		Name: v.cookieName(), Value: b.String(), Path: "/feedback", MaxAge: int(cookieAge.Seconds()),
		HttpOnly: true, Secure: v.Secure, SameSite: http.SameSiteLaxMode,
	})
}

// KeepText adds the request's form to a refusal that precedes parsing the form.
func (v *Verdicts) KeepText(r *http.Request, e *respond.Refusal) error {
	if form, err := respond.ReadForm(r); err == nil {
		l, _ := v.Settings.LocaleOf(r.URL.Path)
		e.Form, e.Locale = respond.FormAgain(r.URL.Path, form), v.formLocale(form, l.Tag())
	}
	return e
}

// invalid returns the refusal of a form with invalid fields.
func (v *Verdicts) invalid(err error, form url.Values, action, back string) *respond.Refusal {
	e := &respond.Refusal{Status: http.StatusUnprocessableEntity, Message: "refusal.invalid", Cause: err, Back: back, Locale: v.formLocale(form, language.Source)}
	errors.As(err, &e.Fields)
	e.Form = respond.FormAgain(action, form)
	if back != "" && !form.Has("comment") {
		e.Form = nil // nothing was typed: answering on the article again is easier
		e.Message = "refusal.invalid-verdict"
	}
	return e
}

// formLocale returns the language of the page on which a form was filled in.
func (v *Verdicts) formLocale(form url.Values, otherwise string) *language.Locale {
	if l, ok := v.Settings.Locales.Locale(form.Get("language")); ok {
		return l
	}
	return v.Settings.LocaleOrSource(otherwise)
}

func (v *Verdicts) backTo(lib *article.Library, form url.Values) string {
	if a, ok := lib.ArticleByID(form.Get("article")); ok {
		return v.formLocale(form, a.Language).Path(a.Path())
	}
	return ""
}

// receipt loads the feedback of the receipt in an address.
func (v *Verdicts) receipt(r *http.Request) (feedback.Receipt, feedback.Feedback, error) {
	receipt, err := feedback.ParseReceipt(chi.URLParam(r, "receipt"))
	if err != nil {
		return receipt, feedback.Feedback{}, v.noReceipt(r, err)
	}
	f, err := v.Store.Feedback(r.Context(), receipt.ID())
	if errors.Is(err, feedback.ErrNotFound) {
		return receipt, f, v.noReceipt(r, err)
	}
	if err != nil && r.Method == http.MethodPost {
		return receipt, f, v.KeepText(r, &respond.Refusal{Status: http.StatusInternalServerError, Cause: err, Message: notStored})
	}
	return receipt, f, err
}

// unknownArticle returns the refusal of feedback on an unknown article, with the form if it has a
// comment.
func (v *Verdicts) unknownArticle(form url.Values) error {
	e := respond.Refuse(http.StatusNotFound, "refusal.no-article")
	e.Locale = v.formLocale(form, language.Source)
	if form.Has("comment") {
		e.Form = respond.FormAgain("/feedback", form)
		e.Message = "refusal.no-article-comment"
	}
	return e
}

func (v *Verdicts) noReceipt(r *http.Request, cause error) error {
	e := &respond.Refusal{Status: http.StatusNotFound, Cause: cause,
		Message: "refusal.no-receipt"}
	if r.Method != http.MethodPost {
		return e
	}
	if form, err := respond.ReadForm(r); err == nil && form.Has("comment") {
		e.Form = respond.FormAgain("/feedback", form)
		e.Message = "refusal.no-receipt-comment"
	}
	return e
}
