// Package licenses holds the licences of the modules that are compiled into the program. Most of
// them want their text to go with every copy.
package licenses

import _ "embed"

//go:generate go run ./collect third-party.txt

// Text has each licence and notice once, below a line "== PATH VERSION ==" for each module that it
// belongs to. Go itself is the first.
//
//go:embed third-party.txt
var Text string
