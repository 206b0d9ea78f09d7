package dev.hooklane.supervision;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The long-lived threads of one instance. Any thread may use it. */
public final class Supervision {
    private final List<SupervisedThread> threads = new CopyOnWriteArrayList<>();

    public void watch(SupervisedThread thread) {
        threads.add(thread);
    }

    public List<SupervisedThread> threads() {
        return List.copyOf(threads);
    }

    /**
     * Returns the names of the threads that hang. If there is one, the process counts as not alive.
     */
    public List<String> silent() {
        return threads.stream()
                .filter(SupervisedThread::isSilent)
                .map(SupervisedThread::name)
                .toList();
    }
}
