package main_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"pinhole/internal/store/postgrestest"
)

const (
	statusLine  = `.ask-status[role=status]`
	inPlace     = `.follow-up`
	comment     = inPlace + ` textarea`
	details     = inPlace + ` summary`
	sendMore    = inPlace + ` [data-details] button:not([name], [tabindex])`
	inPlaceChip = inPlace + ` .chips button`
	undo        = inPlace + ` button[name=withdraw]`
)

// openArticle starts the program and a browser on an article.
func openArticle(t *testing.T) (*program, *tab) {
	t.Helper()
	p := startAlone(t)
	b := newTab(t)
	b.open(p.base + articlePath)
	return p, b
}

func (b *tab) focused() string {
	b.t.Helper()
	return eval[string](b, `document.activeElement?.innerText ?? ""`)
}

// announces waits until the live region, which was there from the beginning, says the words.
func (b *tab) announces(words string) {
	b.t.Helper()
	expression := fmt.Sprintf(`document.querySelector(%q).innerText.includes(%q)`, statusLine, words)
	eventually(b.t, "the status says "+words, func() bool { return eval[bool](b, expression) })
}

// paste replaces what is in a field at once, as a paste does.
func (b *tab) paste(selector, words string) {
	b.t.Helper()
	b.do(chromedp.Focus(chromedp.CSS(selector)), chromedp.Evaluate[chromedp.Void](`document.activeElement.select()`))
	call(b, input.InsertText, input.InsertTextParams{Text: words})
}

func (b *tab) value(selector string) string {
	b.t.Helper()
	return run(b, chromedp.Value(chromedp.CSS(selector)))
}

func TestYesIsAnsweredInPlace(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.do(chromedp.ScrollIntoView(chromedp.CSS(yesButton)))
	b.click(yesButton)
	b.announces("Saved.")
	if got := b.focused(); got != "Thanks. Glad it worked." {
		t.Errorf("the focus is on %q", got)
	}
	if got := p.onlyRow(); got.Helpful != "yes" || got.Outcome != "worked" || got.Comment != "" {
		t.Errorf("before the comment, %+v is stored", got)
	}
	if got := eval[string](b, `document.querySelector(".follow-up").innerText`); strings.Contains(got, "Anything to add?") || strings.Contains(got, "went wrong") {
		t.Errorf("who says Yes is asked %q", got)
	}
	b.click(details)
	b.write(comment, "Two lines,\nplease.")
	b.click(sendMore)
	b.announces("The editors read every comment.")
	if got := p.onlyRow(); got.Comment != "Two lines,\nplease." || got.Helpful != "yes" {
		t.Errorf("%+v is stored", got)
	}
	if got := b.where(); got != p.base+articlePath {
		t.Errorf("the page was left for %s", got)
	}
	b.through(inPlace + ` a[href^="/feedback/"]`)
	if got := b.value(`textarea`); got != "Two lines,\nplease." {
		t.Errorf("the receipt shows %q", got)
	}
}

func TestNoSaysWhatToTryAndAsksWhatToImprove(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.click(noButton)
	b.announces("Saved.")
	if got := b.focused(); got != "Noted. Try this next:" {
		t.Errorf("the focus is on %q", got)
	}
	if got := eval[[]string](b, `[...document.querySelectorAll(".next a")].map((a) => a.innerText.replace(/\s+/g, " ") + " " + a.getAttribute("href"))`); len(got) != 2 ||
		got[0] != "If it does not work #if-it-does-not-work" || got[1] != "Call Lorex: 1-888-425-6739 tel:18884256739" {
		t.Errorf("it says to try %q", got)
	}
	label := eval[string](b, `document.querySelector(".follow-up textarea").labels[0].innerText`)
	if label != "Tell us how we can improve this article" {
		t.Errorf("the field is called %q", label)
	}
	if got := eval[int](b, `document.querySelectorAll(".follow-up :checked:not(option[value='']), .follow-up [aria-pressed=true]").length`); got != 0 {
		t.Errorf("%d answers are chosen that nobody gave", got)
	}
	if got := p.onlyRow(); got.Helpful != "no" || got.Outcome != "failed" {
		t.Errorf("%+v is stored", got)
	}
	b.click(`.next a`)
	if !eval[bool](b, `document.querySelector("details.fails").open`) {
		t.Error("the remedies are closed")
	}
}

