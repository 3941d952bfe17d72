package page

// Answered reports whether the card alone answers a search without results.
func (v Search) Answered() bool { return v.Total == 0 && v.Device != nil && len(v.Device.Articles) > 0 }

func (o FilterOption) current() string {
	if o.Chosen {
		return "true"
	}
	return "false"
}
