package dev.hooklane.fanout;

/** The place of a record on its topic. */
record RecordPlace(int partition, long offset) {}
