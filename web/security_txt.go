package web

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// securityTxtLife is for how long security.txt holds. RFC 9116, section 2.5.5, recommends less than a year.
const securityTxtLife = 180 * 24 * time.Hour

// securityTxt says whom to tell of a vulnerability in this site (RFC 9116), where site.yaml does.
func (s *Server) securityTxt(w http.ResponseWriter, r *http.Request) error {
	contact := s.Library().Site.Security
	if contact == "" {
		return s.notFound(w, r)
	}
	var languages []string
	for _, l := range s.Languages.Locales() {
		languages = append(languages, l.Tag())
	}
	expires := s.Now().UTC().Add(securityTxtLife).Truncate(24 * time.Hour).Format(time.RFC3339)
	const address = "/.well-known/security.txt"
	text := fmt.Sprintf("Contact: %s\nExpires: %s\nPreferred-Languages: %s\nCanonical: %s%s\n", contact, expires, strings.Join(languages, ", "), s.origin, address)
	return s.write(w, http.StatusOK, "text/plain; charset=utf-8", []byte(text))
}
