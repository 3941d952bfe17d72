// Package content embeds the articles and brands that ship with the program.
package content

import "embed"

// FS holds site.yaml, the synonyms, brands/, families/, en/ and es/. Names that begin with "_" or
// "." are left out, as embedding does.
//
//go:embed site.yaml synonyms.yaml synonyms.es.yaml brands families en es
var FS embed.FS
