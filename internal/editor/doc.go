// Package editor implements the accounts of the desk: names, roles, passwords, and rate limits of
// logins. It stores nothing itself; a store does.
package editor
