package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// hasGenuineBody tells whether a body came from Hooklane.
// body: the raw bytes as they came, from io.ReadAll(r.Body)
// signature: r.Header.Get("X-MGA-Signature")
// secret: the webhook's, whsec_ included
func hasGenuineBody(body []byte, signature, secret string) bool {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	expected := "sha256=" + hex.EncodeToString(mac.Sum(nil))
	return hmac.Equal([]byte(expected), []byte(signature))
}