// TestAReasonIsStoredAsItIsTapped taps one reason, another one, and the same again.
func TestAReasonIsStoredAsItIsTapped(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.click(noButton)
	for _, tap := range []struct{ chip, stored string }{{"looks-different", "looks-different"}, {"cannot-find-it", "cannot-find-it"}, {"cannot-find-it", ""}} {
		b.click(inPlace + ` [value="` + tap.chip + `"]`)
		pressed := `[...document.querySelectorAll(".chips [aria-pressed=true]")].map((chip) => chip.value).join()`
		eventually(t, "the chip is pressed or not", func() bool { return eval[string](b, pressed) == tap.stored })
		if got := p.onlyRow(); got.Reason != tap.stored || got.Helpful != "no" {
			t.Errorf("after a tap on %s, %+v is stored", tap.chip, got)
		}
		if got := eval[string](b, `document.querySelector(".chips .news").innerText.trim()`); got != "Saved." {
			t.Errorf("beside the chips it says %q", got)
		}
	}
}

// TestCardsFitAPhone measures what stands between the lines of the card.
func TestCardsFitAPhone(t *testing.T) {
	t.Parallel()
	_, b := openArticle(t)
	b.do(chromedp.EmulateViewport(360, 740))
	b.click(noButton)
	b.announces("Saved.")
	heights := eval[map[string]float64](b, `(() => {
		const of = (...selectors) => selectors.reduce((sum, s) => sum + document.querySelector(".follow-up " + s).getBoundingClientRect().height, 0);
		return { next: of(".noted", ".next"), reasons: of(".chips"), comment: of(".box", ".more") };
	})()`)
	for name, height := range heights {
		if height > 300 || height < 40 {
			t.Errorf("%s is %.0f px high", name, height)
		}
	}
	t.Log(heights)
}

// TestANameIsNoModel comes from the page that answers for a model and was asked for a brand.
func TestANameIsNoModel(t *testing.T) {
	t.Parallel()
	p := startAlone(t)
	b := newTab(t)
	b.tolerate("404") // what is asked for is no model
	b.open(p.base + "/models/lorex")
	b.through(`.device-list a[href="/lorex/recorder-restore-defaults"]`)
	b.click(noButton)
	b.announces("Saved.")
	if got := b.value(inPlace + ` [name=model]`); got != "" {
		t.Errorf("the model is %q", got)
	}
}

// TestTheKnownModelIsFilledIn comes from a model's page, then from nowhere.
func TestTheKnownModelIsFilledIn(t *testing.T) {
	t.Parallel()
	p := startAlone(t)
	b := newTab(t)
	const known = "N841A81"
	b.open(p.base + "/models/" + known)
	b.through(`a[href="` + otherPath + `"]`)
	b.click(noButton)
	b.announces("Saved.")
	if got := eval[string](b, `document.querySelector(".follow-up summary").innerText`); got != "Add details · "+known {
		t.Errorf("the details say %q", got)
	}
	b.write(comment, "x")
	b.click(sendMore)
	b.announces("The editors read every comment.")
	if got := p.onlyRow().Model; got != known {
		t.Errorf("model %q is stored", got)
	}
	b.open(p.base + articlePath) // of the same brand
	b.click(noButton)
	if got := b.value(inPlace + ` [name=model]`); got != known {
		t.Errorf("on another article, the model is %q", got)
	}
}

// TestAStepThatFailedStaysInPlace says it at a step, undoes that, and says Yes in the end.
func TestAStepThatFailedStaysInPlace(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	for range 3 {
		b.click(`.now .step-done`)
	}
	b.click(`#step-4 .step-failed`)
	b.announces("Saved.")
	if got := b.focused(); got != "Noted: step 4 did not work." {
		t.Errorf("the focus is on %q", got)
	}
	if got := eval[bool](b, `Boolean(document.querySelector("#step-4 > .follow-up .chips"))`); !got {
		t.Error("the card does not stand at its step")
	}
	if got := p.onlyRow(); got.Step != "step-4" || got.Helpful != "no" {
		t.Errorf("%+v is stored", got)
	}
	if got := eval[bool](b, `document.querySelector("[data-ask]").hidden`); got {
		t.Error("the question below the last step is gone")
	}
	b.click(undo)
	b.announces("Taken back. You can answer again.")
	if got := p.onlyRow().Status; got != "withdrawn" {
		t.Errorf("the status is %q", got)
	}
	if got := b.focused(); got != "Step 4 didn't work" {
		t.Errorf("after the undoing the focus is on %q", got)
	}
	if got := eval[string](b, `document.querySelector("#step-4 .news")?.innerText ?? ""`); !strings.HasPrefix(got, "Taken back.") {
		t.Errorf("the step says %q", got)
	}
	b.click(`#step-4 .step-failed`)
	b.announces("Saved.")
	b.click(yesButton)
	b.says("Thanks. Glad it worked.")
	if got := p.onlyRow(); got.Helpful != "yes" || got.Step != "" || got.Status != "new" {
		t.Errorf("after a Yes %+v is stored", got)
	}
	if got := eval[int](b, `document.querySelectorAll(".follow-up").length`); got != 1 {
		t.Errorf("there are %d cards", got)
	}
}

