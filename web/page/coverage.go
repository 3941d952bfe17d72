package page

// Coverage is the page that says what the library holds and what it lacks.
type Coverage struct {
	Base
	Intro   string
	Degrees []Degree // how many articles stand on which kind of evidence
	Goals   []string // column heads
	Rows    []CoverageRow
}

// Degree is one degree of confidence with its number of articles.
type Degree struct {
	Level, Title, Meaning string
	Count                 int
}

// CoverageRow is one kind of device of one brand.
type CoverageRow struct {
	Brand, Path string // only in a brand's first row
	Span        int    // rows of the brand; 0 in all but its first
	Device      string
	Cells       []CoverageCell
	Checked     string // the day of the oldest check
}

// CoverageCell is what there is for one goal.
type CoverageCell struct {
	Links   []CoverageLink
	Missing bool // nothing is there, though readers ask for this goal on every device
}

// CoverageLink leads to an article.
type CoverageLink struct{ Path, Title, Level, Short string }
