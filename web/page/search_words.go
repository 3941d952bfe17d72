package page

// Answered reports whether the card alone answers a search without results.
func (v Search) Answered() bool { return v.Total == 0 && v.Device != nil && len(v.Device.Articles) > 0 }

// chosen reports whether a filter is in use, so that it stands open.
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
