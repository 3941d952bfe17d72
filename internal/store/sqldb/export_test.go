package sqldb

// AddFoldedComments is a migration, for a test that cannot go back to the version before it.
var AddFoldedComments = addFoldedComments
