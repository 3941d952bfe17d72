package web

import (
	"pinhole/internal/feedback"
	"pinhole/web/respond"
)

// Observer is told what the server does, for metrics and the access log. It is called by many requests at once and must not
// wait for anything.
type Observer interface {
	// Request is told of each request after its answer.
	Request(Request)
	// Feedback is told of each valid verdict, change or withdrawal that was sent, stored or not.
	Feedback(kind PostKind, result Result)
	// Login is told of each login at the desk.
	Login(LoginResult)
	// RoleRefused is told of each request of an editor for what only owners may do.
	RoleRefused()
	// Redacted is told of each secret that a detector of package redact took out of a reader's text.
	Redacted(detector string)
}

// Request is an answered request as operators may see it.
type Request = respond.Request

// PostKind is what a post said.
type PostKind string

// What a post said.
const (
	SaidHelpful    PostKind = "helpful"
	SaidNotHelpful PostKind = "not-helpful"
	SaidDetails    PostKind = "details" // a change without a verdict
	SaidWithdrawn  PostKind = "withdrawn"
)

// Result is what became of a post.
type Result string

// What became of a post.
const (
	Stored      Result = "stored"
	StoredSpam  Result = "spam"
	Unavailable Result = "unavailable" // the store did not take it; the reader has it back
)

// LoginResult is what became of a login.
type LoginResult string

// What became of a login.
const (
	LoginOK      LoginResult = "ok"
	LoginWrong   LoginResult = "wrong"   // the name or the password
	LoginLimited LoginResult = "limited" // too many tries of this client, under this name or in this browser
	LoginBusy    LoginResult = "busy"    // too many tries of others
	LoginError   LoginResult = "error"   // the database did not do its part
)

func postKind(withdraw bool, v *feedback.Verdict) PostKind {
	switch {
	case withdraw:
		return SaidWithdrawn
	case v == nil:
		return SaidDetails
	case v.Helpful:
		return SaidHelpful
	}
	return SaidNotHelpful
}

// noopObserver is the Observer of a server that has none.
type noopObserver struct{}

func (noopObserver) Request(Request)           {}
func (noopObserver) Feedback(PostKind, Result) {}
func (noopObserver) Login(LoginResult)         {}
func (noopObserver) RoleRefused()              {}
func (noopObserver) Redacted(string)           {}
