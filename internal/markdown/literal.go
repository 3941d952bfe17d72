package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// This file warns about characters that were meant as markup but are shown, and about markup that
// was meant as characters.

// foreignLines match syntax of other Markdown dialects at the beginning of a line, with a remedy
// for each. Nearly no line begins with one of the prefixes, and a prefix is much cheaper to look
// for than a regular expression.
var foreignLines = []struct {
	prefix string
	line   *regexp.Regexp
	remedy string
}{
	{":::", regexp.MustCompile(`^:{3,} ?[\w{]`), writeCallout},
	{"!!!", regexp.MustCompile(`^!!!\+? +\w`), writeCallout},
	{"???", regexp.MustCompile(`^\?\?\?\+? +\w`), writeCallout},
	{".. ", regexp.MustCompile(`^\.\. [\w-]+::`), writeCallout},
	{`=== "`, regexp.MustCompile(`^=== "`), "write a heading"},
	{"import ", regexp.MustCompile(`^import (['"]|.+ from ['"])`), "delete the line"},
	{"export ", regexp.MustCompile(`^export (const|let|var|async|function|default (function|class|\{)) `), "delete the line"},
	{"[", regexp.MustCompile(`^\[(TOC|\[_TOC_\])\]\s*$`), "delete it; the page has its own list of contents"},
	{"[", regexp.MustCompile(`^\[[ xX]\] `), "delete the box; the steps of a procedure can be ticked"},
	{"%%", regexp.MustCompile(`^%%`), "write a comment as <!-- … -->"},
}

const writeCallout = `write "> [!NOTE]" or "> [!CAUTION]", and the text below it, each line after ">"`

// foreignBraces matches templates and attributes of other programs.
var foreignBraces = regexp.MustCompile(`^(\{%.*?%\}|\{\{.*?\}\}|\{[:.#][\w :.#-][^}]*\}|\{/\*.*?\*/\})`)

// foreignLine warns about foreignLines where a text begins a line.
func foreignLine(c *check, n *ast.Text) {
	if before := n.PreviousSibling(); before != nil {
		if text, isText := before.(*ast.Text); !isText || !text.SoftLineBreak() && !text.HardLineBreak() {
			return
		}
	} else if n.Parent().Type() != ast.TypeBlock {
		return
	}
	line := lineFrom(c.source, n.Segment.Start)
	for _, f := range foreignLines {
		if bytes.HasPrefix(line, []byte(f.prefix)) && f.line.Match(line) {
			c.warning(n.Segment.Start, "%q is shown as it is; %s", excerpt(line), f.remedy)
			return
		}
	}
}

// foreignBrace warns about a template or attribute that begins at a position.
func foreignBrace(c *check, n *ast.Text, at int) {
	line := lineFrom(c.source, at)
	found := foreignBraces.Find(line[:min(len(line), maxBraces)])
	if _, inHeading := n.Parent().(*ast.Heading); found == nil || inHeading && bytes.HasPrefix(found, []byte("{#")) {
		return
	}
	c.warning(at, "%q is shown as it is, for it belongs to another program; delete it, or write it as code", excerpt(found))
}

// maxBraces bounds the search for the end of each brace.
const maxBraces = 200 // bytes

// isEscaped reports whether a backslash precedes a position.
func isEscaped(c *check, at int) bool { return at > 0 && c.source[at-1] == '\\' }

// runeBefore and runeAfter return the runes around a position; a newline at the ends of the source.
func runeBefore(c *check, at int) rune {
	if at == 0 {
		return '\n'
	}
	r, _ := utf8.DecodeLastRune(c.source[:at])
	return r
}

func runeAfter(c *check, at int) rune {
	if at >= len(c.source) {
		return '\n'
	}
	r, _ := utf8.DecodeRune(c.source[at:])
	return r
}

// isWordRune reports whether r is a letter or digit, of a script with spaces between words.
func isWordRune(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) &&
		!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func endsWords(r rune) bool { return strings.ContainsRune(".,:;!?)]}%\"'”’»…", r) }

