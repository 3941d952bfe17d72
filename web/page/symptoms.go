package page

// Symptoms is the index of what readers see.
type Symptoms struct {
	Base
	Groups []SymptomGroup
}

// SymptomGroup gathers what is alike.
type SymptomGroup struct {
	Title, ID string
	Symptoms  []Symptom
}

// Symptom is what a reader sees, and the articles about it.
type Symptom struct {
	Text     string
	Lang     string // where it is not the page's
	Articles []Link
}
