package language

import "golang.org/x/text/language"

// Match returns the best locale for an Accept-Language header, or the source locale. It is for
// pages that are not shared; a reader's page has its language in the address.
func (b *Bundle) Match(accept string) *Locale {
	wanted, _, err := language.ParseAcceptLanguage(accept)
	if err != nil {
		return b.Source()
	}
	_, at, confidence := b.matcher.Match(wanted...)
	if confidence == language.No {
		return b.Source()
	}
	return b.locales[at]
}
