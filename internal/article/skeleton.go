package article

import (
	"bytes"
	_ "embed" // for the skeleton
	"fmt"
	"slices"
	"strings"
	"text/template"
	"time"
)

//go:embed skeleton.md.tmpl
var skeletonText string

var skeletonTemplate = template.Must(template.New("skeleton").Parse(skeletonText))

// Skeleton is a template for a new article.
type Skeleton struct {
	Brand, Slug string
	Goal        Goal
	Today       time.Time
}

// ID returns the article's id.
func (s Skeleton) ID() string { return s.Brand + "-" + s.Slug }

// Check returns an error that names an invalid field and why it is invalid.
func (s Skeleton) Check() error {
	switch {
	case !validSlug(s.Brand):
		return fmt.Errorf("the brand %q is not usable as an address; use small letters, digits and single hyphens", s.Brand)
	case reserved(s.Brand):
		return fmt.Errorf("the brand %q is an address of the program itself; choose another", s.Brand)
	case !validSlug(s.Slug):
		return fmt.Errorf("the article's name %q is not usable as an address; use small letters, digits and single hyphens", s.Slug)
	case len(s.ID()) > maxID:
		return fmt.Errorf("brand and name have more than %d characters together; choose a shorter name", maxID-1)
	case !slices.Contains(Goals, s.Goal):
		return fmt.Errorf("the goal %q is not known; use one of %s", s.Goal, join(Goals))
	}
	return nil
}

// Markdown returns the article's file: placeholders in square brackets, the most cautious values,
// and the allowed values as comments. It loads without error or warning. Check must have passed.
func (s Skeleton) Markdown() []byte {
	var b bytes.Buffer
	err := skeletonTemplate.Execute(&b, struct {
		Skeleton
		Procedure, Resets                                                  bool
		Method                                                             Method
		Devices, Methods, Needs, Confidences, SourceKinds, Today, NextYear string
		EffectKeys                                                         []string
	}{
		Skeleton: s, Procedure: s.Goal.Procedure(), Resets: s.Goal.Resets(), Method: s.method(),
		Devices: join(Devices), Methods: join(Methods), Needs: join(Needs), Confidences: join(Confidences), SourceKinds: join(SourceKinds),
		Today: s.Today.Format(time.DateOnly), NextYear: s.Today.AddDate(1, 0, 0).Format(time.DateOnly), EffectKeys: EffectKeys,
	})
	if err != nil {
		panic(err) // the template and its values are ours
	}
	return b.Bytes()
}

// BrandYAML returns a minimal file for a brand that has none yet, with a name derived from the
// slug.
func (s Skeleton) BrandYAML() []byte {
	words := strings.Split(s.Brand, "-")
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return fmt.Appendf(nil, "name: %q # as readers know it\n"+
		"# support: {phones: [{number: \"…\", note: …}], links: [{title: …, url: \"https://…\"}]} # from the vendor's own sources only\n", strings.Join(words, " "))
}

// method returns the most likely method for the goal.
func (s Skeleton) method() Method {
	switch s.Goal {
	case FactoryReset, WifiReset:
		return "reset-button"
	case RestoreDefaults:
		return "menu"
	case Reboot:
		return "power-cycle"
	case RemoveFromAccount, SetUpAgain:
		return "phone-app"
	}
	return "several"
}
