package dev.hooklane.api;

import dev.hooklane.deadletter.ManualRetry;
import dev.hooklane.history.HistoryStore;

/** The deliveries: their history, and a dead letter's next attempts. */
record DeliveryParts(HistoryStore history, ManualRetry retry) {}
