package language_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pinhole/internal/language"
)

func locale(t *testing.T, tag string) *language.Locale {
	t.Helper()
	l, ok := language.Embedded().Locale(tag)
	if !ok {
		t.Fatalf("there is no locale %s", tag)
	}
	return l
}

func TestEachLanguageKeepsItsHabits(t *testing.T) {
	day := time.Date(2026, 3, 3, 23, 4, 0, 0, time.UTC)
	en, es := locale(t, "en"), locale(t, "es")
	for got, want := range map[string]string{
		en.Day(day):                             "3 March 2026",
		es.Day(day):                             "3 de marzo de 2026",
		en.Moment(day):                          "3 March 2026, 23:04 UTC",
		en.Day(time.Time{}):                     "",
		en.Number(1234567):                      "1,234,567",
		es.Number(1234567):                      "1.234.567",
		en.Percent(0.824):                       "82%",
		es.Percent(0.824):                       "82\u00a0%",
		en.List([]string{"a"}):                  "a",
		en.List([]string{"a", "b"}):             "a and b",
		es.List([]string{"a", "b", "Imou"}):     "a, b e Imou",
		es.List([]string{"agua", "hielo"}):      "agua y hielo",
		es.Path("/"):                            "/es",
		es.Path("/es/find"):                     "/es/find",
		es.Path("/#brands"):                     "/es#brands",
		es.Path("/find"):                        "/es/find",
		en.Path("/find"):                        "/find",
		en.N("facts.minutes", 1):                "About 1 minute",
		en.N("facts.minutes", 5):                "About 5 minutes",
		es.T("support.title", "Brand", "Lorex"): "Pregunte a Lorex",
		es.Capital("último"):                    "Último",
		en.Name() + es.Name() + es.Dir():        "EnglishEspañolltr",
		en.T("no.such.message"):                 "no.such.message",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := language.Embedded().Locales()[0]; got != en || language.Embedded().Source() != en {
		t.Errorf("the first locale is %s, not the source", got.Tag())
	}
}

// TestABundleMustBeWhole breaks a good bundle in one way each.
func TestABundleMustBeWhole(t *testing.T) {
	habits := "language.name: X\nlanguage.direction: ltr\ndate.months: a b c d e f g h i j k l\n"
	good := map[string]string{
		"a.en.yaml": habits + "hello: Hello {{.Name}}\ncats: {one: a cat, other: '{{.Count}} cats'}\n",
		"a.ar.yaml": habits + "hello: '{{.Name}} marhaban'\ncats: {zero: z, one: o, two: t, few: f, many: m, other: x}\n",
	}
	tests := map[string]struct{ file, old, new, wrong string }{
		"nothing is wrong":     {"a.en.yaml", "", "", ""},
		"a message is missing": {"a.ar.yaml", "hello", "hallo", "ar: hello is missing"},
		"a message too many":   {"a.ar.yaml", "hello", "hallo", "ar: hallo is not in en"},
		"another placeholder":  {"a.ar.yaml", ".Name", ".Nome", "ar: hello has the placeholders [Nome], not [Name]"},
		"a lost placeholder":   {"a.ar.yaml", "{{.Name}}", "", "ar: hello has the placeholders [], not [Name]"},
		"a lost plural form":   {"a.ar.yaml", "few: f,", "", "ar: cats lacks the plural form"},
		"counts no more":       {"a.ar.yaml", "{zero: z, one: o, two: t, few: f, many: m, other: x}", "x", "ar: cats counts in one language only"},
		"a template":           {"a.en.yaml", "{{.Name}}", "{{if .Name}}x{{end}}", "hello"},
		"no source":            {"a.en.yaml", "", "a.de.yaml", "no messages in en"},
		"eleven months":        {"a.ar.yaml", "a b c", "a b", "ar: date.months holds 11 words"},
		"no YAML":              {"a.ar.yaml", "hello:", "hello", "a.ar.yaml"},
		"twice in a language":  {"b.en.yaml", "", "hello: again", "hello is there twice"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for file, text := range good {
				if file == test.file && test.old != "" {
					text = strings.Replace(text, test.old, test.new, 1)
				}
				if name == "no source" && file == test.file {
					file = test.new
				}
				fsys["messages/"+file] = &fstest.MapFile{Data: []byte(text)}
			}
			if name == "twice in a language" {
				fsys["messages/"+test.file] = &fstest.MapFile{Data: []byte(test.new)}
			}
			_, err := language.New(fsys)
			if test.wrong == "" && err != nil || test.wrong != "" && (err == nil || !strings.Contains(err.Error(), test.wrong)) {
				t.Errorf("error %v, want %q", err, test.wrong)
			}
		})
	}
}

func TestScriptsGetTheirWordsAlone(t *testing.T) {
	text, begins := strings.CutPrefix(string(locale(t, "es").Module()), `import{learn}from"./words.js";learn(`)
	text, ends := strings.CutSuffix(text, ");\n")
	if !begins || !ends {
		t.Fatalf("the module is %s", text)
	}
	var words map[string]any
	if err := json.Unmarshal([]byte(text), &words); err != nil {
		t.Fatal(err)
	}
	forms, _ := words["timer.now"].(map[string]any)
	if words["timer.stop"] != "Parar" || forms["one"] != "Mantenga pulsado: {{.Count}} segundo" || words["support.title"] != nil {
		t.Errorf("the words are %v", words)
	}
}
