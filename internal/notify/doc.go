// Package notify sends webhooks out of the store's outbox, signed as the Standard Webhooks specification says
// (https://www.standardwebhooks.com): the headers webhook-id, webhook-timestamp and webhook-signature, with secrets that begin
// with whsec_. A message is sent at least once, with the same webhook-id at each try.
package notify
