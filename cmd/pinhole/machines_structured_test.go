package main_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// thing is a node of schema.org. The fields are those that articles use.
type thing struct {
	Type          string   `json:"@type"`
	ID            string   `json:"@id"`
	URL           string   `json:"url"`
	Name          string   `json:"name"`
	Headline      string   `json:"headline"`
	Description   string   `json:"description"`
	Text          string   `json:"text"`
	InLanguage    string   `json:"inLanguage"`
	Image         string   `json:"image"`
	DateModified  string   `json:"dateModified"`
	TotalTime     string   `json:"totalTime"`
	Position      int      `json:"position"`
	Item          string   `json:"item"`
	AlternateName []string `json:"alternateName"`
	ContactType   string   `json:"contactType"`
	Telephone     string   `json:"telephone"`

	About           *thing  `json:"about"`
	Publisher       *thing  `json:"publisher"`
	Step            []thing `json:"step"`
	Tool            []thing `json:"tool"`
	ItemListElement []thing `json:"itemListElement"`
	ContactPoint    []thing `json:"contactPoint"`
}

// structured returns an article's nodes by their type. Keys that are not in thing are an error:
// nothing checks them.
func (a answer) structured() map[string]thing {
	a.t.Helper()
	for script := range elements(a.page(), "script") {
		if value(script, "type") != "application/ld+json" {
			continue
		}
		var doc struct {
			Context string  `json:"@context"`
			Graph   []thing `json:"@graph"`
		}
		decoder := json.NewDecoder(strings.NewReader(raw(script)))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&doc); err != nil || decoder.More() || doc.Context != "https://schema.org" {
			a.t.Fatalf("%s: context %q, %v\n%s", a.path, doc.Context, err, excerpt(raw(script)))
		}
		nodes := map[string]thing{}
		for _, n := range doc.Graph {
			if _, twice := nodes[n.Type]; twice {
				a.t.Errorf("%s: two nodes are a %s", a.path, n.Type)
			}
			nodes[n.Type] = n
		}
		return nodes
	}
	a.t.Fatalf("%s: has no structured data", a.path)
	return nil
}

func TestStructuredDataOfAProcedure(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	c := p.stranger()
	nodes := c.get(normal).structured()
	how := nodes["HowTo"]
	if how.TotalTime != "PT5M" || how.DateModified != "2026-01-20" || how.InLanguage != "en" || how.About.Name != "Acme" || len(how.Tool) != 2 || how.Tool[1].Name != "a paper clip or pin" {
		t.Errorf("the procedure is %+v", how)
	}
	if len(how.Step) != 4 || how.Step[1].Type != "HowToStep" || how.Step[1].Text != "Push a pin into the hole and hold it for 15 seconds." {
		t.Errorf("the steps are %+v", how.Step)
	}
	if how.Publisher == nil || how.Publisher.Type != "Organization" || how.Publisher.Name != "Test help" || how.Publisher.URL != public+"/" {
		t.Errorf("the publisher is %+v", how.Publisher)
	}
	maker := nodes["Organization"]
	if maker.Name != "Acme" || len(maker.ContactPoint) != 2 || maker.ContactPoint[0].Telephone != "+1 (800) 555-0100" || maker.ContactPoint[1].URL != "https://help.acme.example/a?b=1&c=2" {
		t.Errorf("the maker is %+v", maker)
	}
	crumbs := nodes["BreadcrumbList"].ItemListElement
	if len(crumbs) != 3 || crumbs[0].Item != public+"/" || crumbs[1].Item != public+"/acme" || crumbs[1].Name != "Acme" || crumbs[2].Item != public+normal {
		t.Errorf("the way is %+v", crumbs)
	}
}

func TestStructuredDataOfSeveralWaysAndGuides(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	c := p.stranger()
	how := c.get(everything).structured()["HowTo"]
	if len(how.Step) != 2 || how.TotalTime != "PT90M" {
		t.Fatalf("the procedure is %+v", how)
	}
	app, hand := how.Step[0], how.Step[1]
	if app.Type != "HowToSection" || app.Name != "With the app" || len(app.ItemListElement) != 3 || hand.Name != "By hand" || len(hand.ItemListElement) != 1 {
		t.Errorf("the ways are %+v and %+v", app, hand)
	}
	guide := c.get("/general/laws").structured()
	if _, isHow := guide["HowTo"]; isHow || guide["TechArticle"].Headline != "What the laws say about passwords" || guide["TechArticle"].About != nil {
		t.Errorf("the guide is %+v", guide)
	}
	if maker, ok := guide["Organization"]; ok {
		t.Errorf("what holds for every brand is no organization: %+v", maker)
	}
	if odd := c.get(marks).structured()["HowTo"]; odd.Name != "Reset the *Bolt* [mini] #2_a_ <b> & `x` \\ | a ~b~" || odd.Description != text(withClass(c.get(marks).page(), "lead")) {
		t.Errorf("the texts became %q and %q", odd.Name, odd.Description)
	}
}

