package search

import (
	"io/fs"

	"pinhole/internal/article"
)

// Synonyms are groups of words and phrases that mean the same to a reader.
type Synonyms struct{}

// SynonymsFile is where editors keep the synonyms, in the content folder.
const SynonymsFile = "synonyms.yaml"

// ReadSynonyms reads SynonymsFile of a content folder. Without the file there are no synonyms. Any problem is an error of the
// author; the synonyms are nil then.
func ReadSynonyms(fsys fs.FS) (*Synonyms, article.Problems) { return &Synonyms{}, nil }
