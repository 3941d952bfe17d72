package demo

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"pinhole/internal/article"
)

// listItem matches the beginning of a numbered step.
var listItem = regexp.MustCompile(`^(\s*\d+[.)]\s+)\S`)

// vaguer returns a body with a vaguer text of one step; ok is false if that would change the number
// of steps.
func vaguer(language string, body []byte, place int) ([]byte, bool) {
	steps := article.StepsOf(language, body)
	lines := bytes.Split(body, []byte("\n"))
	at := steps[place].Line - 1
	if at < 0 || at >= len(lines) {
		return nil, false
	}
	head := listItem.FindSubmatch(lines[at])
	if head == nil {
		return nil, false
	}
	lines[at] = append(bytes.Clone(head[1]), vagueText(language, steps[place].Text)...)
	text := bytes.Join(lines, []byte("\n"))
	changed := article.StepsOf(language, text)
	return text, len(changed) == len(steps) && changed[place].Text != steps[place].Text
}

// vagueText returns a vaguer text for a step.
func vagueText(language, text string) string {
	text = strings.ToLower(text)
	switch {
	case language == "es":
		return "Reinicie el dispositivo."
	case strings.Contains(text, "hold"):
		return "Hold the reset button until the device resets."
	case strings.Contains(text, "press"):
		return "Press the button on the device."
	case strings.Contains(text, "tap"), strings.Contains(text, "app"):
		return "Look for the reset in the settings of the app."
	}
	return "Do what the device asks for."
}

// revisionOf returns a hash of a text in the format of a revision.
func revisionOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])[:12]
}
