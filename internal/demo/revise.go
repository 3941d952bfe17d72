package demo

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"pinhole/internal/article"
)

// listItem is the beginning of a numbered step.
var listItem = regexp.MustCompile(`^(\s*\d+[.)]\s+)\S`)

// vaguer gives a body as it may have been before somebody mended it: the step at a place says less. It is not ok where the
// body cannot be changed without changing how many steps there are.
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
	lines[at] = append(bytes.Clone(head[1]), vagueWords(language, steps[place].Text)...)
	text := bytes.Join(lines, []byte("\n"))
	changed := article.StepsOf(language, text)
	return text, len(changed) == len(steps) && changed[place].Text != steps[place].Text
}

// vagueWords are what a step of these words may have said at first.
func vagueWords(language, text string) string {
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

// nameOf makes 12 hex digits of a text, as revisions have them.
func nameOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])[:12]
}
