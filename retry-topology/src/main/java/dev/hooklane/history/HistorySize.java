package dev.hooklane.history;

/**
 * How much of the history an instance keeps.
 *
 * @param partitions how many partitions of the history topic
 * @param bytes the size of the files on disk
 */
public record HistorySize(int partitions, long bytes) {}
