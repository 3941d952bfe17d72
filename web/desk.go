package web

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"pinhole/web/desk"
)

// What the editors' desk takes and tells; see package desk. Of a Desk's fields, New sets those from
// Settings on.
type (
	Desk        = desk.Config
	LinkReport  = desk.LinkReport
	LoginResult = desk.LoginResult
)

// The results of logins that operators count by; see package desk.
const (
	LoginOK      = desk.LoginOK
	LoginWrong   = desk.LoginWrong
	LoginLimited = desk.LoginLimited
	LoginBusy    = desk.LoginBusy
	LoginError   = desk.LoginError
)

// Desk serves the desk where that has a listener of its own; nil where it has none.
func (s *Server) Desk() http.Handler { return s.deskHandler }

// openDesk puts the desk into the table of public addresses, or makes the handler of its own
// listener.
func (s *Server) openDesk(mux chi.Router) error {
	c := *s.Editors
	c.Settings, c.Library, c.Revisions, c.Client, c.Static = &s.settings, s.Library, s.Feedback, s.client, s.reader.Static
	c.Logger, c.Outage, c.Now = s.Logger, s.outage, s.Now
	c.Answered, c.LoggedIn, c.RoleRefused = s.Observer.Request, s.Observer.Login, s.Observer.RoleRefused
	d, err := desk.New(c)
	if err != nil {
		return err
	}
	if c.URL == nil {
		d.Routes(mux)
	} else {
		s.deskHandler = d.Handler()
	}
	return nil
}
