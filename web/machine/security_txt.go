package machine

import (
	"fmt"
	"net/http"
	"pinhole/web/respond"
	"pinhole/web/view"
	"strings"
	"time"
)

// securityTxtLife is the validity of security.txt. RFC 9116, section 2.5.5, recommends less than a
// year.
const securityTxtPath = "/.well-known/security.txt"

const securityTxtLife = 180 * 24 * time.Hour

// securityTxt serves the contact for vulnerability reports (RFC 9116), if site.yaml has one.
func (m *Machine) securityTxt(w http.ResponseWriter, r *http.Request) error {
	contact := view.LibraryOf(r.Context()).Site.Security
	if contact == "" {
		return respond.Refuse(http.StatusNotFound, "refusal.not-found")
	}
	var languages []string
	for _, l := range m.Settings.Locales.Locales() {
		languages = append(languages, l.Tag())
	}
	expires := m.Now().UTC().Add(securityTxtLife).Truncate(24 * time.Hour).Format(time.RFC3339)
	text := fmt.Sprintf("Contact: %s\nExpires: %s\nPreferred-Languages: %s\nCanonical: %s%s\n", contact, expires, strings.Join(languages, ", "), m.Settings.Origin, securityTxtPath)
	respond.Write(w, http.StatusOK, "text/plain; charset=utf-8", []byte(text))
	return nil
}
