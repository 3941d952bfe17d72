package page

import "strconv"

// chosen says whether a filter is in use, so that it stands open.
func (f Filter) chosen() bool {
	for _, o := range f.Options {
		if o.Chosen {
			return true
		}
	}
	return false
}

func (o FilterOption) current() string {
	if o.Chosen {
		return "true"
	}
	return "false"
}

func (v Search) count() string {
	if v.Total == 1 {
		return "1 result for"
	}
	return strconv.Itoa(v.Total) + " results for"
}
