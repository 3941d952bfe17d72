package content_test

import (
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"pinhole/internal/article"
)

// Every figure that could do harm when it is wrong must stand in the brand's facts: hold times and
// other times, phone numbers, network addresses, whatever is to be typed, and support addresses.
func TestArticlesStandOnTheirFacts(t *testing.T) {
	lib := library(t)
	for _, a := range slices.Concat(lib.Articles, lib.Translations()) {
		f := evidence{text: flat(facts(t, a.Brand.Slug))}
		if a.ID == "general-code-validity" {
			f.text += flat(facts(t, "hikvision")) // it compares how long Hikvision's files are valid
		}
		for _, problem := range f.missing(a) {
			t.Errorf("%s: %s, but content/_facts/%s.yaml does not say so", a.File, problem, a.Brand.Slug)
		}
	}
}

type evidence struct{ text string }

var (
	ipAddress = regexp.MustCompile(`\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b`)
	phone     = regexp.MustCompile(`\+?\d[\d ().-]{7,}\d`)
	typed     = regexp.MustCompile("`([^`\n]+)`")
	span      = regexp.MustCompile(`(?i)\b(\d+)(?: ?(?:-|–|to|or|and|a|o|y) ?(\d+))?[ -]?(s|sec|secs|seconds?|segundos?|min|mins|minutes?|minutos?|h|hours?|horas?|days?|días?)\b`)
	bare      = regexp.MustCompile(`hold_seconds: (?:(\d+)|((?: *- *\d+)+))`)
)

func (e evidence) missing(a *article.Article) []string {
	var list []string
	known := e.spans()
	for _, section := range a.Body().Sections {
		for _, step := range section.Steps {
			for _, hold := range step.Holds {
				if !known[seconds(int(hold.Seconds()), "s")] {
					list = append(list, fmt.Sprintf("step %s holds for %s", step.Anchor, hold))
				}
			}
		}
	}
	text := words(a)
	for _, m := range span.FindAllStringSubmatch(text, -1) {
		for _, n := range m[1:3] {
			if v, err := strconv.Atoi(n); err == nil && !known[seconds(v, m[3])] {
				list = append(list, fmt.Sprintf("it says %q", m[0]))
			}
		}
	}
	for _, ip := range ipAddress.FindAllString(text, -1) {
		if !strings.Contains(e.text, ip) {
			list = append(list, "it names the address "+ip)
		}
	}
	for _, m := range typed.FindAllStringSubmatch(string(a.Markdown), -1) {
		if !strings.Contains(e.text, m[1]) {
			list = append(list, fmt.Sprintf("it gives %q to type", m[1]))
		}
	}
	for _, number := range phone.FindAllString(ipAddress.ReplaceAllString(text, ""), -1) {
		if len(digits(number)) >= 9 && !strings.Contains(digits(e.text), digits(number)) {
			list = append(list, "it gives the number "+number)
		}
	}
	for _, s := range a.Sources {
		if s.URL != "" && !strings.Contains(e.text, s.URL) {
			list = append(list, "it cites "+s.URL)
		}
	}
	for _, link := range a.Body().Links {
		if strings.HasPrefix(link.Dest, "http") && !strings.Contains(e.text, strings.TrimPrefix(link.Dest, "https://")) {
			list = append(list, "it links to "+link.Dest)
		}
	}
	return list
}

// spans returns every length of time that the facts name.
func (e evidence) spans() map[string]bool {
	known := map[string]bool{}
	for _, m := range span.FindAllStringSubmatch(e.text, -1) {
		for _, n := range m[1:3] {
			if v, err := strconv.Atoi(n); err == nil {
				known[seconds(v, m[3])] = true
			}
		}
	}
	for _, m := range bare.FindAllString(e.text, -1) {
		for _, n := range regexp.MustCompile(`\d+`).FindAllString(m, -1) {
			v, _ := strconv.Atoi(n)
			known[seconds(v, "s")] = true
		}
	}
	return known
}

