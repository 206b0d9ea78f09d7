<?php

// $body: the raw bytes as they came, from file_get_contents('php://input')
// $id, $time, $signatures: the headers webhook-id, webhook-timestamp, webhook-signature
// $secret: the webhook's, whsec_ included
function isGenuine(string $body, ?string $id, ?string $time, ?string $signatures, string $secret): bool
{
    if ($signatures === null || !ctype_digit($time ?? '') || abs(time() - (int) $time) > 300) {
        return false;
    }
    $key = base64_decode(preg_replace('/^whsec_/', '', $secret));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$time.$body", $key, true));
    foreach (explode(' ', $signatures) as $signature) {
        if (hash_equals($expected, $signature)) {
            return true;
        }
    }
    return false;
}
