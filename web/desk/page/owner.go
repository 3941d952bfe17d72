package page

// Webhooks is the page of webhooks.
type Webhooks struct {
	Base
	Webhooks   []Webhook
	Events     []Option
	RequestKey string   // of the form, so that it adds one webhook however often it is sent
	Secret     string   // of the one that was just added
	URL        string   // as typed
	Problem    string   // what is wrong with it
	Chosen     []string // events that were chosen then
	Failed     string   // what went wrong with a trial message
	Deliveries []Delivery
	Next       string // the next page's address, or empty
}

// Webhook is an address that is told of events.
type Webhook struct {
	ID, URL, Added string
	Events         []string

	FailingSince, NextTry, Trouble string // where its receiver keeps failing
}

// Delivery is a message to a webhook.
type Delivery struct {
	ID, When, URL, Event, Comment string
	State, StateName              string
	Attempts                      int
	Next                          string // when it is tried again
	Code, Trouble                 string
}

// Audit is the audit trail.
type Audit struct {
	Base
	Acts        []Action
	Next, First string
}
