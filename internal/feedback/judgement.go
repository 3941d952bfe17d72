package feedback

// Judgement is what became of a piece of feedback at the desk. The reader sees it on the receipt.
type Judgement struct {
	Status  Status
	Reply   string // the editors' words; may be empty
	FixedIn string // with Fixed: the revision that mended it, or empty
}
