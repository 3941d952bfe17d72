package corpus

var (
	devices = []string{"ip-camera", "wifi-camera", "battery-camera", "doorbell", "dvr", "nvr", "hub"}
	methods = []string{"reset-button", "circuit-board", "menu", "web-page", "phone-app", "power-cycle"}
	needs   = []string{"reset-pin", "screwdriver", "password", "computer", "phone", "network-cable", "monitor-and-mouse"}

	verbs = []string{
		"Open", "Press", "Release", "Unplug", "Connect", "Remove", "Turn", "Find", "Choose", "Check", "Watch", "Mount", "Clean",
		"Close", "Lift", "Loosen", "Replace", "Select", "Confirm", "Wait for", "Look at", "Take out", "Write down", "Plug in",
	}
	adjectives = []string{
		"small", "black", "white", "lower", "upper", "left", "right", "front", "rear", "hidden", "recessed", "round", "square",
		"green", "blue", "orange", "metal", "plastic", "outer", "inner", "first", "second", "new", "old", "spare", "main",
		"long", "short", "wide", "narrow", "bright", "dark", "wired", "wireless", "loose", "firm", "second-hand", "weatherproof",
	}
	nouns = []string{
		"camera", "recorder", "doorbell", "button", "cable", "cover", "screw", "light", "lens", "bracket", "hole", "pin", "card",
		"disk", "monitor", "mouse", "router", "switch", "plug", "adapter", "battery", "chime", "hub", "label", "box", "board",
		"jumper", "menu", "screen", "password", "account", "app", "network", "address", "port", "sensor", "speaker", "microphone",
		"housing", "seal", "ring", "ladder", "manual", "phone", "computer", "keyboard", "antenna", "socket", "fuse", "wire",
	}
	places = []string{
		"on", "under", "behind", "beside", "above", "below", "near", "inside", "next to", "in front of", "to the left of",
		"to the right of", "at the back of", "at the base of",
	}
)
