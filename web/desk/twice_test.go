package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
)

// TestAFormSentTwice: two clicks on a button do what one does, and what was done can still be
// undone.
func TestAFormSentTwice(t *testing.T) {
	s := newDesk(t, nil)
	_, item := s.say(t, "There are two holes.", nil)
	v := s.editor(t, "ada")
	form := v.form(v.get(itemAddress(item)), url.Values{"status": {"accepted"}, "note": {"looked at it"}})
	v.post(itemAddress(item), form)
	if w := v.post(itemAddress(item), form); w.Code != http.StatusSeeOther {
		t.Fatalf("the same form once more is answered with %d:\n%s", w.Code, w.Body)
	}
	contains(t, v.get(itemAddress(item)), "Saved.", `data-key="u"`)
	bulk := url.Values{"do": {"spam"}, "item": picked(s.item(t, item.ID))}
	v.post("/desk/inbox", bulk)
	v.post("/desk/inbox", bulk)
	page := v.get("/desk/inbox")
	contains(t, page, "1 comment is marked as spam")
	lacks(t, page, "left alone")
	change := url.Values{"change": {undoField.FindStringSubmatch(page.Body.String())[1]}, "to": {"/desk/inbox"}}
	v.post("/desk/inbox/undo", change)
	v.post("/desk/inbox/undo", change)
	page = v.get("/desk/inbox")
	contains(t, page, "Undone.")
	lacks(t, page, "left alone")
	if now := s.item(t, item.ID); now.Status != feedback.Accepted || now.Note != "looked at it" {
		t.Errorf("stored is %+v", now)
	}
}

// TestAReaderIsFaster: what a reader changes meanwhile is shown as the reader's, and what no editor
// sees in the form is in nobody's way.
func TestAReaderIsFaster(t *testing.T) {
	s := newDesk(t, nil)
	receipt, item := s.say(t, "There are two holes.", nil)
	ada, marie := s.editor(t, "ada"), s.editor(t, "marie")
	marie.post(itemAddress(item), marie.form(marie.get(itemAddress(item)), url.Values{"note": {"looked at it"}}))
	page := ada.get(itemAddress(item))
	s.answer(post(receipt, url.Values{"model": {"N841"}}))
	if w := ada.post(itemAddress(item), ada.form(page, url.Values{"status": {"accepted"}})); w.Code != http.StatusSeeOther || s.item(t, item.ID).Status != feedback.Accepted {
		t.Errorf("after the reader named a model, saving answers %d", w.Code)
	}
	page = ada.get(itemAddress(item))
	s.answer(post(receipt, url.Values{"comment": {"There are three holes."}}))
	w := ada.post(itemAddress(item), ada.form(page, url.Values{"reply": {"We add a picture."}}))
	if w.Code != http.StatusConflict {
		t.Fatalf("after the reader changed the comment, saving answers %d", w.Code)
	}
	contains(t, w, "The reader changed this comment", "was: a text that the reader has replaced – is now: There are three holes.")
	s.answer(post(receipt, url.Values{"withdraw": {"1"}}))
	lacks(t, ada.get(itemAddress(item)), "two holes", "three holes", "looked at it")
	contains(t, ada.get(itemAddress(item)), "Withdrawn by the reader.")
	for _, form := range []url.Values{ada.form(page, nil), ada.form(page, url.Values{"was-status": {"withdrawn"}, "was-comment": {""}, "status": {"spam"}})} {
		if w := ada.post(itemAddress(item), form); w.Code != http.StatusConflict || s.item(t, item.ID).Status != feedback.Withdrawn {
			t.Errorf("after the reader took it back, saving answers %d", w.Code)
		} else {
			contains(t, w, "Withdrawn by the reader.")
			lacks(t, w, "two holes", "three holes", "looked at it")
		}
	}
}

