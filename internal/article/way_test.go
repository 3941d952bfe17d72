package article_test

import (
	"slices"
	"strings"
	"testing"

	"pinhole/internal/article"
)

// ways gives the base's reset a second way and its front matter some lines, the second of which is
// line 12.
func ways(lines string) changes {
	return in("minutes: 5", "ways:"+lines).and(resetFile, "1. Press the button.\n", "1. Press the button.\n2. Wait.\n\n## Steps: with the app\n\n1. Open it.\n")
}

const twoWays = `
  with-the-app: {for: Any camera in the app, needs: [phone, signed-in-app]}
  steps: {for: "Any camera"}`

func TestWhatIsSaidOfWays(t *testing.T) {
	t.Parallel()
	a, _ := mustLoad(t, ways(twoWays)...).Article("/acme/reset")
	if w := a.Way("with-the-app"); w.For != "Any camera in the app" || !slices.Equal(w.Needs, []article.Need{"signed-in-app", "phone"}) {
		t.Errorf("the app: %+v", w)
	}
	if w := a.Way("steps"); w.For != "Any camera" || len(w.Needs) > 0 {
		t.Errorf("the button: %+v", w)
	}
	if w := a.Way("step-1"); w.For != "" {
		t.Errorf("a step: %+v", w)
	}
}

func TestWaysMakeARevision(t *testing.T) {
	t.Parallel()
	first := revision(t, ways(twoWays)...)
	for name, lines := range map[string]string{
		"for":   strings.Replace(twoWays, "Any camera in", "Every camera in", 1),
		"needs": strings.Replace(twoWays, "phone, ", "", 1),
		"a way": strings.Replace(twoWays, "\n  steps: {for: \"Any camera\"}", "", 1),
	} {
		if revision(t, ways(lines)...) == first {
			t.Errorf("%s: another text has the same revision", name)
		}
	}
	if other := "\n  steps: {for: Any camera}\n  with-the-app: {needs: [signed-in-app, phone], for: Any camera in the app}"; revision(t, ways(other)...) != first {
		t.Error("another order has another revision")
	}
}

func TestProblemsOfWays(t *testing.T) {
	t.Parallel()
	checkProblems(t, []problemCase{
		{"one way", in("minutes: 5", "ways: {steps: {for: Any camera}}"),
			`en/acme/reset.md:11: error: the article has one way only; say for whom it is in the summary, name its needs under needs, and remove ways`},
		{"unknown address", ways("\n  with-an-app: {for: Any camera}"),
			`en/acme/reset.md:12: error: "with-an-app" is the address of no steps here; use one of steps, with-the-app`},
		{"too long", ways("\n  steps: {for: " + strings.Repeat("x", 81) + "}"),
			`en/acme/reset.md:12: error: this text has 81 characters; shorten it to 80`},
		{"unknown need", ways("\n  steps: {for: Any, needs: [hammer]}"),
			`en/acme/reset.md:12: error: "hammer" is not known here; use one of physical-access, reset-pin, screwdriver, password, account-password, owner-account, signed-in-app, security-questions, recovery-email, recovery-phone, recovery-file, usb-stick, monitor-and-mouse, computer, phone, internet, same-network, network-cable, serial-number, proof-of-purchase`},
		{"need of all ways", ways("\n  steps: {needs: [reset-pin]}"),
			`en/acme/reset.md:12: error: "steps" needs reset-pin, which stands under needs for all ways; remove it in one place`},
		{"unknown key", ways("\n  steps: {who: Any camera}"), strings.TrimSpace(`
en/acme/reset.md:12: error: unknown key "who"; known here: for, needs
en/acme/reset.md:12: error: "steps" says nothing; write for whom the way is: {for: "…"}`)},
		{"twice", ways("\n  steps: {for: Any camera}\n  steps: {for: Any}"),
			`en/acme/reset.md:13: error: "steps" stands here twice; keep one`},
		{"a text", ways("\n  steps: Any camera"),
			`en/acme/reset.md:12: error: expected for whom the way is, such as {for: "…"}, not "Any camera"`},
		{"a list", ways(" [steps]"),
			`en/acme/reset.md:11: error: expected the address of a way and what it is for, such as with-the-app: {for: "…"}, not a list`},
	})
}

// spanishWays is the translation of the base with two ways.
func spanishWays(t *testing.T, lines string) changes {
	original := revision(t, ways(twoWays)...)
	return append(ways(twoWays), change{spanishFile, "", strings.NewReplacer("48082feef083", original, "symptoms:", "ways:"+lines+"\nsymptoms:",
		"1. Pulse el botón.\n", "1. Pulse el botón.\n2. Espere.\n\n## Pasos: con la aplicación {#with-the-app}\n\n1. Ábrala.\n").Replace(spanish)})
}

func TestWaysAreTranslated(t *testing.T) {
	t.Parallel()
	lib := mustLoad(t, spanishWays(t, "\n  with-the-app: {for: Las cámaras en la aplicación}\n  steps: {for: Las cámaras}")...)
	a, _ := lib.Article("/es/acme/reset")
	if w := a.Way("with-the-app"); w.For != "Las cámaras en la aplicación" || len(w.Needs) != 2 {
		t.Errorf("got %+v", w)
	}
	if original, _ := lib.Article("/acme/reset"); original.Way("steps").For != "Any camera" {
		t.Error("the original took from its translation")
	}
	checkProblems(t, []problemCase{
		{"not translated", spanishWays(t, "\n  with-the-app: {for: Las de la aplicación}"),
			`es/acme/reset.md:8: error: the original says for whom the way steps is; translate it: ways: {steps: {for: "…"}}`},
		{"not in the original", spanishWays(t, "\n  with-the-app: {for: Las de la aplicación}\n  steps: {for: Las}\n  menu: {for: Todas}"),
			`es/acme/reset.md:11: error: the original does not say for whom the way menu is; remove it`},
		{"needs", spanishWays(t, "\n  with-the-app: {for: Las de la aplicación}\n  steps: {for: Las, needs: [phone]}"),
			`es/acme/reset.md:10: error: unknown key "needs"; known here: for`},
	})
}
