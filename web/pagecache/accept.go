package pagecache

import (
	"net/http"
	"strconv"
	"strings"
)

func acceptEncoding(r *http.Request) string {
	switch values := r.Header["Accept-Encoding"]; len(values) {
	case 0:
		return ""
	case 1:
		return values[0]
	default:
		return strings.Join(values, ",")
	}
}

// accepts parses the q-values of an Accept-Encoding header (RFC 9110, section 12.5.3). If both
// encodings have the same value, brotli is preferred: brotli is false if gzip's is higher.
func accepts(header string) (brotli, gzip bool) {
	switch header { // what browsers send
	case "gzip, deflate, br, zstd", "gzip, deflate, br":
		return true, true
	case "":
		return false, false
	}
	br, gz, rest, plain := -1.0, -1.0, -1.0, -1.0
	for part := range strings.SplitSeq(header, ",") {
		coding, parameters, _ := strings.Cut(part, ";")
		q := quality(parameters)
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "br":
			br = q
		case "gzip", "x-gzip":
			gz = q
		case "identity":
			plain = q
		case "*":
			rest = q
		}
	}
	if br < 0 {
		br = rest
	}
	if gz < 0 {
		gz = rest
	}
	return br > 0 && br >= gz && br >= plain, gz > 0 && gz >= plain
}

// quality parses "q=0.5"; it returns 1 if there is none, 0 if it is invalid.
func quality(parameters string) float64 {
	for p := range strings.SplitSeq(parameters, ";") {
		name, value, found := strings.Cut(strings.TrimSpace(p), "=")
		if !found || !strings.EqualFold(strings.TrimSpace(name), "q") {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || !(q >= 0 && q <= 1) {
			return 0
		}
		return q
	}
	return 1
}
