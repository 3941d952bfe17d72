// Package editor knows the people behind the desk: their names, roles and passwords, and how often somebody may try to be
// one of them. It keeps nothing; a store does.
package editor