// TestAWayThatFailedLeadsToTheNext answers at the end of one of several ways.
func TestAWayThatFailedLeadsToTheNext(t *testing.T) {
	t.Parallel()
	p := startAlone(t)
	b := newTab(t)
	b.open(p.base + otherPath)
	b.click(`.ways > details:first-child summary`)
	b.click(`.ways > details:first-child .worked [value=no]`)
	b.announces("Saved.")
	if !eval[bool](b, `Boolean(document.querySelector(".ways > details:first-child .follow-up"))`) {
		t.Error("the card does not stand in its way")
	}
	title := eval[string](b, `document.querySelector(".ways > details:nth-child(2) h3").textContent`)
	if got := eval[string](b, `document.querySelector(".next a").innerText`); got != "Another way: "+title {
		t.Errorf("the first thing to try is %q", got)
	}
	b.click(`.next a`)
	eventually(t, "the next way is open", func() bool { return eval[bool](b, `document.querySelector(".ways > details:nth-child(2)").open`) })
}

func TestAVerdictIsChangedAndTakenBackInPlace(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.click(noButton)
	b.announces("Saved.")
	b.write(comment, "half a thought")
	b.click(undo)
	b.announces("Taken back.")
	if got := p.onlyRow().Status; got != "withdrawn" {
		t.Errorf("the status is %q", got)
	}
	if got := b.focused(); got != "Yes" {
		t.Errorf("the focus is on %q", got)
	}
	b.click(noButton)
	b.says("Noted.")
	if got := p.onlyRow(); got.Status != "new" || got.Helpful != "no" {
		t.Errorf("after answering again %+v is stored", got)
	}
}

func TestADoubleClickIsOneAnswer(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	// Both clicks come before the first answer can: nothing else runs between them.
	eval[chromedp.Void](b, `{ const yes = document.querySelector(".ask button[value=yes]"); yes.click(); yes.click(); }`)
	b.announces("Saved.")
	p.onlyRow()
	if got := b.sentPosts(); got != 1 {
		t.Errorf("%d posts were sent", got)
	}
}

// TestAnAnswerIsRemembered reloads the page, follows what the editors did, and changes the answer.
func TestAnAnswerIsRemembered(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.click(noButton)
	b.announces("Saved.")
	b.do(chromedp.Reload())
	b.says("You said No on ")
	b.says("Saved. Change")
	if !eval[bool](b, `document.querySelector("[data-ask]").hidden`) {
		t.Error("the question is asked again")
	}
	b.click(inPlace + ` button`)
	b.click(yesButton)
	b.announces("Saved.")
	if got := p.onlyRow(); got.Helpful != "yes" {
		t.Errorf("%+v is stored", got)
	}
	b.do(chromedp.Reload())
	b.says("You said Yes on ")
}

// TestAWithdrawnAnswerIsAskedForAgain withdraws it on the receipt's page.
func TestAWithdrawnAnswerIsAskedForAgain(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.click(noButton)
	b.announces("Saved.")
	url := eval[string](b, `JSON.parse(localStorage.getItem("pinhole-answers"))[0].url`)
	p.stranger().post(url, fields("withdraw", "1")).is(http.StatusSeeOther)
	b.do(chromedp.Reload())
	eventually(t, "the question is asked again", func() bool {
		return eval[bool](b, `!document.querySelector("[data-ask]").hidden && localStorage.getItem("pinhole-answers") === "[]"`)
	})
}

