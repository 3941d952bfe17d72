package main_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
)

// aloud is what a screen reader is given: each thing's role and words, in their order.
func (b *tab) aloud() []string {
	b.t.Helper()
	tree, err := chromedp.Call(b.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		b.t.Fatal(err)
	}
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range tree.Nodes {
		byID[n.NodeID] = n
	}
	var list []string
	var walk func(*accessibility.Node)
	walk = func(n *accessibility.Node) {
		if role := said(n.Role); !n.Ignored && role != "InlineTextBox" {
			list = append(list, strings.TrimSpace(role+" "+said(n.Name)))
		}
		for _, id := range n.ChildIDs {
			walk(byID[id])
		}
	}
	walk(tree.Nodes[0])
	return list
}

func said(v *accessibility.Value) string {
	var text string
	if v == nil || json.Unmarshal(v.Value, &text) != nil {
		return ""
	}
	return text
}

// TestAnArticleCanBeReadAloud listens to the steps: a list, each number once, and no ornament.
func TestAnArticleCanBeReadAloud(t *testing.T) {
	t.Parallel()
	_, b := openSmall(t, normal)
	heard := b.aloud()
	start := slices.Index(heard, "list")
	at := slices.Index(heard, "heading 4 steps")
	if start < 0 || at < 0 {
		t.Fatalf("there is no list or no heading: %q", heard)
	}
	steps := heard[at : at+40]
	for _, want := range []string{"list", "listitem", "StaticText Leave the camera plugged in.", "checkbox Step 1 done", "button Step 1 didn't work"} {
		if !slices.Contains(steps, want) {
			t.Errorf("%q is not heard among the steps: %q", want, steps)
		}
	}
	for _, h := range steps {
		if strings.HasPrefix(h, "ListMarker") {
			t.Errorf("the number of a step is heard twice: %q", steps)
		}
	}
	for _, ornament := range []string{"♪", "▸", "↗", "✓"} {
		if strings.Contains(strings.Join(heard, "\n"), ornament) {
			t.Errorf("%s is heard", ornament)
		}
	}
	for _, h := range heard {
		if h == "image" || h == "button" || h == "link" || h == "StaticText /" {
			t.Errorf("%q is heard, without words", h)
		}
	}
}