// TestShippedStructuredData holds every article that comes with the program to the rules of
// schema.org.
func TestShippedStructuredData(t *testing.T) {
	t.Parallel()
	p := shared(t, "--url="+public)
	c := p.stranger()
	articles := 0
	for path := range c.lastmods() {
		plain := strings.TrimPrefix(path, "/es")
		if strings.Count(plain, "/") < 2 || strings.HasPrefix(plain, "/devices/") || strings.HasPrefix(plain, "/goals/") || strings.HasPrefix(plain, "/questions/") {
			continue
		}
		articles++
		a := c.get(path).is(http.StatusOK)
		page := a.page()
		for kind, n := range a.structured() {
			switch kind {
			case "HowTo", "TechArticle":
				checkArticleNode(a, page, n)
				checkSteps(a, n.Step, kind == "HowTo")
			case "BreadcrumbList":
				checkBreadcrumbs(a, n.ItemListElement)
			case "Organization":
				checkContact(a, n)
			default:
				t.Errorf("%s: a node of type %q", path, kind)
			}
		}
	}
	if articles < 50 {
		t.Errorf("only %d articles were looked at", articles)
	}
}

var duration = regexp.MustCompile(`^PT[1-9][0-9]*M$`)

func checkArticleNode(a answer, page *html.Node, n thing) {
	a.t.Helper()
	if n.Name != text(first(page, "h1")) || n.Description != text(withClass(page, "lead")) || n.URL != public+a.path || n.ID != n.URL || n.Image != n.URL+".png" {
		a.t.Errorf("%s: does not describe its page: %+v", a.path, n)
	}
	if _, err := time.Parse(time.DateOnly, n.DateModified); err != nil || n.InLanguage != value(first(page, "html"), "lang") {
		a.t.Errorf("%s: of %q in %q", a.path, n.DateModified, n.InLanguage)
	}
	if n.TotalTime != "" && !duration.MatchString(n.TotalTime) {
		a.t.Errorf("%s: the time is %q", a.path, n.TotalTime)
	}
	for _, tool := range n.Tool {
		if tool.Type != "HowToTool" || tool.Name == "" {
			a.t.Errorf("%s: needs %+v", a.path, tool)
		}
	}
}

// checkSteps checks that steps have words, and that ways are named.
func checkSteps(a answer, steps []thing, needed bool) {
	a.t.Helper()
	if len(steps) == 0 == needed {
		a.t.Errorf("%s: has %d steps", a.path, len(steps))
	}
	for _, s := range steps {
		switch {
		case s.Type == "HowToSection" && s.Name != "":
			checkSteps(a, s.ItemListElement, true)
		case s.Type != "HowToStep" || s.Text == "":
			a.t.Errorf("%s: a step is %+v", a.path, s)
		}
	}
}

func checkBreadcrumbs(a answer, list []thing) {
	a.t.Helper()
	for i, item := range list {
		if item.Type != "ListItem" || item.Position != i+1 || item.Name == "" || !strings.HasPrefix(item.Item, public+"/") {
			a.t.Errorf("%s: part %d of the way is %+v", a.path, i+1, item)
		}
	}
	if len(list) != 3 || list[2].Item != public+a.path {
		a.t.Errorf("%s: the way is %+v", a.path, list)
	}
}

// checkContact checks that each contact has a kind and either a number with enough digits or an
// address.
func checkContact(a answer, n thing) {
	a.t.Helper()
	if n.Name == "" || n.Name == "Good to know" {
		a.t.Errorf("%s: the organization is %+v", a.path, n)
	}
	for _, contact := range n.ContactPoint {
		digits := regexp.MustCompile(`[0-9]`).FindAllString(contact.Telephone, -1)
		u, err := url.Parse(contact.URL)
		phone, link := len(digits) >= 3, err == nil && u.Scheme == "https"
		if contact.Type != "ContactPoint" || contact.ContactType == "" || phone == link {
			a.t.Errorf("%s: the contact is %s", a.path, strconv.Quote(contact.Telephone+contact.URL))
		}
	}
}
