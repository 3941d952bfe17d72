package redact

// isPhone reports whether the groups are a phone number: written as one, or, if
// a word such as "call" tells, merely possible as one.
func (n number) isPhone(told bool) bool {
	digits := n.digits(n.groups)
	switch {
	case digits < 7 || digits > 15 || n.isDate():
		return false
	case n.plus || n.isInternational():
		return digits >= 8
	case n.isNorthAmerican():
		return true
	case n.hasDots():
		return false
	case n.isNational(digits):
		return true
	}
	return told && n.hasLongGroup() && !n.hasShortGroup()
}

// hasDots reports whether a full stop stands between the groups.
func (n number) hasDots() bool { return n.dots > 0 && n.dots < n.groups }

// digits counts the digits of the first groups.
func (n number) digits(groups int) (digits int) {
	for _, group := range n.at[:groups] {
		digits += group.len()
	}
	return digits
}

// isNorthAmerican reports whether the groups are written as in North America,
// with or without the country's 1, and obey its plan: neither area nor exchange
// begins with 0 or 1.
func (n number) isNorthAmerican() bool {
	if n.groups > 1 && n.at[0].len() == 1 && n.text[n.at[0].start] == '1' {
		copy(n.at[:], n.at[1:])
		n.groups--
	}
	if !n.isWritten(3, 3, 4) && (n.hasDots() || !n.isWritten(10) && !n.isWritten(11) && !n.isWritten(3, 7) && !n.isWritten(6, 4)) {
		return false
	}
	var plain [11]byte
	all := plain[:0]
	for _, group := range n.at[:n.groups] {
		all = append(all, n.text[group.start:group.end]...)
	}
	return northAmerican(all)
}

// northAmerican does the same for digits alone, ten or eleven of them.
func northAmerican(digits []byte) bool {
	if len(digits) == 11 && digits[0] == '1' {
		digits = digits[1:]
	}
	return len(digits) == 10 && digits[0] > '1' && digits[3] > '1'
}

// isInternational reports whether the number begins with 00 and the code of a
// country.
func (n number) isInternational() bool {
	return n.groups > 2 && string(n.group(0)) == "00" && n.group(1)[0] != '0' && n.digits(n.groups) > 9
}

// isNational reports whether the groups are written as in the countries where a
// number begins with 0.
func (n number) isNational(digits int) bool {
	first := n.group(0)
	if first[0] != '0' || n.groups < 2 || len(first) < 2 {
		return false
	}
	if n.isWritten(2, 4, 4) {
		return true
	}
	return first[1] != '0' && (n.isWritten(2, 2, 2, 2, 2) || len(first) > 2 && digits >= 9 && digits <= 12)
}

// isWritten reports whether the groups have these lengths.
func (n number) isWritten(sizes ...int) bool {
	if len(sizes) != n.groups {
		return false
	}
	for i, size := range sizes {
		if n.at[i].len() != size {
			return false
		}
	}
	return true
}

func (n number) isDate() bool {
	return n.groups >= 3 && (isYear(n.group(0)) || n.at[0].len() < 3 && isYear(n.group(2)))
}

func (n number) group(i int) []byte { return n.text[n.at[i].start:n.at[i].end] }

func (n number) hasLongGroup() bool {
	for _, group := range n.at[:n.groups] {
		if group.len() > 2 {
			return true
		}
	}
	return false
}

func (n number) hasShortGroup() bool {
	for _, group := range n.at[1:n.groups] {
		if group.len() < 2 {
			return true
		}
	}
	return false
}
