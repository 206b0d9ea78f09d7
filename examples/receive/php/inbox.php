<?php

// The table of events that have come. Your server has it in its database.
function inbox(): PDO
{
    $database = new PDO('sqlite:' . (getenv('INBOX') ?: __DIR__ . '/inbox.sqlite'));
    $database->exec('PRAGMA busy_timeout = 5000');
    $database->exec('CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY, type TEXT, data TEXT, done INTEGER DEFAULT 0)');
    return $database;
}

// Takes an event in unless it came before.
function accept(array $event): void
{
    inbox()
        ->prepare('INSERT OR IGNORE INTO events (id, type, data) VALUES (?, ?, ?)')
        ->execute([$event['id'], $event['type'], json_encode($event['data'])]);
}
