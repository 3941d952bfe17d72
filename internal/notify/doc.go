// Package notify sends webhooks from the store's outbox, signed according to the Standard Webhooks
// specification (https://www.standardwebhooks.com): the headers webhook-id, webhook-timestamp and
// webhook-signature, with secrets that begin with whsec_. A message is delivered at least once,
// with the same webhook-id for each attempt.
package notify
