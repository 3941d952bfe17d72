package markdown

import (
	"slices"
	"strings"
	"testing"
)

// wordsCase is a source, the plain text that must come of it, and all problems.
type wordsCase struct {
	source, text string
	problems     []string
}

func checkWords(t *testing.T, cases []wordsCase) {
	t.Helper()
	for _, c := range cases {
		d, problems := Parse([]byte(c.source), Options{})
		var text []string
		for _, s := range d.Sections {
			text = append(text, s.Text)
		}
		if got := strings.Join(text, "\n"); got != c.text {
			t.Errorf("%q: text %q, want %q", c.source, got, c.text)
		}
		if got := messages(problems); !slices.Equal(got, c.problems) {
			t.Errorf("%q: problems\n%s\nwant\n%s", c.source, strings.Join(got, "\n"), strings.Join(c.problems, "\n"))
		}
	}
}

func TestTildes(t *testing.T) {
	checkWords(t, []wordsCase{
		{"Press for 5~10 seconds, then wait 20~30 seconds.", "Press for 5~10 seconds, then wait 20~30 seconds.", nil},
		{"~a~ ~b c~d~~~e ~~~f~~~ x ~~~~y~~~~", "~a~ ~b c~d~~~e ~~~f~~~ x ~~~~y~~~~", nil},
		{"Not ~~this~~ that, 5~10.", "Not this that, 5~10.", nil},
	})
	d, _ := Parse([]byte("~~a~~ b~c, d~e"), Options{})
	if got, want := d.Sections[0].HTML, "<p><del>a</del> b~c, d~e</p>\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

const (
	notShown   = `"*" is taken for a mark here and not shown; write \* to show it, or put the marks around whole words`
	shownStars = `"**" is shown as it is, for it marks nothing here; put a space before the words that it marks and one behind them, close it, or write \*\*`
	shownStar  = `"*" is shown as it is, for it marks nothing here; put a space before the words that it marks and one behind them, close it, or write \*`
)

func TestStarsAndUnderscores(t *testing.T) {
	checkWords(t, []wordsCase{
		{"For N841*, N842* and AC_4_2, **Tap +**, *now*; `N8*41`.", "For N841*, N842* and AC_4_2, Tap +, now; N8*41.", nil},
		{"Tap **+**. Two **camera**s. 2 * 3 * 4.", "Tap +. Two cameras. 2 * 3 * 4.", nil},
		{"For N8*41 and N8*42.", "For N841 and N842.", []string{"1: warning: " + notShown}},
		{`For N8\*41 and N8\*42.`, "For N8*41 and N8*42.", nil},
		{"Dial *#*#4636.", "Dial ##4636.", []string{"1: warning: " + notShown}},
		{`Press "*" and "*".`, `Press "" and "".`, []string{"1: warning: " + notShown}},
		{"長*い*言葉", "長い言葉", nil},
		{"**Hold (10 s)**then let go. **Note:**press it again.", "**Hold (10 s)**then let go. **Note:**press it again.", []string{"1: warning: " + shownStars}},
		{"**Hold (10 s)** then let go. **Note:** press it again.", "Hold (10 s) then let go. Note: press it again.", nil},
		{"*Note:*press it.", "*Note:*press it.", []string{"1: warning: " + shownStar}},
		{"__Note:__press it.", "__Note:__press it.", []string{"1: warning: " + strings.ReplaceAll(strings.ReplaceAll(shownStars, `\*`, `\_`), "**", "__")}},
		{`\*\*Hold (10 s)\*\*then`, "**Hold (10 s)**then", nil},
		{"Serial: ____ MAC__ADDR", "Serial: ____ MAC__ADDR", nil},
		{"Press ` it then `/`.", "Press it then/`.", []string{`1: warning: "it then" is code, with spaces at its ends; take them away, or write \` + "` to show a backtick", "1: warning: \"`\" is shown as it is, for it marks nothing here; put a space before the words that it marks and one behind them, close it, or write \\`"}},
		{"`` ` `` and `a b`", "` and a b", nil},
		{"for *(10 s)**then N841*", "for *(10 s)*then N841", []string{`1: warning: "*" is taken for a mark here and not shown; write \* to show it, or put the marks around whole words`}},
		{"Type `reset now.", "Type `reset now.", []string{`1: warning: "` + "`" + `" is shown as it is, for it marks nothing here; put a space before the words that it marks and one behind them, close it, or write \` + "`"}},
	})
}

func TestCharactersThatMarkdownTakes(t *testing.T) {
	checkWords(t, []wordsCase{
		{`Open \\nas\video, C:\new.`, `Open \nas\video, C:\new.`, []string{"1: warning: of the two backslashes only one is shown; write the address as code, between backticks"}},
		{"Open C:\\\nnow.", "Open C: now.", []string{`1: warning: the backslash at the end of the line breaks it and is not shown; write \\ or end the line with another word`}},
		{"## Camera #\n\nText.\n\n### Closed ###\n\nText.", "Text.\nClosed\nText.", []string{`1: warning: "#" at the end of the heading is not shown; write \# to show it, or delete it`}},
		{"```sh reboot now\na\n```", "a", []string{`1: warning: "sh reboot now" is not shown; behind the fence stands the code's language alone, and the code in the lines below`}},
		{"- a\n  ```\n  b\n  ```\n- c", "a\nb\nc", nil},
		{"```\na", "a", []string{`1: warning: the code does not end; write the same fence in a line below it`}},
		{"[Note]: wait\n\n[a]: /b\n\n[x][A]", "x", []string{`1: warning: no link refers to [Note], and this line is not shown; write \[Note] to show it, <!-- … --> for a comment, or delete it`}},
		{"The voltage is\n> 5 V now.", "The voltage is\n5 V now.", []string{`2: warning: ">" at the beginning of "> 5 V now." is taken for a mark and not shown; put a blank line above it, or write \> to show it`}},
		{"Wait 5\n- 10 seconds.", "Wait 5\n10 seconds.", []string{`2: warning: "-" at the beginning of "- 10 seconds." is taken for a mark and not shown; put a blank line above it, or write \- to show it`}},
		{"- a\n  - b\n\n- c:\n  - d\n- e\n  > 5", "a\nb\nc:\nd\ne\n5", []string{
			`2: warning: "-" at the beginning of "- b" is taken for a mark and not shown; put a blank line above it, or write \- to show it`,
			`7: warning: ">" at the beginning of "> 5" is taken for a mark and not shown; put a blank line above it, or write \> to show it`}},
		{"Do:\n- it\n\nThen\n- a\n- b", "Do:\nit\nThen\na\nb", nil},
	})
}

func TestMarkupOfOtherPrograms(t *testing.T) {
	const callout = `write "> [!NOTE]" or "> [!CAUTION]", and the text below it, each line after ">"`
	warning := func(line, markup, remedy string) []string {
		return []string{line + `: warning: "` + markup + `" is shown as it is; ` + remedy}
	}
	brace := func(markup string) []string {
		return []string{`1: warning: "` + markup + `" is shown as it is, for it belongs to another program; delete it, or write it as code`}
	}
	for source, want := range map[string][]string{
		":::danger\nIt erases.\n:::":                    warning("1", ":::danger", callout),
		"!!! warning\n    It erases.":                   warning("1", "!!! warning", callout),
		".. note:: It erases.":                          warning("1", ".. note:: It erases.", callout),
		"Text.\n\nimport Panel from \"@site/panel\";":   warning("3", `import Panel from \"@site/panel\";`, "delete the line"),
		"export const a = 1":                            warning("1", "export const a = 1", "delete the line"),
		"[TOC]":                                         warning("1", "[TOC]", "delete it; the page has its own list of contents"),
		"- [ ] Plug it in.":                             warning("1", "[ ] Plug it in.", "delete the box; the steps of a procedure can be ticked"),
		"%% ask Ann %%":                                 warning("1", "%% ask Ann %%", "write a comment as <!-- … -->"),
		"See {% include x.md %} now.":                   brace("{% include x.md %}"),
		"See {{ site.name }}.":                          brace("{{ site.name }}"),
		"Text.{: .note}":                                brace("{: .note}"),
		"Text.\n{#here}":                                {`2: warning: "{#here}" is shown as it is, for it belongs to another program; delete it, or write it as code`},
		"{/* ask Ann */}":                               brace("{/* ask Ann */}"),
		"See [[Other page]].":                           {`1: warning: "[[" is shown as it is, for this is no link; write [words](address)`},
		"`:::danger`, `{% x %}`, {1}, a::b, :) and !!!": nil,
		"Settings to\nimport from the USB stick.":       nil,
		"## A {#b}":                                     nil,
	} {
		_, problems := Parse([]byte(source), Options{})
		if got := messages(problems); !slices.Equal(got, want) {
			t.Errorf("%q: problems\n%s\nwant\n%s", source, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestTablesShowAllTheirWords(t *testing.T) {
	checkWords(t, []wordsCase{
		{"| a | b |\n|---|---|\n| c | `dmesg | tail` |", "a b\nc `dmesg", []string{
			"3: error: the row has 3 cells, the head has 2, so that the last words are not shown; write \\| for a bar inside a cell",
			"3: warning: \"`\" is shown as it is, for it marks nothing here; put a space before the words that it marks and one behind them, close it, or write \\`"}},
		{"| a | b |\n|---|---|\n| c | `dmesg \\| tail` | |\n| d", "a b\nc dmesg | tail\nd", []string{`3: warning: the row has 3 cells, the head has 2; delete the last bar, or write \| to show it`}},
		{"| a |\n|---|\n| b<br>c<BR />**d<br/>e** |", "a\nb c d e", nil},
		{"| a |\n|---|\n| b \\|", "a\nb \\", []string{`3: error: the row ends with \|, of which the bar is not shown; write another bar behind it`}},
		{"| a | b |\n|---|\n| c | d |", "| a | b | |---| | c | d |", []string{
			`1: warning: "| a | b |" is shown as it is, for this is no table; below its head a table has a line such as |---|---| with as many cells, and no other lines stand between its rows`}},
		{"a<br>b", "ab", []string{`1: error: <br> only breaks lines in the cells of a table; end the line with a backslash instead`}},
	})
	d, _ := Parse([]byte("|a|\n|-|\n|b<br>c|"), Options{})
	if got := d.Sections[0].HTML; !strings.Contains(got, "<td>b<br>\nc</td>") {
		t.Errorf("no break in %s", got)
	}
}

func TestCommentsAreLeftOut(t *testing.T) {
	checkWords(t, []wordsCase{
		{"Text. <!-- ask Ann --> More.<!---->", "Text.  More.", nil},
		{"A\n<!-- ask\n\nAnn -->\n\nB", "A\nB", nil},
		{"## Steps <!-- x -->\n\n1. A <!-- b -->.\n\n   <!-- c -->\n2. [hold <!-- d -->15 s](hold:15s)", "A .\nhold 15 s", nil},
		{"`<!-- code -->` and \\<!-- words", "<!-- code --> and <!-- words", nil},
		{"<!-- a --> B", "", []string{`1: error: "B" stands in one line with a comment and would not be shown; put the comment on a line of its own`}},
		{"A\n\n<!-- b\n\nC", "A", []string{`3: error: the comment does not end, and hides all that follows; write --> behind it`}},
		{"A <!-- b\n\nC -->", "A <!-- b\nC -->", []string{`1: error: the comment does not end in its paragraph, so that readers see it; write --> behind it`}},
	})
	source := "A<!-- x --> b.\n\n<!-- y\n\nz -->\n## Steps <!-- w --> {#s}\n\n1. [hold<!-- v --> on](hold:5s)\n   <!-- u -->\n\n`<!-- code -->`\n"
	if got, want := string(Plain([]byte(source))), "A b.\n\n\n\n\n## Steps\n\n1. hold on\n   \n\n`<!-- code -->`\n"; got != want {
		t.Errorf("plain %q, want %q", got, want)
	}
}

func TestNumbersOfLists(t *testing.T) {
	const again = "the numbers begin again with 1; indent what stands between the two lists to the words of the item above, or write a heading or a line that ends with a colon above this list"
	checkWords(t, []wordsCase{
		{"1. a\n```\nb\n```\n1. c\n1. d", "a\nb\nc\nd", []string{"5: warning: " + again}},
		{"1. a\n   ```\n   b\n   ```\n1. c\n1. d", "a\nb\nc\nd", nil},
		{"1. a\n\n> b\n\n1) c", "a\nb\nc", []string{"5: warning: " + again}},
		{"1. a\n\nOn a Mac:\n\n1. b\n\n```\nc\n```\n2. d", "a\nOn a Mac:\nb\nc\nd", nil},
		{"3. a\n4. b\n6. c", "a\nb\nc", []string{"3: warning: the item 5 is written as 6; number them in their order"}},
	})
}

func TestFootnotesWithoutText(t *testing.T) {
	checkWords(t, []wordsCase{
		{"Text[^zz].", "Text[^zz].", []string{`1: error: the footnote has no text; write it below as "[^zz]: …"`}},
		{"Press [^] or [^ now.", "Press [^] or [^ now.", nil},
	})
}
