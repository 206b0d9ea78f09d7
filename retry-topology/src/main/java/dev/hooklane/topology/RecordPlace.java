package dev.hooklane.topology;

/** Where a record stands on its topic. */
record RecordPlace(int partition, long offset) {}
