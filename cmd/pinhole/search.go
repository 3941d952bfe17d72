package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/search"
)

type searchCommand struct {
	contentFlag
	Query    []string `arg:"" help:"What a reader types."`
	Language string   `default:"en" env:"-" help:"Language of the reader, such as es."`
	Limit    int      `default:"10" env:"-" help:"How many hits to print, at most ${maxHits}."`
	Explain  bool     `env:"-" help:"Also print how the text was read, and what each hit's score is made of."`
}

// Run prints what a reader would find. It asks no running Pinhole.
func (c searchCommand) Run(t terminal) error {
	if known := append([]string{article.English}, article.TranslatedInto()...); !slices.Contains(known, c.Language) {
		return fmt.Errorf("there is no language %q; use one of %s", c.Language, strings.Join(known, ", "))
	}
	loader, err := c.loader()
	if err != nil {
		return err
	}
	lib, problems := loader.Load()
	files, err := openContent(c.Content)
	if err != nil {
		return err
	}
	synonyms, wrong := search.ReadSynonyms(files, c.Language)
	if lib == nil || len(wrong) > 0 {
		return fmt.Errorf("the content has %s; run pinhole check to see what is wrong", countOf(len(problems.Errors())+len(wrong), "error"))
	}
	if c.Language != article.English {
		lib = lib.In(c.Language)
	}
	index := search.New(lib, search.Options{Language: c.Language, Synonyms: synonyms})
	x := index.Explain(search.Query{Text: strings.Join(c.Query, " "), Limit: c.Limit})
	out := bufio.NewWriter(t.out)
	if c.Explain {
		printReading(out, x)
	}
	printHits(out, x, c.Explain)
	return out.Flush()
}

// printReading prints how a text was read.
func printReading(w io.Writer, x search.Explanation) {
	for _, word := range x.Words {
		var answers []string
		for _, a := range word.Answers {
			answers = append(answers, fmt.Sprintf("%s %.2f", strings.Join(a.Stems, "+"), a.Weight))
		}
		read := "word"
		if word.Corrected {
			read = "corrected"
		}
		fmt.Fprintf(w, "%-10s%s: %s (rarity %.2f, %s)\n", read, word.Typed, strings.Join(answers, ", "), word.Rarity, countOf(word.Articles, "article"))
	}
	if len(x.Ignored) > 0 {
		fmt.Fprintf(w, "%-10s%s\n", "ignored", strings.Join(x.Ignored, ", "))
	}
	if r := x.Results; r.DidYouMean != "" {
		fmt.Fprintf(w, "%-10s%s\n", "read as", r.DidYouMean)
	}
	if d := x.Results.Device; d != nil {
		printDevice(w, d)
	}
	for _, b := range x.Brands {
		fmt.Fprintf(w, "%-10s%s\n", "brand", b.Name)
	}
	for _, d := range x.Devices {
		fmt.Fprintf(w, "%-10s%s\n", "device", d)
	}
	for _, g := range x.Goals {
		fmt.Fprintf(w, "%-10s%s\n", "goal", g)
	}
	fmt.Fprintln(w)
}

// printDevice prints what a label was recognised as, and by which pattern.
func printDevice(w io.Writer, d *search.Device) {
	if d.Label != "" {
		near := ""
		if d.Near {
			near = " (a slip was corrected)"
		}
		fmt.Fprintf(w, "%-10s%s%s\n", "label", d.Label, near)
	}
	if f := d.Family; f != nil {
		fmt.Fprintf(w, "%-10s%s of %s, %s:%d\n", "family", f.Pattern.Text, f.BrandName(), f.File, f.Line)
	} else if d.Other != nil {
		fmt.Fprintf(w, "%-10s%s, which has no articles\n", "brand", d.Other.Name)
	}
	for _, kind := range d.Devices {
		fmt.Fprintf(w, "%-10s%s\n", "kind", kind)
	}
}

// printHits prints the hits, best first, and the factors of their scores.
func printHits(w io.Writer, x search.Explanation, factors bool) {
	fmt.Fprintf(w, "%s\n", countOf(x.Results.Total, "hit"))
	for n, h := range x.Results.Hits {
		fmt.Fprintf(w, "%2d. %s: %s\n", n+1, h.Article.ID, h.Article.Title)
		if factors {
			s := x.Scores[n]
			if s.Tier != "" {
				fmt.Fprintf(w, "    %s; score %.3f with words %.3f × covered %.2f × suits %.2f\n", s.Tier, h.Score, s.Words, s.Covered, s.Suits)
				continue
			}
			fmt.Fprintf(w, "    score %.3f = words %.3f × covered %.2f × brand %.2f × suits %.2f × close %.2f", h.Score, s.Words, s.Covered, s.Brand, s.Suits, s.Close)
			fmt.Fprintln(w)
		}
	}
}
