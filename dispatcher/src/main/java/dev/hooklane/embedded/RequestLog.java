package dev.hooklane.embedded;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest requests, bounded in number and in bytes. Any thread may call it. */
final class RequestLog {

    private final int maxRequests;
    private final long maxBytes;
    private final Deque<ReceivedRequest> newestFirst = new ArrayDeque<>();
    private long bytes;

    RequestLog(int maxRequests, long maxBytes) {
        this.maxRequests = maxRequests;
        this.maxBytes = maxBytes;
    }

    synchronized void add(ReceivedRequest request) {
        newestFirst.addFirst(request);
        bytes += request.sizeBytes();
        while (newestFirst.size() > maxRequests || (bytes > maxBytes && newestFirst.size() > 1)) {
            bytes -= newestFirst.removeLast().sizeBytes();
        }
    }

    /** Returns up to {@code count} requests, newest first. */
    synchronized List<ReceivedRequest> newest(int count) {
        List<ReceivedRequest> newest = new ArrayList<>(Math.min(count, newestFirst.size()));
        for (ReceivedRequest request : newestFirst) {
            if (newest.size() == count) {
                break;
            }
            newest.add(request);
        }
        return newest;
    }
}
