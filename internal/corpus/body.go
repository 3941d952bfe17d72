package corpus

import (
	"fmt"
	"strings"
)

// body writes the sections that articles have, and goes on until there are enough words.
func (w *writer) body() {
	w.section("Before you start")
	fmt.Fprintf(w, "> [!WARNING]\n> ")
	w.sentence()
	w.WriteString("\n\n")
	w.section("Where to look")
	w.paragraph(3)
	w.bullets(4)
	w.section("Steps")
	w.steps(8 + w.random.IntN(12))
	w.section("If it does not work")
	w.paragraph(3)
	w.table(4)
	w.section("After the reset")
	w.bullets(6)
	fmt.Fprintf(w, "See also [the article](/%s) and [step 2 there](/%s#step-2).\n\n", path(w.random.IntN(w.all)), path(w.random.IntN(w.all)))
	w.section("Good to know")
	for w.words < Words {
		w.paragraph(2 + w.random.IntN(5))
	}
}

func (w *writer) section(title string) {
	w.words += len(strings.Fields(title))
	fmt.Fprintf(w, "## %s\n\n", title)
}

func (w *writer) paragraph(sentences int) {
	for range sentences {
		w.sentence()
		w.WriteByte('\n')
	}
	w.WriteByte('\n')
}

func (w *writer) bullets(n int) {
	for range n {
		w.WriteString("- ")
		w.sentence()
		w.WriteByte('\n')
	}
	w.WriteByte('\n')
}

// steps writes a procedure with a hold, a cue and a nested list.
func (w *writer) steps(n int) {
	for i := range n {
		fmt.Fprintf(w, "%d. ", i+1)
		w.sentence()
		switch i {
		case 2:
			fmt.Fprintf(w, "\n   [Hold it for %[1]d seconds](hold:%[1]ds).", 5+w.random.IntN(50))
			w.words += 5
		case 4:
			fmt.Fprintf(w, "\n   The light turns [solid red](cue:led-red).")
			w.words += 5
		case 6:
			w.WriteString("\n   - ")
			w.sentence()
			w.WriteString("\n   - ")
			w.sentence()
		}
		w.WriteByte('\n')
	}
	w.WriteByte('\n')
}

func (w *writer) table(rows int) {
	w.WriteString("| part | state |\n|---|---|\n")
	for range rows {
		fmt.Fprintf(w, "| %s | %s |\n", pick(w, nouns), pick(w, adjectives))
		w.words += 2
	}
	w.WriteByte('\n')
}

// sentence writes one of 11 to 15 words, some of them in bold or as code.
func (w *writer) sentence() {
	noun := pick(w, nouns)
	switch w.random.IntN(6) {
	case 0:
		noun = "**" + noun + "**"
	case 1:
		noun = "`" + noun + "`"
	}
	s := fmt.Sprintf("%s the %s %s %s the %s %s and then %s the %s %s.", pick(w, verbs), pick(w, adjectives), noun,
		pick(w, places), pick(w, adjectives), pick(w, nouns), strings.ToLower(pick(w, verbs)), pick(w, adjectives), pick(w, nouns))
	w.words += len(strings.Fields(s))
	w.WriteString(s)
}
