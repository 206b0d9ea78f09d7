package dev.hooklane.history;

/**
 * How much of the history an instance keeps.
 *
 * @param partitions of the history topic
 * @param bytes of the files on disk
 */
public record HistorySize(int partitions, long bytes) {}
