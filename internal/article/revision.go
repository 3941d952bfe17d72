package article

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
)

// revision returns the hash that identifies the content a reader gave feedback on: 12 hex digits of
// SHA-256 over title, summary, needs, ways, effects and body. Dates of checks, related links, the
// brand's data and templates are not hashed: they do not change what a step says.
func revision(a *Article) string {
	h := sha256.New()
	part := func(s string) { fmt.Fprintf(h, "%d:%s,", len(s), s) } // netstrings, so that concatenation is unambiguous
	part(a.Title)
	part(a.Summary)
	for _, n := range a.Needs {
		part(string(n))
	}
	for _, w := range a.Ways {
		part("way " + w.Anchor + " " + w.For)
		for _, n := range w.Needs {
			part(string(n))
		}
	}
	for _, key := range EffectKeys {
		e := a.Effects.Get(key)
		part(key + "=" + string(e.State) + " " + e.Note)
	}
	io.WriteString(h, "body:")
	h.Write(a.Markdown)
	return hex.EncodeToString(h.Sum(nil))[:12]
}
