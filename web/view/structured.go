package view

import (
	"encoding/json"
	"fmt"

	"pinhole/internal/article"
)

// object is one node of JSON-LD in schema.org's vocabulary.
type object = map[string]any

// structured returns an article's structured data: procedure, breadcrumbs and support. JSON's
// escaping of "<" makes it safe inside a script element.
func (s Site) structured(a *article.Article) (string, error) {
	graph := []object{s.howTo(a), s.breadcrumbs(a)}
	if !a.Brand.General() { // general articles are about no brand's product
		graph[0]["about"] = object{"@type": "Brand", "name": a.Brand.Name}
		graph = append(graph, organization(a.Brand))
	}
	text, err := json.Marshal(object{"@context": "https://schema.org", "@graph": graph})
	if err != nil {
		return "", fmt.Errorf("describe %s: %w", a.ID, err)
	}
	return string(text), nil
}

func (s Site) howTo(a *article.Article) object {
	l := s.Locale
	address := s.Origin + a.Path()
	o := object{
		"@type": "TechArticle", "@id": address, "url": address, "headline": a.Title, "name": a.Title, "description": a.Summary, "inLanguage": a.Language,
		"image":     s.Origin + PicturePath(a),
		"publisher": object{"@type": "Organization", "name": s.Library.Site.Name, "url": s.Origin + "/"},
	}
	if checked := s.Newest([]*article.Article{a}); checked != "" {
		o["dateModified"] = checked
	}
	if steps := s.howToSteps(a); len(steps) > 0 {
		o["@type"] = "HowTo"
		o["step"] = steps
		delete(o, "headline")
	}
	if a.Minutes > 0 {
		o["totalTime"] = fmt.Sprintf("PT%dM", a.Minutes)
	}
	var tools []object
	for _, n := range a.Needs {
		tools = append(tools, object{"@type": "HowToTool", "name": needWord(l, n)})
	}
	if o["@type"] == "HowTo" && len(tools) > 0 {
		o["tool"] = tools
	}
	return o
}

// howToSteps returns the steps in order; several procedures become sections. Positions and
// addresses are omitted, because the order implies them and pages must be small.
func (s Site) howToSteps(a *article.Article) []object {
	l := s.Locale
	var ways []object
	var steps []object
	for _, section := range a.Body().Sections {
		if section.Kind != article.StepsSection {
			continue
		}
		steps = nil
		for _, step := range section.Steps {
			steps = append(steps, object{"@type": "HowToStep", "text": step.Text})
		}
		way := object{"@type": "HowToSection", "name": StepsTitle(l, section.Title), "itemListElement": steps}
		if words := needs(l, a.Way(section.ID).Needs); words != "" {
			way["description"] = words
		}
		ways = append(ways, way)
	}
	if len(ways) == 1 {
		return steps
	}
	return ways
}

func (s Site) breadcrumbs(a *article.Article) object {
	l := s.Locale
	item := func(position int, name, path string) object {
		return object{"@type": "ListItem", "position": position, "name": name, "item": s.Origin + l.Path(path)}
	}
	return object{"@type": "BreadcrumbList", "itemListElement": []object{
		item(1, l.T("crumb.home"), "/"), item(2, a.Brand.Name, a.Brand.Path()), item(3, a.Title, a.Path()),
	}}
}

// organization returns the brand with its support, if it has a number or a page.
func organization(b *article.Brand) object {
	o := object{"@type": "Organization", "name": b.Name}
	var points []object
	for _, p := range b.Support.Phones {
		point := object{"@type": "ContactPoint", "contactType": "technical support", "telephone": p.Number}
		points = append(points, point)
	}
	for _, l := range b.Support.Links {
		points = append(points, object{"@type": "ContactPoint", "contactType": "customer support", "url": l.URL})
	}
	if len(points) > 0 {
		o["contactPoint"] = points
	}
	if len(b.Aliases) > 0 {
		o["alternateName"] = b.Aliases
	}
	return o
}
