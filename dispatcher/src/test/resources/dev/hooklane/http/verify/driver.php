<?php

require __DIR__ . '/standard.php';
require __DIR__ . '/simple.php';

foreach (file('php://stdin', FILE_IGNORE_NEW_LINES) as $line) {
    [$body, $id, $time, $signatures, $signature, $secret] = explode("\t", $line);
    $raw = base64_decode($body);
    $genuine = $argv[1] === 'STANDARD'
        ? isGenuine($raw, $id, $time, $signatures, $secret)
        : hasGenuineBody($raw, $signature, $secret);
    echo $genuine ? 'true' : 'false', "\n";
}
