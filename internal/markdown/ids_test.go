package markdown

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestSlug(t *testing.T) {
	for heading, want := range map[string]string{
		"With the app":              "with-the-app",
		"  Don't  — panic’s  end! ": "dont-panics-end",
		"DVR/NVR: 2.0":              "dvr-nvr-2-0",
		"¿Qué pasó?":                "qué-pasó",
		"रीसेट करें":                "रीसेट-करें",
		"إعادة الضبط":               "إعادة-الضبط",
		"重置":                        "重置",
		"a_b-c":                     "a-b-c",
		"…":                         "",
		"a\"><script>":              "a-script",
		strings.Repeat("ä", 200):    strings.Repeat("ä", 80),
	} {
		if got := slug(heading); got != want {
			t.Errorf("%q becomes %q, want %q", heading, got, want)
		}
	}
}

func TestUniqueIDs(t *testing.T) {
	given := ids{}
	var got []string
	for _, id := range []string{"a", "a-2", "a", "a", "a-2", "b"} {
		got = append(got, given.unique(id))
	}
	if want := []string{"a", "a-2", "a-3", "a-4", "a-2-2", "b"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if want := []string{"a", "a-2", "a-2-2", "a-3", "a-4", "b"}; !reflect.DeepEqual(given.sorted(), want) {
		t.Errorf("sorted %q, want %q", given.sorted(), want)
	}
}

func TestPlacesOfGitHosts(t *testing.T) {
	d, problems := Parse([]byte("## Notes\n\n## Notes\n\n## Notes 1\n\n### It’s A_b\n\n### Notes 2\n"), Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var got []string
	for _, s := range d.Sections {
		got = append(got, s.ID, s.HostID)
	}
	// "notes-1" is the third section's own, "notes-2" the second's: a second address never takes
	// another's first.
	if want := []string{"notes", "", "notes-2", "", "notes-1", "notes-1-1"}; !slices.Equal(got, want) {
		t.Errorf("ids %q, want %q", got, want)
	}
	want := "<h3 id=\"its-a-b\"><span id=\"its-a_b\"></span>It’s A_b</h3>\n<h3 id=\"notes-2-2\">Notes 2</h3>\n"
	if html := d.Sections[2].HTML; html != want {
		t.Errorf("got %s\nwant %s", html, want)
	}
}