// literalMark warns about a mark without effect, which readers see.
func literalMark(c *check, n *ast.Text, at int) {
	mark := c.source[at]
	if at > n.Segment.Start && c.source[at-1] == mark || isEscaped(c, at) {
		return
	}
	length := run(c.source[:n.Segment.Stop], at)
	before, after := runeBefore(c, at), runeAfter(c, at+length)
	misplaced := endsWords(before) && isWordRune(after)
	switch {
	case mark == '`':
		misplaced = !isWordRune(before) && !unicode.IsSpace(after)
	case mark == '*' && length > 1, length == 2 && !(isWordRune(before) && isWordRune(after)):
		misplaced = isWordRune(before) || isWordRune(after) || misplaced
	case length == 1 && mark != '~':
		misplaced = misplaced && opensMark(c, n, mark, at)
	default:
		misplaced = false
	}
	if !misplaced || c.shown == (shownMark{n.Parent(), mark}) {
		return
	}
	c.shown = shownMark{n.Parent(), mark}
	written := strings.Repeat(string(mark), length)
	c.warning(at, "%q is shown as it is, for it marks nothing here; put a space before the words that it marks and one behind them, close it, or write %s",
		written, strings.Repeat(`\`+string(mark), length))
}

// shownMark is a mark that was reported in a block: one warning is enough.
type shownMark struct {
	block ast.Node
	mark  byte
}

// opensMark reports whether a single opening mark precedes a position within the block.
func opensMark(c *check, n *ast.Text, mark byte, before int) bool {
	for at := position(n.Parent()); at < before; at++ {
		if c.source[at] == mark && !isEscaped(c, at) && !isWordRune(runeBefore(c, at)) && isWordRune(runeAfter(c, at+1)) {
			return true
		}
	}
	return false
}

// checkBackslashes warns about two at the beginning of a word, as in a Windows share's path, of which only one is shown.
func checkBackslashes(c *check, at int) {
	before := runeBefore(c, at)
	if runeAfter(c, at+1) == '\\' && isWordRune(runeAfter(c, at+2)) && !isWordRune(before) && before != '\\' && before != ':' {
		c.warning(at, "of the two backslashes only one is shown; write the address as code, between backticks")
	}
}

// lostBackslash warns about a path at the end of a line whose last backslash becomes a line break.
func lostBackslash(c *check, n *ast.Text) {
	stop := n.Segment.Stop
	if !n.HardLineBreak() || stop >= len(c.source) || c.source[stop] != '\\' || n.Segment.Len() == 0 {
		return
	}
	word := c.source[n.Segment.Start:stop]
	word = word[bytes.LastIndexAny(word, " \t")+1:]
	if bytes.HasSuffix(word, []byte(":")) || bytes.IndexByte(word, '\\') >= 0 {
		c.warning(stop, `the backslash at the end of the line breaks it and is not shown; write \\ or end the line with another word`)
	}
}

// checkEmphasis warns about literal stars or underscores that are parsed as marks and vanish, as those of N8*41 and N8*42.
func checkEmphasis(c *check, n *ast.Emphasis) {
	inspectInlines(c, n)
	if c.pipe.strict {
		return
	}
	start, known := firstByte(n)
	stop, alsoKnown := lastByte(n)
	if !known || !alsoKnown {
		return
	}
	mark := c.source[start-n.Level]
	first, last := runeAfter(c, start), runeBefore(c, stop)
	before, after := runeBefore(c, start-n.Level), runeAfter(c, stop+n.Level)
	inWord := isWordRune(before) || isWordRune(after) && n.Level == 1 || unicode.IsDigit(after)
	_, within := n.Parent().(*ast.Emphasis)
	partly := !within && (before == rune(mark) || after == rune(mark))    // some of the marks are shown, some are not
	glued := n.Level == 1 && !unicode.IsSpace(after) && !endsWords(after) // "**+**." is fine, "*#*#06#" is not
	wordless := glued && !strings.ContainsFunc(wordsOf(n, c.source), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	outside := endsWords(first) && !unicode.IsSpace(before) || strings.ContainsRune("([{", last)
	if inWord || partly || wordless || outside {
		c.warning(start-n.Level, `"%c" is taken for a mark here and not shown; write \%c to show it, or put the marks around whole words`, mark, mark)
	}
}

// checkCodeSpan warns about code between two probably literal backticks: it begins or ends with a space, and contains no backtick.
func checkCodeSpan(c *check, n *ast.CodeSpan) {
	inspectInlines(c, n)
	first, isText := n.FirstChild().(*ast.Text)
	last, alsoText := n.LastChild().(*ast.Text)
	if c.pipe.strict || !isText || !alsoText {
		return
	}
	start, stop := first.Segment.Start, last.Segment.Stop
	if bytes.IndexByte(c.source[start:stop], '`') >= 0 {
		return
	}
	if unicode.IsSpace(runeBefore(c, start)) || unicode.IsSpace(runeAfter(c, start)) || unicode.IsSpace(runeBefore(c, stop)) || unicode.IsSpace(runeAfter(c, stop)) {
		c.warning(start, "%q is code, with spaces at its ends; take them away, or write \\` to show a backtick", excerpt(c.source[start:stop]))
	}
}

// firstByte returns where the text of an emphasis begins, after its mark.
func firstByte(n *ast.Emphasis) (at int, known bool) {
	switch child := n.FirstChild().(type) {
	case *ast.Text:
		return child.Segment.Start, true
	case *ast.Emphasis:
		at, known = firstByte(child)
		return at - child.Level, known
	}
	return 0, false
}

// lastByte returns where the text of an emphasis ends.
func lastByte(n *ast.Emphasis) (at int, known bool) {
	switch child := n.LastChild().(type) {
	case *ast.Text:
		return child.Segment.Stop, true
	case *ast.Emphasis:
		at, known = lastByte(child)
		return at + child.Level, known
	}
	return 0, false
}

// closingHashes warns about a "#" at the end of a heading that is not shown, unless it repeats the opening sequence.
func closingHashes(c *check, n *ast.Heading) {
	lines := n.Lines()
	if lines.Len() != 1 {
		return
	}
	rest := lineFrom(c.source, lines.At(0).Stop)
	rest = bytes.TrimSpace(rest)
	if len(rest) > 0 && len(rest) != n.Level && len(bytes.Trim(rest, "#")) == 0 {
		c.warning(position(n), `%q at the end of the heading is not shown; write \# to show it, or delete it`, rest)
	}
}

// checkFence warns about text after the opening fence, which is not shown, and about a missing closing fence.
func checkFence(c *check, n *ast.FencedCodeBlock) {
	if n.Info != nil {
		info := bytes.TrimSpace(n.Info.Segment.Value(c.source))
		if bytes.ContainsAny(info, " \t") {
			c.warning(n.Info.Segment.Start, "%q is not shown; behind the fence stands the code's language alone, and the code in the lines below", excerpt(info))
		}
	}
	at := position(n)
	next := at
	if lines := n.Lines(); lines.Len() > 0 {
		next = lines.At(lines.Len()-1).Stop - 1
	}
	end := bytes.IndexByte(c.source[next:], '\n')
	if end < 0 {
		end = len(c.source) - next - 1
	}
	last := lineFrom(c.source, next+end+1)
	last = bytes.TrimLeft(last, " \t>")
	if !bytes.HasPrefix(last, []byte("```")) && !bytes.HasPrefix(last, []byte("~~~")) {
		c.warning(at, "the code does not end; write the same fence in a line below it")
	}
}

// checkDefinitions warns about unused link reference definitions, which are not shown.
func checkDefinitions(c *check, root ast.Node) {
	if c.pipe.strict {
		return
	}
	used, defined := map[string]bool{}, map[string]bool{}
	var all []*ast.LinkReferenceDefinition
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		var reference *ast.ReferenceLink
		switch n := n.(type) {
		case *ast.LinkReferenceDefinition:
			all = append(all, n)
		case *ast.Link:
			reference = n.Reference
		case *ast.Image:
			reference = n.Reference
		}
		if reference != nil {
			used[label(reference.Value)] = true
		}
		return ast.WalkContinue, nil
	})
	for _, n := range all {
		name := label(n.Label)
		switch {
		case defined[name]:
			c.warning(position(n), "there is another [%s] above, and this line is not shown; give each a name of its own", n.Label)
		case !used[name]:
			c.warning(position(n), `no link refers to [%s], and this line is not shown; write \[%s] to show it, <!-- … --> for a comment, or delete it`, n.Label, n.Label)
		}
		defined[name] = true
	}
}