// TestWithdrawnWordsAreNowhereAtTheDesk, whatever editors did before and undo afterwards.
func TestWithdrawnWordsAreNowhereAtTheDesk(t *testing.T) {
	s := newDesk(t, nil)
	receipt, item := s.say(t, "My Zebrafisch blinks.", url.Values{"model": {"ZF-1"}})
	_, other := s.say(t, "There are two holes.", nil)
	v := s.editor(t, "ada")
	v.post(itemAddress(item), v.form(v.get(itemAddress(item)), url.Values{"reply": {"Your Zebrafisch is fine."}, "note": {"Zebrafisch again"}}))
	v.get("/desk/inbox")
	v.post("/desk/inbox", url.Values{"do": {"fix"}, "item": picked(s.item(t, item.ID), other)})
	page := v.get("/desk/inbox?status=fixed")
	contains(t, page, "Zebrafisch")
	undo := url.Values{"change": {undoField.FindStringSubmatch(page.Body.String())[1]}, "to": {"/desk/inbox"}}
	form := v.form(v.get(itemAddress(item)), url.Values{"note": {"fixed"}})

	s.answer(post(receipt, url.Values{"withdraw": {"1"}}))
	nowhere := func() {
		t.Helper()
		for _, path := range []string{"/desk/inbox", "/desk/inbox?status=all", "/desk/inbox?status=fixed", itemAddress(item),
			"/desk/inbox/export?format=csv&status=all", "/desk/inbox/export?format=json&status=all", "/desk/audit", receipt} {
			lacks(t, v.get(path), "ebrafisch", "ZF-1")
		}
	}
	nowhere()
	contains(t, v.get(itemAddress(item)), "Withdrawn by the reader.")
	if w := v.post(itemAddress(item), form); w.Code != http.StatusConflict || strings.Contains(w.Body.String(), "ebrafisch") {
		t.Errorf("saving answers %d: %s", w.Code, w.Body)
	}
	v.post("/desk/inbox/undo", undo)
	contains(t, v.get("/desk/inbox"), "left alone", "Now: Withdrawn by the reader")
	nowhere()
	if now := s.item(t, other.ID); now.Status != feedback.New {
		t.Errorf("the other comment is undone to %+v", now)
	}

	w := s.answer(post(receipt, url.Values{"comment": {"One word more"}}))
	if w.Code != http.StatusUnprocessableEntity {
		t.Errorf("words without a verdict are answered with %d", w.Code)
	}
	contains(t, w, "Your answer has been withdrawn", "First tell us whether the article helped.", "One word more</textarea>")
	if now := s.item(t, item.ID); now.Status != feedback.Withdrawn || now.Comment != "" {
		t.Errorf("after words without a verdict it is %+v", now)
	}
	s.answer(post(receipt, url.Values{"helpful": {"no"}, "comment": {"One word more"}}))
	if now := s.item(t, item.ID); now.Status != feedback.New || now.Comment != "One word more" || now.Model+now.Reply+now.Note != "" {
		t.Errorf("given again it is %+v", now)
	}
	nowhere()
	if w := v.post(itemAddress(item), form); w.Code != http.StatusConflict || strings.Contains(w.Body.String(), "blinks") {
		t.Errorf("saving a form from before answers %d: %s", w.Code, w.Body)
	}
}

// TestFixedInNamesARevision that the article has or had, and only what is fixed does.
func TestFixedInNamesARevision(t *testing.T) {
	s := newDesk(t, nil)
	_, item := s.say(t, "There are two holes.", nil)
	v := s.editor(t, "ada")
	save := func(set url.Values) int {
		return v.post(itemAddress(item), v.form(v.get(itemAddress(item)), set)).Code
	}
	if code := save(url.Values{"status": {"fixed"}, "fixed-in": {"000000000001"}}); code != http.StatusUnprocessableEntity {
		t.Errorf("a revision that never was is answered with %d", code)
	}
	earlier := store.Revision{Article: articleID, Revision: "000000000001", Language: "en", Title: "Reset", Markdown: []byte("## Steps\n\n1. Turn it around.\n")}
	if err := s.store.RecordRevisions(t.Context(), []store.Revision{earlier}); err != nil {
		t.Fatal(err)
	}
	if code := save(url.Values{"status": {"fixed"}, "fixed-in": {"000000000001"}}); code != http.StatusSeeOther || s.item(t, item.ID).FixedIn != "000000000001" {
		t.Errorf("an earlier revision is answered with %d", code)
	}
	if code := save(url.Values{"status": {"accepted"}}); code != http.StatusSeeOther || s.item(t, item.ID).FixedIn != "" {
		t.Errorf("what is open again is answered with %d and names %q", code, s.item(t, item.ID).FixedIn)
	}
	long := strings.Repeat("0", 64)
	if w := v.post("/desk/inbox", url.Values{"do": {"fix"}, "item": {item.ID.String() + ".1." + long}}); w.Code != http.StatusBadRequest {
		t.Errorf("a list that names no revision is answered with %d", w.Code)
	}
}
