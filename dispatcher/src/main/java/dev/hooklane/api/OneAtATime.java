package dev.hooklane.api;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Makes this instance's changes of one kind one at a time, so that each sees the one before. */
final class OneAtATime {
    private final Lock lock = new ReentrantLock();

    /** Makes a change once no other is under way. */
    void run(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
