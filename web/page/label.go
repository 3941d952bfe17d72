package page

// labelPlaces are the places of a device's label: a drawing, and the message that says it.
var labelPlaces = []struct{ Drawing, Words string }{
	{"label-camera", "label.camera"}, {"label-doorbell", "label.doorbell"}, {"label-recorder", "label.recorder"},
	{"label-hub", "label.hub"}, {"label-app", "label.app"}, {"label-box", "label.box"},
}
