package redact

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
func isLower(c byte) bool { return c >= 'a' && c <= 'z' || c == otherLetter }
func isAlpha(c byte) bool { return isUpper(c) || isLower(c) }
func isAlnum(c byte) bool { return isDigit(c) || isAlpha(c) }
func isHex(c byte) bool   { return isDigit(c) || lower(c) >= 'a' && lower(c) <= 'f' }
func isBlank(c byte) bool { return c == ' ' || c == '\t' }
func isSpace(c byte) bool { return isBlank(c) || c == '\n' || c == '\r' }

func lower(c byte) byte {
	if isUpper(c) {
		return c + 'a' - 'A'
	}
	return c
}

func digitsOf(text []byte) string {
	digits := make([]byte, 0, len(text))
	for _, c := range text {
		if isDigit(c) {
			digits = append(digits, c)
		}
	}
	return string(digits)
}

// letters counts what a part of the text is made of.
type letters struct {
	digits, upper, lower, signs int
	run                         int  // the longest run of digits
	humps                       bool // a capital after a small letter, as in myHome
}

func count(text []byte) (n letters) {
	run := 0
	for i, c := range text {
		if !isDigit(c) {
			run = 0
		}
		switch {
		case isDigit(c):
			n.digits++
			run++
			n.run = max(n.run, run)
		case isUpper(c):
			n.upper++
			n.humps = n.humps || i > 0 && isLower(text[i-1])
		case isLower(c):
			n.lower++
		case isSign(c):
			n.signs++
		}
	}
	return n
}

// isSign reports whether c makes a word look like a password: not what joins
// ordinary words.
func isSign(c byte) bool {
	switch c {
	case '!', '#', '$', '%', '&', '*', '+', '=', '?', '@', '^', '_', '~', '|', '\\':
		return true
	}
	return false
}

func (n letters) alpha() int { return n.upper + n.lower }
func (n letters) alnum() int { return n.alpha() + n.digits }