func label(written []byte) string {
	return strings.ToLower(strings.Join(strings.Fields(string(written)), " "))
}

// checkInterruption warns about a quote or a list with one entry that interrupts a paragraph: a
// line may have been wrapped before a number.
func checkInterruption(c *check, n ast.Node) {
	paragraph := n.PreviousSibling()
	if paragraph == nil || c.pipe.strict || n.HasBlankPreviousLines() {
		return
	}
	if kind := paragraph.Kind(); kind != ast.KindParagraph && kind != ast.KindTextBlock {
		return
	}
	at := position(n)
	begin := c.source[bytes.LastIndexByte(c.source[:at], '\n')+1:]
	begin, _, _ = bytes.Cut(begin, []byte("\n"))
	mark := string(runeAfter(c, at))
	shown := `\` + mark
	if list, isList := n.(*ast.List); isList && list.IsOrdered() {
		mark = "1" + string(list.Marker)
		shown = `1\` + string(list.Marker)
	}
	if lines := paragraph.Lines(); lines.Len() > 0 {
		last := lines.At(lines.Len() - 1)
		if bytes.HasSuffix(bytes.TrimSpace(last.Value(c.source)), []byte(":")) {
			return
		}
	}
	c.warning(at, `%q at the beginning of %q is taken for a mark and not shown; put a blank line above it, or write %s to show it`, mark, excerpt(begin), shown)
}

// checkNumbered checks a numbered list outside the steps: its numbers, and whether it continues the
// list above.
func checkNumbered(c *check, list *ast.List) {
	if c.pipe.strict {
		return
	}
	writtenNumbers(c, list, "the item")
	if list.Start != 1 {
		return
	}
	for before := list.PreviousSibling(); before != nil; before = before.PreviousSibling() {
		switch before := before.(type) {
		case *ast.List:
			if before.IsOrdered() {
				c.warning(position(list), "the numbers begin again with 1; indent what stands between the two lists to the words of the item above, or write a heading or a line that ends with a colon above this list")
				return
			}
		case *ast.Paragraph, *ast.Heading, *ast.ThematicBreak:
			return
		}
	}
}