func seconds(n int, unit string) string {
	switch strings.ToLower(unit)[0] {
	case 'm':
		n *= 60
	case 'h':
		n *= 3600
	case 'd':
		n *= 86400
	}
	return strconv.Itoa(n)
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// A wrong support number does harm: a number must stand in the facts, and come from the vendor itself.
func TestSupportStandsOnItsFacts(t *testing.T) {
	fromOthers := []string{"simplisafe"} // seen on a third party's page only
	for _, b := range library(t).Brands {
		var f struct {
			Support struct {
				Phone []string
				URL   []string `yaml:"url"`
			}
		}
		text := facts(t, b.Slug)
		if !b.General() {
			if err := yaml.Unmarshal([]byte(text), &f); err != nil {
				t.Fatalf("%s: %v", b.Slug, err)
			}
		}
		for _, p := range b.Support.Phones {
			listed := slices.ContainsFunc(f.Support.Phone, func(s string) bool { return strings.Contains(digits(s), digits(p.Number)) })
			if slices.Contains(fromOthers, b.Slug) || !listed {
				t.Errorf("%s gives the phone number %s, which is not the vendor's own in content/_facts", b.File, p.Number)
			}
		}
		for _, l := range b.Support.Links {
			u, err := url.Parse(l.URL)
			if err != nil || !strings.Contains(text, u.Host) {
				t.Errorf("%s links to %s, whose host content/_facts does not name", b.File, l.URL)
			}
		}
		for _, s := range b.Sources {
			if s.URL != "" && !strings.Contains(text, s.URL) {
				t.Errorf("%s cites %s, which content/_facts does not name", b.File, s.URL)
			}
		}
	}
}

// A check that finds nothing wrong proves nothing unless it can find something.
func TestEvidenceFindsWhatIsMissing(t *testing.T) {
	lib := library(t)
	a, ok := lib.ArticleByID("lorex-ip-camera-factory-reset")
	if !ok {
		t.Fatal("the Lorex camera article is not there")
	}
	changed := *a
	changed.Summary = "Hold for 99 seconds, call 1-888-000-1111, open 10.9.8.7."
	changed.Markdown = append(slices.Clone(a.Markdown), "Type `letmein99`."...)
	got := strings.Join(evidence{text: flat(facts(t, "lorex"))}.missing(&changed), "\n")
	for _, want := range []string{"99 seconds", "1-888-000-1111", "10.9.8.7", "letmein99"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not found to be missing in the facts:\n%s", want, got)
		}
	}
}

// Trees of questions send readers to the articles for every figure.
func TestQuestionsGiveNoFigures(t *testing.T) {
	lib := library(t)
	trees := slices.Concat(lib.Questions(), lib.In("es").Questions())
	if len(trees) < 10 {
		t.Fatalf("%d trees", len(trees))
	}
	for _, tree := range trees {
		for _, figure := range []*regexp.Regexp{span, ipAddress, phone, typed} {
			if found := figure.FindString(string(tree.Markdown)); found != "" {
				t.Errorf("%s gives %q; name it in an article and link there", tree.File, found)
			}
		}
	}
}

// Every procedure of the facts is in an article of its brand, which cites the same page, or the
// facts say why it is in none.
func TestEveryProcedureIsInAnArticle(t *testing.T) {
	files, err := filepath.Glob("_facts/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no facts: ", err)
	}
	lib := library(t)
	for _, file := range files {
		brand := strings.TrimSuffix(filepath.Base(file), ".yaml")
		if brand == "general" {
			continue // topics, no procedures
		}
		var f struct {
			Procedures []struct {
				Title     string
				NoArticle string `yaml:"no_article"`
				Sources   []struct{ Title, URL string }
			}
		}
		if err := yaml.Unmarshal([]byte(facts(t, brand)), &f); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		cited := map[string]bool{}
		for _, a := range lib.Articles {
			if a.Brand.Slug == brand {
				for _, s := range a.Sources {
					cited[page(s.URL)], cited[page(s.Title)] = true, true
				}
			}
		}
		delete(cited, "")
		for _, p := range f.Procedures {
			covered := p.NoArticle != ""
			for _, s := range p.Sources {
				covered = covered || cited[page(s.URL)] || cited[page(s.Title)]
			}
			if !covered {
				t.Errorf("%s: no article of %s cites a source of %q; write it, or say why not with no_article", file, brand, p.Title)
			}
		}
	}
}

var aside = regexp.MustCompile(`\([^)]*\)|^https?://(www\.)?|/$`)

// page makes an address or a title of a source comparable: without its scheme, its capitals and
// what stands in brackets.
func page(s string) string {
	return strings.TrimSpace(aside.ReplaceAllString(strings.ToLower(s), ""))
}
