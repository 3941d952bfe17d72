package article

import "pinhole/internal/markdown"

// Brand is a maker of devices and what it offers owners who are locked out.
type Brand struct {
	Slug    string // file name without ending, and the first part of its articles' addresses
	Name    string
	Aliases []string // other names under which readers know it
	Support Support
	Tools   []Tool
	Notes   markdown.Document
	Sources []Source
	File    string
}

// generalBrand is the file name of the pseudo-brand whose articles apply to every brand.
const generalBrand = "general"

// General reports whether this is the pseudo-brand of articles that apply to every brand. It has no
// support and no devices.
func (b *Brand) General() bool { return b.Slug == generalBrand }

// Path returns the brand's address on the site.
func (b *Brand) Path() string { return "/" + b.Slug }

// Support lists ways to contact the brand. Phone numbers come from the vendor's own sources only.
type Support struct {
	Phones    []Phone
	Links     []Link
	Hours     string
	HaveReady []string
	Note      string
}

// Empty reports whether s has no entries.
func (s Support) Empty() bool {
	return len(s.Phones)+len(s.Links)+len(s.HaveReady) == 0 && s.Hours == "" && s.Note == ""
}

// Phone is a support number as people write it, and what it is for.
type Phone struct{ Number, Note string }

// Link is a page on another site.
type Link struct{ Title, URL string }

// Tool is a program or page that the vendor offers for resets.
type Tool struct{ Name, What, URL string }

// Site describes the publisher; it is read from site.yaml.
type Site struct {
	Name     string
	Tagline  string
	Contact  markdown.Document
	Privacy  markdown.Document
	Security string // contact for vulnerability reports: a mailto: or https: address, or empty
	EditURL  string // address of the content folder where sources are edited; empty: no such link
}
