package main_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"pinhole/internal/store/postgrestest"
)

const (
	statusLine = `.ask-status[role=status]`
	inPlace    = `.ask .follow-up`
	comment    = inPlace + ` textarea`
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
	b.announces("Your answer is saved.")
	if got := b.focused(); got != "Thank you. Good to know that it helped." {
		t.Errorf("the focus is on %q", got)
	}
	if got := p.onlyRow(); got.Helpful != "yes" || got.Comment != "" {
		t.Errorf("before the comment, %+v is stored", got)
	}
	b.write(comment, "Two lines,\nplease.")
	b.click(inPlace + ` form[data-details] button`)
	b.says("What you wrote is saved.")
	if got := b.focused(); !strings.HasPrefix(got, "What you wrote is saved.") {
		t.Errorf("the focus is on %q", got)
	}
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

func TestNoAsksWhatToImprove(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.click(noButton)
	b.announces("Your answer is saved.")
	if got := b.focused(); got != "We're sorry this was not helpful." {
		t.Errorf("the focus is on %q", got)
	}
	label := eval[string](b, `document.querySelector(".follow-up textarea").labels[0].innerText`)
	if label != "Please tell us how we can improve this article" {
		t.Errorf("the field is called %q", label)
	}
	if got := p.onlyRow().Helpful; got != "no" {
		t.Errorf("%q is stored", got)
	}
}

func TestAVerdictIsChangedAndTakenBackInPlace(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.click(noButton)
	b.write(comment, "half a thought")
	b.click(inPlace + ` [data-change] button[name=helpful]`)
	b.says("You answered: Yes.")
	if got := b.value(comment); got != "half a thought" {
		t.Errorf("the comment became %q", got)
	}
	if got := p.onlyRow(); got.Helpful != "yes" {
		t.Errorf("after the change %+v is stored", got)
	}
	b.click(inPlace + ` button[name=withdraw]`)
	b.announces("Your answer is taken back.")
	if got := p.onlyRow().Status; got != "withdrawn" {
		t.Errorf("the status is %q", got)
	}
	if got := b.focused(); got != "Yes" {
		t.Errorf("the focus is on %q", got)
	}
	b.click(noButton)
	b.says("You answered: No.")
	if got := p.onlyRow(); got.Status != "new" || got.Helpful != "no" {
		t.Errorf("after answering again %+v is stored", got)
	}
}

func TestADoubleClickIsOneAnswer(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	// Both clicks come before the first answer can: nothing else runs between them.
	eval[chromedp.Void](b, `{ const yes = document.querySelector(".ask button[value=yes]"); yes.click(); yes.click(); }`)
	b.announces("Your answer is saved.")
	p.onlyRow()
	if got := b.sentPosts(); got != 1 {
		t.Errorf("%d posts were sent", got)
	}
}

func TestTheSameBrowserAnswersAgainAfterAReload(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.click(yesButton)
	b.announces("Your answer is saved.")
	b.do(chromedp.Reload())
	b.click(noButton)
	b.announces("Your answer is saved.")
	if got := p.onlyRow().Helpful; got != "no" {
		t.Errorf("%q is stored", got)
	}
}

// offline cuts the browser's network, or mends it.
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
	b.announces("Saved in this browser. It will be sent when you are back online.")
	b.write(comment, "The ladder shakes.")
	b.click(inPlace + ` form[data-details] button`)
	b.says("Thank you. Saved in this browser.")
	p.nothingStored()
	p = p.again()
	b.backOnline()
	b.announces("Your answer has arrived.")
	if got := p.onlyRow(); got.Comment != "The ladder shakes." || got.Helpful != "no" {
		t.Errorf("%+v is stored", got)
	}
	if got := b.waiting(); got != "[]" {
		t.Errorf("%s still waits in the browser", got)
	}
}

func TestAnAnswerThatWaitsSurvivesTheClosedPage(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.tolerate("ERR_INTERNET_DISCONNECTED")
	b.click(yesButton)
	b.announces("Your answer is saved.")
	b.offline(true)
	b.write(comment, "Sent later.")
	b.click(inPlace + ` form[data-details] button`)
	b.says("Thank you. Saved in this browser.")
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
	b.announces("Saved in this browser. It will be sent when you are back online.")
	b.write(comment, "Kept meanwhile.")
	b.click(inPlace + ` form[data-details] button`)
	b.says("Thank you. Saved in this browser.")
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
	b.says("We're sorry")
	long := strings.Repeat("😀", 4001)
	b.paste(comment, long)
	b.says("1 character too many (4,001 of 4,000)")
	b.click(inPlace + ` form[data-details] button`)
	b.announces("Your comment has 4,001 characters, but at most 4,000 fit.")
	if got := b.value(comment); got != long {
		t.Errorf("the text was cut to %d bytes", len(got))
	}
	b.paste(comment, long[4:])
	b.click(inPlace + ` form[data-details] button`)
	b.says("What you wrote is saved.")
	if got := p.onlyRow().Comment; got != long[4:] {
		t.Errorf("%d bytes are stored, want 16000", len(got))
	}
}

func TestAnEmptyCommentIsExplained(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.tolerate("status of 422")
	b.click(yesButton)
	b.announces("Your answer is saved.")
	b.click(inPlace + ` form[data-details] button`)
	b.announces("Write a comment first")
	p.onlyRow()
}