// TestDamagedMemoriesDoNoHarm puts nonsense into the browser's storage.
func TestDamagedMemoriesDoNoHarm(t *testing.T) {
	t.Parallel()
	_, b := openArticle(t)
	for _, bad := range []string{`{`, `null`, `7`, `[null, 1, {"path": 3}]`} {
		eval[chromedp.Void](b, fmt.Sprintf(`localStorage.setItem("pinhole-answers", %q)`, bad))
		b.do(chromedp.Reload())
		b.click(yesButton)
		b.announces("Saved.")
		if got := eval[int](b, `JSON.parse(localStorage.getItem("pinhole-answers")).length`); got != 1 {
			t.Errorf("after %s, %d answers are remembered", bad, got)
		}
	}
	eval[chromedp.Void](b, `localStorage.setItem("pinhole-answers", JSON.stringify(Array.from({ length: 300 }, (_, i) => ({ article: "a" + i, revision: "r", path: "/a/" + i, title: "A", verdict: "yes", day: 1, url: "/feedback/x" }))))`)
	b.do(chromedp.Reload())
	b.click(yesButton)
	b.announces("Saved.")
	if got := eval[int](b, `JSON.parse(localStorage.getItem("pinhole-answers")).length`); got != 200 {
		t.Errorf("%d answers are remembered, want 200", got)
	}
}

// TestAReaderLearnsThatAStepWasRewritten changes the step that failed, then another one.
func TestAReaderLearnsThatAStepWasRewritten(t *testing.T) {
	t.Parallel()
	folder := copyOfSmall(t)
	p := start(t, "--content="+folder)
	b := newTab(t)
	b.open(p.base + normal)
	b.click(`#step-1 .step-failed`)
	b.announces("Saved.")
	p.edit(filepath.Join(folder, "en", "acme", "reset.md"), "Leave the camera plugged in.", "Leave the cable where it is.", normal)
	b.do(chromedp.Reload())
	b.says("that step 1 did not work. Step 1 has been rewritten since.")
	if eval[bool](b, `document.querySelector("[data-ask]").hidden`) {
		t.Error("the new text is not asked about")
	}
	const banner = `document.querySelector("main > .callout") !== null`
	b.click(`main > .callout button`)
	if eval[bool](b, banner) {
		t.Error("the news cannot be closed")
	}
	b.do(chromedp.Reload())
	b.says("One at a time")
	if eval[bool](b, banner) {
		t.Error("the news comes twice")
	}
	words := eval[string](b, `document.querySelector("#step-1 .step-body").textContent.trim()`)
	b.open(p.base + "/privacy") // no script of the article's writes there meanwhile
	eval[chromedp.Void](b, fmt.Sprintf(`{ const [given] = JSON.parse(localStorage.getItem("pinhole-answers")); given.words = %q; delete given.seen; localStorage.setItem("pinhole-answers", JSON.stringify([given])); }`, words))
	b.open(p.base + normal)
	b.says("that step 1 did not work. The article has changed since.")
}

// TestYourAnswers lists them, and clears the list.
func TestYourAnswers(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.click(noButton)
	b.announces("Saved.")
	b.through(`.site-footer a[href="/answers"]`)
	b.says("Reset a Lorex IP camera to factory settings")
	b.says("You said No on ")
	if got := eval[string](b, `document.querySelector(".answered [data-title]").getAttribute("href")`); got != articlePath {
		t.Errorf("it leads to %s", got)
	}
	b.click(`[data-clear]`)
	b.says("Nothing here yet.")
	if got := p.onlyRow(); got.Helpful != "no" {
		t.Errorf("with the list cleared, %+v is stored", got)
	}
	b.do(chromedp.Reload())
	b.says("Nothing here yet.")
}

// TestYourAnswersLeaveOutWhatIsGone has an answer that was withdrawn elsewhere, and entries that
// are not this program's.
func TestYourAnswersLeaveOutWhatIsGone(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.click(noButton)
	b.announces("Saved.")
	url := eval[string](b, `JSON.parse(localStorage.getItem("pinhole-answers"))[0].url`)
	p.stranger().post(url, fields("withdraw", "1")).is(http.StatusSeeOther)
	eval[chromedp.Void](b, `{ const list = JSON.parse(localStorage.getItem("pinhole-answers")); localStorage.setItem("pinhole-answers", JSON.stringify([null, 5, { path: "/axis" }, { ...list[0], day: "soon" }, list[0]])); }`)
	b.open(p.base + "/answers")
	b.says("Nothing here yet.")
	if got := eval[int](b, `document.querySelectorAll(".answered > li, [data-clear]:not([hidden])").length`); got != 0 {
		t.Errorf("%d entries or buttons are left", got)
	}
}

// offline cuts the browser's network, or restores it.
func (b *tab) offline(cut bool) {
	b.t.Helper()
	call(b, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Offline: cut, DownloadThroughput: -1, UploadThroughput: -1}},
	})
}

