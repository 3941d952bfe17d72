package web

import (
	"pinhole/web/respond"
	"pinhole/web/verdict"
)

// Observer is told what the server does, for metrics and the access log. It is called by many
// requests at once and must not wait for anything.
type Observer interface {
	// Request is told of each request after its answer.
	Request(Request)
	// Feedback is told of each valid verdict, change or withdrawal that was sent, stored or not.
	Feedback(kind PostKind, result Result)
	// Login is told of each login at the desk.
	Login(LoginResult)
	// RoleRefused is told of each request of an editor for what only owners may do.
	RoleRefused()
	// ForwardedIgnored is told of each request with X-Forwarded-For or Forwarded from an address
	// that is no trusted proxy.
	ForwardedIgnored()
	// Redacted is told of each secret that a detector of package redact took out of a reader's
	// text.
	Redacted(detector string)
}

// What a post said and what became of it; see package verdict.
type (
	PostKind = verdict.PostKind
	Result   = verdict.Result
)

// The values that operators count by; see package verdict.
const (
	SaidHelpful    = verdict.SaidHelpful
	SaidNotHelpful = verdict.SaidNotHelpful
	SaidDetails    = verdict.SaidDetails
	SaidWithdrawn  = verdict.SaidWithdrawn
	Stored         = verdict.Stored
	StoredSpam     = verdict.StoredSpam
	Unavailable    = verdict.Unavailable
)

// Request is an answered request as operators may see it.
type Request = respond.Request

// noopObserver is the Observer of a server that has none.
type noopObserver struct{}

func (noopObserver) Request(Request) {}

func (noopObserver) Feedback(PostKind, Result) {}

func (noopObserver) Login(LoginResult) {}

func (noopObserver) RoleRefused() {}

func (noopObserver) ForwardedIgnored() {}

func (noopObserver) Redacted(string) {}
