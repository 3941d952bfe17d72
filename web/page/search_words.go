package page

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
