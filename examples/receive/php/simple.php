<?php

// $body: the raw bytes as they came, from file_get_contents('php://input')
// $signature: the header X-MGA-Signature
// $secret: the webhook's, whsec_ included
function hasGenuineBody(string $body, ?string $signature, string $secret): bool
{
    return hash_equals('sha256=' . hash_hmac('sha256', $body, $secret), $signature ?? '');
}