func TestWithoutNetworkTheAnswerWaits(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.stopped(p)
	b.click(noButton)
	b.announces("Saved in this browser. It will be sent when you're back online.")
	b.write(comment, "The ladder shakes.")
	b.click(sendMore)
	b.announces("Saved in this browser. It will be sent when you're back online. The editors read every comment.")
	p.nothingStored()
	p = p.again()
	b.backOnline()
	b.announces("Sent at ")
	if got := p.onlyRow(); got.Comment != "The ladder shakes." || got.Helpful != "no" {
		t.Errorf("%+v is stored", got)
	}
	if got := b.waiting(); got != "[]" {
		t.Errorf("%s still waits in the browser", got)
	}
}

// TestWithoutNetworkTheLastVerdictCounts says that a step failed, takes that back, says No with a
// comment, and Yes in the end, all while there is no server.
func TestWithoutNetworkTheLastVerdictCounts(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.wholeBrand()
	b.stopped(p)
	const saved = "Saved in this browser."
	b.click(`.now .step-failed`)
	b.announces(saved)
	b.click(undo)
	eventually(t, "the card is gone", func() bool { return eval[bool](b, `!document.querySelector(".follow-up")`) })
	b.click(noButton)
	b.says("Noted. Try this next:")
	b.write(comment, "The ladder shakes.")
	b.click(sendMore)
	b.announces(saved + " It will be sent when you're back online. The editors read every comment.")
	b.reload()
	b.click(`.follow-up button`) // Change
	b.click(yesButton)
	b.says("Thanks. Glad it worked.")
	p = p.again()
	b.backOnline()
	b.announces("Sent at ")
	if got := p.onlyRow(); got.Helpful != "yes" || got.Status != "new" || got.Step != "" || got.Comment != "The ladder shakes." {
		t.Errorf("%+v is stored", got)
	}
}

func TestAnAnswerThatWaitsSurvivesTheClosedPage(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.tolerate("ERR_INTERNET_DISCONNECTED")
	b.click(yesButton)
	b.announces("Saved.")
	b.offline(true)
	b.click(details)
	b.write(comment, "Sent later.")
	b.click(sendMore)
	b.announces("Saved in this browser. It will be sent when you're back online. The editors read every comment.")
	b.offline(false)
	b.open(p.base + "/lorex/contact-support") // any later visit sends it
	eventually(t, "the comment arrives", func() bool { return p.onlyRow().Comment == "Sent later." })
}

// While the database is away the browser keeps the answer as it does without a network; the next
// visit brings it in, once.
func TestWithoutADatabaseTheAnswerWaits(t *testing.T) {
	t.Parallel()
	server := postgrestest.Start(t)
	database := server.NewDatabase(t)
	p := start(t, "--database="+database)
	p.troubled, p.database = true, database
	b := newTab(t)
	b.tolerate("status of 503")
	b.open(p.base + articlePath)
	server.Kill(t)
	b.click(noButton)
	b.announces("Saved in this browser. It will be sent when you're back online.")
	b.write(comment, "Kept meanwhile.")
	b.click(sendMore)
	b.announces("Saved in this browser. It will be sent when you're back online. The editors read every comment.")
	server.Restart(t)
	b.open(p.base + "/lorex/contact-support")
	eventually(t, "the answer arrives", func() bool { return strings.Contains(p.export("csv"), "Kept meanwhile.") })
	b.open(p.base + articlePath)
	if got := p.onlyRow(); got.Helpful != "no" || got.Comment != "Kept meanwhile." {
		t.Errorf("%+v is stored", got)
	}
}

// backOnline tells the page what a browser tells it when the network returns.
func (b *tab) backOnline() {
	b.t.Helper()
	eval[chromedp.Void](b, `window.dispatchEvent(new Event("online"))`)
}

func TestACommentThatIsTooLongStays(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.tolerate("status of 422")
	b.click(noButton)
	b.says("Noted.")
	long := strings.Repeat("😀", 4001)
	b.paste(comment, long)
	b.says("1 character too many (4,001 of 4,000)")
	b.click(sendMore)
	b.announces("Your comment has 4,001 characters; the limit is 4,000.")
	if got := b.value(comment); got != long {
		t.Errorf("the text was cut to %d bytes", len(got))
	}
	b.paste(comment, long[4:])
	b.click(sendMore)
	b.announces("The editors read every comment.")
	if got := p.onlyRow().Comment; got != long[4:] {
		t.Errorf("%d bytes are stored, want 16000", len(got))
	}
}

func TestAnEmptyCommentIsExplained(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.tolerate("status of 422")
	b.click(yesButton)
	b.announces("Saved.")
	b.click(details)
	b.click(sendMore)
	b.announces("Write a comment first")
	p.onlyRow()
}
