package machine

import (
	"net/http"

	"pinhole/internal/search"
	"pinhole/web/respond"
	"pinhole/web/view"
)

const suggestions = 8

// suggest serves suggestions while a reader types. They are not counted as searches.
func (m *Machine) suggest(w http.ResponseWriter, r *http.Request) error {
	l := m.Settings.LocaleOrSource(r.URL.Query().Get("language"))
	list, err := m.Index.Suggest(r.Context(), l.Tag(), view.SearchText(r.URL.Query().Get("q")), suggestions)
	if err != nil {
		return err
	}
	type suggestion struct {
		Kind   string `json:"kind"`
		Label  string `json:"label"`
		URL    string `json:"url"`
		Brand  string `json:"brand,omitempty"`
		Device string `json:"device,omitempty"` // brand and kind in the reader's language
	}
	answer := struct {
		Suggestions []suggestion `json:"suggestions"`
	}{Suggestions: []suggestion{}}
	for _, x := range list {
		one := suggestion{Kind: string(x.Kind), Label: x.Label, URL: l.Path(x.Path)}
		if x.Brand != nil && x.Kind == search.ModelKind {
			one.Brand, one.Device = x.Brand.Name, view.DeviceInShort(l, x.Brand, x.Devices)
		}
		answer.Suggestions = append(answer.Suggestions, one)
	}
	return respond.JSON(w, answer)
}
