<?php

// Receives webhooks. Usage: WEBHOOK_SECRET=whsec_… php -S 127.0.0.1:3000 webhooks.php
//
// Events go to a table. A worker, php work.php, takes them from there.

require __DIR__ . '/standard.php';
require __DIR__ . '/simple.php';
require __DIR__ . '/inbox.php';

const MAX_BODY = 1024 * 1024; // a body has at most 256 KiB

$secret = getenv('WEBHOOK_SECRET') ?: throw new RuntimeException('set WEBHOOK_SECRET');
// The raw bytes: the signature is of those.
$body = file_get_contents('php://input', false, null, 0, MAX_BODY + 1);
$header = fn(string $name): ?string => $_SERVER['HTTP_' . strtoupper(strtr($name, '-', '_'))] ?? null;

$genuine = match (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
    // By Standard Webhooks: nobody can send a recorded request again after five minutes.
    '/webhooks' => isGenuine(
        $body,
        $header('webhook-id'),
        $header('webhook-timestamp'),
        $header('webhook-signature'),
        $secret,
    ),
    // By X-MGA-Signature. Offer one of both, never both on one path: the weaker one would decide.
    '/webhooks/simple' => hasGenuineBody($body, $header('X-MGA-Signature'), $secret),
    default => null,
};

if ($genuine === null) {
    http_response_code(404);
} elseif ($_SERVER['REQUEST_METHOD'] !== 'POST') {
    http_response_code(405);
} elseif (strlen($body) > MAX_BODY) {
    http_response_code(413);
} elseif (!$genuine) {
    http_response_code(401);
} else {
    accept(json_decode($body, true, flags: JSON_THROW_ON_ERROR));
    http_response_code(204);
}
