package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// isGenuineByKey tells whether a request came from Hooklane.
// body: the raw bytes as they came, from io.ReadAll(r.Body)
// headers: r.Header
// publicKey: the webhook's, whpk_ included
func isGenuineByKey(body []byte, headers http.Header, publicKey string) bool {
	sent := headers.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(sent, 10, 64)
	if err != nil || time.Since(time.Unix(seconds, 0)).Abs() > 5*time.Minute {
		return false
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(publicKey, "whpk_"))
	if err != nil || len(key) != ed25519.PublicKeySize {
		return false
	}
	signed := append([]byte(headers.Get("webhook-id")+"."+sent+"."), body...)
	for _, text := range strings.Split(headers.Get("webhook-signature"), " ") {
		signature, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(text, "v1a,"))
		if err == nil && strings.HasPrefix(text, "v1a,") && ed25519.Verify(key, signed, signature) {
			return true
		}
	}
	return false
}
