package markdown

import (
	"reflect"
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
