package feedback

// Scale is the form in which a verdict was requested.
type Scale string

// The scales. Both are always accepted, whichever the site offers.
const (
	YesNo Scale = "yesno" // "Was this helpful?" Yes or No
	Stars Scale = "stars" // "How helpful was this article?" one to five
)

// MaxRating is the best rating on the scale of stars; the worst is 1.
const MaxRating = 5

// leastHelpful is the smallest rating that counts as helpful.
const leastHelpful = 4

// Verdict is a reader's answer to "Was this helpful?". Make one with [Answer]
// or [Rate].
type Verdict struct {
	Helpful bool
	Rating  int // 1 to 5, or 0 for an answer of Yes or No
}

// Answer returns the verdict Yes or No.
func Answer(helpful bool) Verdict { return Verdict{Helpful: helpful} }

// Rate returns the verdict of 1 to 5 stars; 4 and 5 count as helpful. ok is false for any other
// number.
func Rate(stars int) (v Verdict, ok bool) {
	if stars < 1 || stars > MaxRating {
		return Verdict{}, false
	}
	return Verdict{Helpful: stars >= leastHelpful, Rating: stars}, true
}

// Scale returns the scale on which the verdict was given.
func (v Verdict) Scale() Scale {
	if v.Rating == 0 {
		return YesNo
	}
	return Stars
}

// Tally counts the verdicts on one revision of an article, separately for each scale.
type Tally struct {
	Yes, No int            // answers to the question of Yes or No
	Stars   [MaxRating]int // Stars[0] is how many gave one star
}

// Add counts n verdicts like v.
func (t *Tally) Add(v Verdict, n int) {
	switch {
	case v.Rating > 0:
		t.Stars[v.Rating-1] += n
	case v.Helpful:
		t.Yes += n
	default:
		t.No += n
	}
}

// Helpful returns how many of all verdicts, on either scale, say that the
// article helped.
func (t Tally) Helpful() (helpful, all int) {
	helpful, all = t.Yes, t.Yes+t.No
	for i, n := range t.Stars {
		all += n
		if i+1 >= leastHelpful {
			helpful += n
		}
	}
	return helpful, all
}
