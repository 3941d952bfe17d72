package search_test

import (
	"strings"
	"testing"

	"pinhole/internal/search"
)

// passage returns the first hit's passage, with its marked words in brackets.
func passage(r search.Results) string {
	var b strings.Builder
	for _, f := range r.Hits[0].Passage {
		if f.Mark {
			b.WriteString("[" + f.Text + "]")
		} else {
			b.WriteString(f.Text)
		}
	}
	return b.String()
}

func TestPassages(t *testing.T) {
	t.Parallel()
	i := search.New(small(t,
		written{brand: "acme", slug: "reset", title: "Erase an Acme recorder", body: "A short press does not erase the recorder.\n\nThe recorder hums. A buzzer says that the password is gone."},
		written{brand: "acme", slug: "signs", title: "恢复", body: "按住复位按钮十秒钟。"},
		written{brand: "acme", slug: "hub", title: "Hubs", body: "> [!WARNING]\n> The shelf gets hot.\n\n## Steps: by hand\n\n> [!NOTE]\n> Wear gloves.\n\n1. Lift the lid.\n\nA gasket may fall out."},
	), search.Options{})
	for text, want := range map[string]string{
		"erase recorder":         "Nothing to see here.",                         // the summary, as the title says it
		"password buzzer erase":  "A [buzzer] says that the [password] is gone.", // the text says more than the title
		"press erase":            "Nothing to see here.",                         // and not what does not erase it
		"short press wont erase": "A [short] [press] does not [erase] the recorder.",
		"钮":                      "按住复位按[钮]十秒钟。",
		"按":                      "[按]住复位[按]钮十秒钟。",
		"shelf":                  "The [shelf] gets hot.",
		"gloves":                 "Wear [gloves].",
		"gasket":                 "A [gasket] may fall out.",
		"lid":                    "Lift the [lid].",
	} {
		if got := passage(i.Search(search.Query{Text: text})); got != want {
			t.Errorf("%q shows %q, want %q", text, got, want)
		}
	}
}
