package spam

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// links describes the links in a text.
type links struct {
	count int     // a link in HTML or BBCode counts as three: no reader writes one
	share float64 // of the text's code points without white space
}

// linkWeight suspects three links, or two and little else; three that are most of the text, or
// eight, have double weight.
func linkWeight(text string) int {
	found := findLinks(text)
	switch {
	case found.count >= 8 || found.count >= 3 && found.share > 0.5:
		return spamWeight
	case found.count >= 3 || found.count == 2 && found.share > 0.8:
		return 1
	}
	return 0
}

// markup lists the beginnings of links in HTML and BBCode.
var markup = []string{"<a ", "[url", "[link"}

func findLinks(text string) (found links) {
	text = strings.ToLower(text)
	linked, all := 0, 0
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		all += n
		if isLinked(word) {
			found.count++
			linked += n
		}
	}
	for _, beginning := range markup {
		found.count += 2 * strings.Count(text, beginning)
	}
	if all > 0 {
		found.share = float64(linked) / float64(all)
	}
	return found
}

// topLevelDomains lists the domains by which hosts without http:// are recognized.
var topLevelDomains = []string{
	"com", "net", "org", "info", "biz", "ru", "cn", "shop", "xyz", "top", "online", "site", "club", "store", "link", "live", "icu", "vip", "ly", "me",
}

func isLinked(word string) bool {
	if strings.Contains(word, "://") || strings.Contains(word, "www.") {
		return true
	}
	host, _, _ := strings.Cut(strings.TrimFunc(word, unicode.IsPunct), "/")
	name, top, ok := cutLast(host, ".")
	if !ok || strings.Contains(host, "@") || !strings.ContainsFunc(name, unicode.IsLetter) {
		return false
	}
	for _, known := range topLevelDomains {
		if top == known {
			return true
		}
	}
	return false
}

func cutLast(text, separator string) (before, after string, found bool) {
	i := strings.LastIndex(text, separator)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(separator):], true
}
