package language

import (
	"encoding/json"
	"strings"

	"golang.org/x/text/feature/plural"
)

const scripts = "script."

var formNames = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// Module returns the messages of scripts as an ECMAScript module: it passes words.js an object that
// maps ids, without "script.", to a text or, for messages with plurals, to an object of texts by
// plural form. Texts contain their placeholders.
func (l *Locale) Module() []byte {
	words := map[string]any{}
	for id, m := range l.messages {
		name, ok := strings.CutPrefix(id, scripts)
		if !ok {
			continue
		}
		forms := map[string]string{}
		for form, pieces := range m.forms {
			forms[formNames[form]] = join(pieces)
		}
		words[name] = forms
		if !m.counts() {
			words[name] = forms["other"]
		}
	}
	text, err := json.Marshal(words)
	if err != nil {
		panic(err) // maps of strings
	}
	return append(append([]byte(`import{learn}from"./words.js";learn(`), text...), ");\n"...)
}

// join restores a message's text as in its file.
func join(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
		if p.name != "" {
			b.WriteString("{{." + p.name + "}}")
		}
	}
	return b.String()
}
