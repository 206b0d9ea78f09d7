<?php

// Works on the events that have come. Usage: php work.php

require __DIR__ . '/inbox.php';

$database = inbox();
while (true) {
    foreach ($database->query('SELECT id, type FROM events WHERE done = 0 LIMIT 100')->fetchAll() as $event) {
        echo $event['id'], ' ', $event['type'], "\n";
        $database->prepare('UPDATE events SET done = 1 WHERE id = ?')->execute([$event['id']]);
    }
    usleep(100_000);
}
