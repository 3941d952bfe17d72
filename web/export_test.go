package web

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

// Routes returns method and pattern of each address in the table, for tests that go through all of
// them.
func (s *Server) Routes() (list [][2]string, err error) {
	err = chi.Walk(s.handler.(chi.Routes), func(method, pattern string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		list = append(list, [2]string{method, pattern})
		return nil
	})
	return list, err
}
