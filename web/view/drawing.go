package view

import "pinhole/internal/article"

// drawingOf maps the library's and the finder's devices to drawings.
var drawingOf = map[string]string{
	"ip-camera": "bullet", "wifi-camera": "wifi-camera", "battery-camera": "battery-camera", "analog-camera": "analog-camera",
	"doorbell": "doorbell", "dvr": "dvr-rear", "nvr": "nvr-rear", "recorder": "nvr-front", "hub": "hub", "app": "phone-app",
}

func PicturePath(a *article.Article) string { return a.Path() + ".png" }
