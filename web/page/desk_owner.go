package page

// DeskWebhooks is the page of webhooks.
type DeskWebhooks struct {
	Desk
	Webhooks   []DeskWebhook
	Events     []Option
	RequestKey string   // of the form, so that it adds one webhook however often it is sent
	Secret     string   // of the one that was just added
	URL        string   // as typed
	Problem    string   // what is wrong with it
	Chosen     []string // events that were chosen then
	Failed     string   // what went wrong with a trial message
	Deliveries []DeskDelivery
	Next       string // the next page's address, or empty
}

// DeskWebhook is an address that is told of events.
type DeskWebhook struct {
	ID, URL, Added string
	Events         []string

	FailingSince, NextTry, Trouble string // where its receiver keeps failing
}

// DeskDelivery is a message to a webhook.
type DeskDelivery struct {
	ID, When, URL, Event, Comment string
	State, StateName              string
	Attempts                      int
	Next                          string // when it is tried again
	Code, Trouble                 string
}

// DeskAudit is the audit trail.
type DeskAudit struct {
	Desk
	Acts        []DeskAct
	Next, First string
}
