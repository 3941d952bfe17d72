package language

import "golang.org/x/text/language"

// Match gives the locale that suits a browser's Accept-Language best, or the source where none does. It is for pages that one
// person alone sees; the address says which language a reader's page is in.
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
