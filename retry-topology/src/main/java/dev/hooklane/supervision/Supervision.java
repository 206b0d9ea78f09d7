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

    /** The names of those that hang; with any of them the process is not alive. */
    public List<String> silent() {
        return threads.stream()
                .filter(SupervisedThread::isSilent)
                .map(SupervisedThread::name)
                .toList();
    }
}
