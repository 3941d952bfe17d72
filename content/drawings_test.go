package content_test

import (
	"regexp"
	"strings"
	"testing"

	"pinhole/internal/article"
)

var (
	hands = regexp.MustCompile(`(?i)\b(?:press|hold|keep|push|put|poke|insert|unplug|plug|pull|remove|take|lift|slide|disconnect|cut|unscrew)(?:ing)?\b[^.]*\b(?:buttons?|pin|clip|hole|pinhole|plug|cables?|adapter|power|batter(?:y|ies)|cover|lid|screws?|case|card|base|mount|reset|pressed|down|in again)\b`)
	plugs = regexp.MustCompile(`(?i)\b(?:unplug|plug it (?:back )?in|plug the|pull the plug)\b|\bpress it\b|\bhold it down\b`)
	apps  = regexp.MustCompile(`(?i)\b(?:tap|click|app|menu|keypad|screen|photo|battery level|list|do(?: not|n't) unplug|power connected|hold the c(?:ard|amera))\b|\bpress(?:es)? (?:long|enter)\b`)
)

// byHand reports whether a step has somebody press, plug or remove a part of a device.
func byHand(step article.Step) bool {
	return len(step.Holds) > 0 || (hands.MatchString(step.Text) || plugs.MatchString(step.Text)) && !apps.MatchString(step.Text)
}

func TestByHand(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Press the reset button and keep it down.": true, "Push a paper clip into the hole.": true, "Unplug the camera.": true,
		"Plug it in again.": true, "Take the battery out.": true, "Remove the four screws.": true, "Press it.": true, "Wait 5 minutes.": false, "Let go.": false,
		"Do not unplug the camera yet.": false, "Tap Remove Device.": false, "Remove the camera in the app.": false, "Keep the confirmation.": false, "Take a photo of the base.": false,
	} {
		if got := byHand(article.Step{Text: text}); got != want {
			t.Errorf("%q is done by hand: %t", text, got)
		}
	}
}

// With -v this lists the steps that could do with a drawing.
func TestStepsByHandHaveDrawings(t *testing.T) {
	t.Parallel()
	total, drawn := 0, 0
	for _, a := range library(t).Articles {
		for _, step := range a.Steps() {
			if !byHand(step) {
				continue
			}
			total++
			if strings.Contains(step.HTML, `src="/drawings/`) {
				drawn++
				continue
			}
			t.Logf("%s:%d: %s", a.File, step.Line, step.Text)
		}
	}
	t.Logf("%d of %d steps that are done by hand have a drawing", drawn, total)
	if drawn < 110 {
		t.Errorf("%d of %d steps that are done by hand have a drawing, want at least 110", drawn, total)
	}
}
