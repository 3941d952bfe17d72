package search

// LexiconSize is how many words an index holds, those of articles that are gone too.
func LexiconSize(i *Index) int { return len(i.words.words) }
